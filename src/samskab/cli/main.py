"""`main`: from the words of a command line to an exit code, whatever happens on the way.

0 nothing wrong; 1 findings, or a result that could not be delivered; 2 wrong use or an unreadable repository;
70 a fault of our own; 130, 141, 143 for Ctrl-C, a closed pipe and SIGTERM.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from samskab.cli import terminal
from samskab.cli.app import enter, new_session
from samskab.cli.session import Session
from samskab.refusal import Refusal

OWN_FAULT = 70


class Terminated(BaseException):
    """The machine asked us to stop (SIGTERM): everything that was begun is undone on the way out."""


def main() -> NoReturn:
    """The `samskab` program."""
    terminal.prepare_streams()
    signal.signal(signal.SIGTERM, _stop)
    code = run(sys.argv[1:])
    if code == 141:
        terminal.silence()
    sys.exit(code)


def run(argv: Sequence[str]) -> int:
    """The exit code of a command line; all there was to say has been said."""
    session = None
    try:
        session = new_session(argv, os.environ)
        code = _told(argv, session)
        terminal.flush()
    except BrokenPipeError:
        terminal.silence()
        return 141
    except KeyboardInterrupt:
        return 130
    except Terminated:
        return 143
    except terminal.OutputLostError:
        terminal.silence()
        _tell(session, "fault.output_lost")
        return 1
    except Exception as fault:  # noqa: BLE001  # the last door: a fault of ours is one line, never a traceback
        return _own_fault(fault, session)
    return code


def _told(argv: Sequence[str], session: Session) -> int:
    try:
        return enter(argv, session)
    except Refusal as refused:
        terminal.talk(session.sentence(refused.code, **refused.values))
        if refused.exit_code == 2 and refused.values.get("command"):
            terminal.talk(session.sentence("usage.help", command=refused.values["command"]))
        return refused.exit_code


def _own_fault(fault: Exception, session: Session | None) -> int:
    """One line with the kind of fault and where it is; never its message, which may hold what stands in the data."""
    if session is not None and session.debug:
        import traceback

        terminal.talk("".join(traceback.format_exception(fault)))
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
    _tell(session, "fault.own", kind=type(fault).__name__, place=place)
    return OWN_FAULT


def _tell(session: Session | None, code: str, **values: object) -> None:
    try:
        terminal.talk(session.sentence(code, **values) if session is not None else f"samskab: {code} {values}")
    except Exception:  # noqa: BLE001  # without a catalogue the bare code is still better than silence
        terminal.talk(f"samskab: {code} {values}")


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated
