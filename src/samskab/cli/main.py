"""`main`: from the words of a command line to an exit code, after any error.

0 nothing wrong; 1 findings, or a result that could not be delivered; 2 wrong use or an unreadable repository;
70 a fault of our own; 130, 141, 143 for Ctrl-C, a closed pipe and SIGTERM.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.refusal import Refusal

OWN_FAULT = 70


class Terminated(BaseException):
    """SIGTERM was received: what was begun is undone on the way out."""


def main() -> NoReturn:
    """The `samskab` program."""
    gc.set_threshold(200_000, 20, 50)  # records are kept to the end; frequent collection costs a tenth of a command
    terminal.prepare_streams()
    signal.signal(signal.SIGTERM, _stop)
    code = run(sys.argv[1:])
    if code == 141:
        terminal.silence()
    gc.freeze()  # or the interpreter looks three times at every object for cycles before it ends
    sys.exit(code)


def run(argv: Sequence[str]) -> int:
    """Run a command line: its output is written, its exit code returned."""
    session = Session()
    try:
        code = enter(argv, session)
        terminal.flush()
    except BrokenPipeError:
        terminal.silence()
        return 141
    except KeyboardInterrupt:
        _print_sentence(session, "fault.interrupted")
        return 130
    except Terminated:
        return 143
    except terminal.OutputLostError:
        terminal.silence()
        _print_sentence(session, "fault.output_lost")
        return 1
    except Exception as fault:  # noqa: BLE001  # the last door: a fault of ours is one line, never a traceback
        return _own_fault(fault, session)
    finally:
        terminal.clear_progress()
    return code


def enter(argv: Sequence[str], session: Session) -> int:
    """Parse and run. Typer's `main` would turn a broken pipe into exit 1 and ignore what stdout did not take."""
    if list(argv) == ["--version"]:  # the import of Typer is most of a start
        terminal.put_version()
        return 0
    import typer

    from samskab.cli import completion, errors
    from samskab.cli.app import options_given, program

    root = program()
    if completion.VARIABLE in os.environ:
        return completion.answer_shell(root, session)
    session.settle(options_given(root, argv))
    try:
        errors.refuse_empty_words(argv)
        with root.make_context("samskab", list(argv), obj=session) as context:
            return int(root.invoke(context) or 0)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as mistake:
        refusal = errors.refusal_of(mistake, session)
    except Refusal as refused:
        refusal = refused
    except OSError as fault:
        if isinstance(fault, BrokenPipeError | terminal.OutputLostError):
            raise
        refusal = Refusal("fault.system", exit_code=1, path=str(fault.filename or ""), fault=fault)
    errors.print_refusal(session, refusal)
    return refusal.exit_code


def _own_fault(fault: Exception, session: Session) -> int:
    """One line with the kind of fault and its place; never its message, which may hold values of the data."""
    if session.debug:
        import traceback

        terminal.put_message("".join(traceback.format_exception(fault)))
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
    _print_sentence(session, "fault.own", kind=type(fault).__name__, place=place)
    return OWN_FAULT


def _print_sentence(session: Session, code: str, **values: object) -> None:
    try:
        terminal.put_message(session.sentence(code, **values))
    except Exception:  # noqa: BLE001  # the catalogue itself cannot be read
        why = " ".join(map(str, values.values())) or code
        terminal.put_message(f"samskab stopped ({why}). It cannot read its own sentences. Install samskab again.")


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated
