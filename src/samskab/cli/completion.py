"""Shell completion: the possible next words of a command line, read from file names where these are enough.

Typer implements the protocols of bash, zsh, fish and PowerShell, and calls the functions below with the words so far
and the beginning of the next word. Shells evaluate some of what they get, so a name that is not made of letters, digits
and `. , / = _ -` alone is left out.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any

import typer
import typer.completion

from samskab.cli import terminal
from samskab.cli.output_file import unwritten
from samskab.cli.session import OPTIONS, Session
from samskab.packaged import packaged_path
from samskab.refusal import Refusal
from samskab.spelling import slug
from samskab.storage.files import find_root, read_bytes
from samskab.usecases.letters.options import GROUPS

VARIABLE = "_SAMSKAB_COMPLETE"
"""Set by a shell that requests completions, as Typer's scripts do."""

_ZSH_END = """
if [[ $funcstack[1] == _%(prog_name)s ]]; then
  %(complete_func)s "$@"
else
  compdef %(complete_func)s %(prog_name)s
fi
"""
"""Typer's script for zsh only defines its function when the first Tab loads it, so that the first Tab did nothing."""
_HARMLESS = re.compile(r"(?!-)[\w.,/=-]+")
_NAME = re.compile(r"""^name: *["']?([^"'#\n]+?)["']? *(?:#.*)?$""", re.MULTILINE)
_CODE = re.compile(r"^(SK\d{3}):", re.MULTILINE)


def answer_shell(program: Any, session: Session) -> int:
    """Write the completions that the shell requests; none after a fault, so that a prompt shows no message."""
    try:
        typer.completion.completion_init()  # type: ignore[attr-defined]  # imported there from elsewhere
        program.main(args=[], prog_name="samskab", obj=session)
    except SystemExit as end:
        return int(end.code or 0)
    except Exception:  # noqa: BLE001  # any fault means no completions
        return 1
    return 0


def install_completion(context: typer.Context, wanted: bool) -> None:
    """`--install-completion`: write the script to where the shell in use looks for it."""
    if not wanted or context.resilient_parsing:
        return
    try:
        with _shell_known():
            shell, path = typer.completion.install()  # type: ignore[attr-defined]  # imported there from elsewhere
    except OSError as fault:
        raise unwritten(str(fault.filename), fault) from None
    context.obj.put("completion.installed", shell=shell, path=str(path))
    raise typer.Exit


def show_completion(context: typer.Context, param: typer.CallbackParam, wanted: bool) -> None:
    """`--show-completion`: the script for the shell in use, on stdout."""
    if not wanted or context.resilient_parsing:
        return
    with _shell_known() as script, suppress(SystemExit):
        typer.completion.show_callback(context, param, wanted)
    terminal.put_data(script.getvalue())
    raise typer.Exit


def complete_programmes(context: typer.Context, incomplete: str) -> list[str]:
    """The keys of the repository's programmes."""
    root = _root(context)
    return _offered(_programmes(root) if root else (), incomplete)


def complete_municipalities(context: typer.Context, incomplete: str) -> list[str]:
    """Every municipality by name, or by code or plain letters when the word begins so."""
    root = _root(context)
    names = _municipality_names(root) if root else {}
    return _offered((_spelt(incomplete, name, code) for code, name in names.items()), incomplete)


def complete_applicants(context: typer.Context, incomplete: str) -> list[str]:
    """Who applied to the programme on the line: by the municipality's name, or by the application's id."""
    root = _root(context)
    programme = _programme(context, root) if root else None
    if root is None or programme is None:
        return complete_municipalities(context, incomplete)
    ids = sorted(file.stem for file in (root / "data/programmes" / programme / "applications").glob("*.yaml"))
    names = _municipality_names(root)
    codes = {slug(name): code for code, name in names.items()}
    known = ((each, each[:4] if each[:4] in names else codes.get(each, "")) for each in ids)
    return _offered((_spelt(incomplete, names.get(code, each), each, code) for each, code in known), incomplete)


def complete_applicants_or_all(context: typer.Context, incomplete: str) -> list[str]:
    """Who applied, or `all`."""
    return [*_offered(["all"], incomplete), *complete_applicants(context, incomplete)]


def complete_recipients(context: typer.Context, incomplete: str) -> list[str]:
    """Whom letters may be for: a group of recipients, or a municipality."""
    return [*_offered(GROUPS, incomplete), *complete_municipalities(context, incomplete)]


def complete_meetings(context: typer.Context, incomplete: str) -> list[str]:
    """The meetings of the programme on the line."""
    return _offered(_ids(context, "schedule.yaml", "meetings"), incomplete)


def complete_tracks(context: typer.Context, incomplete: str) -> list[str]:
    """The tracks of the programme on the line."""
    return _offered(_ids(context, "programme.yaml", "tracks"), incomplete)


def complete_templates(context: typer.Context, incomplete: str) -> list[str]:
    """The templates in the session's language."""
    from samskab.usecases.letters.templates import templates_of

    root = _root(context)
    return _offered(templates_of(root, context.obj.code).names(), incomplete)


def complete_revisions(context: typer.Context, incomplete: str) -> list[str]:
    """The branches of git, one's own and those that were fetched."""
    from samskab.usecases.git import branches

    root = _root(context)
    return _offered(branches(root) if root else (), incomplete)


def complete_several_of(values: Iterable[str]) -> Callable[[str], list[str]]:
    """A function that completes a list of these values with commas between."""

    def complete(incomplete: str) -> list[str]:
        return _offered(_next_in_list(values, incomplete), incomplete)

    return complete


def complete_rule_codes(incomplete: str) -> list[str]:
    """The code of every rule."""
    return _offered(_codes(), incomplete)


def complete_rule_prefixes(incomplete: str) -> list[str]:
    """Codes of rules and beginnings of codes, several with commas between."""
    codes = _codes()
    families = sorted({code[:3] for code in codes})
    last = incomplete.rpartition(",")[2]
    return _offered(_next_in_list(codes if len(last) >= 3 else families, incomplete), incomplete)


def complete_decisions(context: typer.Context, incomplete: str) -> list[str]:
    """The paths of decision records, from the folder of `-C` or the current one."""
    root = _root(context)
    found = sorted(root.glob("data/programmes/*/decisions/*.yaml")) if root else []
    here = context.obj.place.absolute()
    return _offered((Path(os.path.relpath(file, here)).as_posix() for file in found), incomplete)


def complete_record_kinds(incomplete: str) -> list[str]:
    """The kinds of data files."""
    from samskab.model.dataset import KINDS

    return _offered((kind.name for kind in KINDS), incomplete)


def complete_field_paths(incomplete: str) -> list[str]:
    """The fields below the path so far: `programme.selection.rules`."""
    from samskab.finding import field_steps
    from samskab.model.dataset import KINDS, kind_named
    from samskab.model.field_lookup import FieldPlace

    above = incomplete.rpartition(".")[0]
    first, *rest = field_steps(above) or ("",)
    kind = kind_named(str(first))
    place = FieldPlace((), (kind.record,)) if kind else None
    for step in rest:
        place = place.below(step) if place else None
    names = place.names() if place else () if above else [kind.name for kind in KINDS]
    return _offered((f"{above}.{name}" if above else name for name in names), incomplete)


def complete_command_names(context: typer.Context, incomplete: str) -> list[str]:
    """The commands."""
    return _offered(getattr(context.find_root().command, "commands", ()), incomplete)


def _offered(values: Iterable[str], incomplete: str) -> list[str]:
    return [value for value in dict.fromkeys(values) if value.startswith(incomplete) and _HARMLESS.fullmatch(value)]


def _next_in_list(values: Iterable[str], incomplete: str) -> Iterator[str]:
    before, comma, _ = incomplete.rpartition(",")
    return (f"{before}{comma}{value}" for value in values if value not in before.split(","))


def _spelt(incomplete: str, name: str, *keys: str) -> str:
    """The first spelling that begins as the word does; in plain letters where the stream has no others."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    spellings = (*((name, name.lower()) if unicode else ()), slug(name), *keys)
    return next((each for each in spellings if each.startswith(incomplete)), name)


def _root(context: typer.Context) -> Path | None:
    """The repository that the line is about; the session is settled by its shared options on the way."""
    context.obj.settle(context.meta.get(OPTIONS, {}))
    return find_root(context.obj.place.absolute())


def _programmes(root: Path) -> list[str]:
    return sorted(file.parent.name for file in root.glob("data/programmes/*/programme.yaml"))


def _programme(context: typer.Context, root: Path) -> str | None:
    """The programme on the line, or the one whose decision record is on it, or the only one."""
    known = _programmes(root)
    words = [context.params.get("programme"), context.params.get("file"), *context.args]  # args: before an open option
    parts = (part for word in words if word for part in Path(word).parts)
    return next((part for part in parts if part in known), known[0] if len(known) == 1 else None)


def _municipality_names(root: Path) -> dict[str, str]:
    """Code -> name, from the first `name:` of each file."""
    found = {}
    for file in sorted(root.glob("data/municipalities/*.yaml")):
        content = read_bytes(root, f"data/municipalities/{file.name}")
        name = _NAME.search(content.decode("utf-8", "replace")) if isinstance(content, bytes) else None
        found[file.name[:4]] = name[1] if name else file.stem[5:]
    return found


def _ids(context: typer.Context, file: str, listed: str) -> list[str]:
    """The ids in a list of a file of the programme on the line."""
    from samskab.yaml.nodes import Scalar, Sequence, find
    from samskab.yaml.plain_files import plain_root
    from samskab.yaml.tree import read_tree

    root = _root(context)
    programme = _programme(context, root) if root else None
    content = read_bytes(root, f"data/programmes/{programme}/{file}") if root and programme else None
    if not isinstance(content, bytes):
        return []
    listing = find(plain_root(content.decode("utf-8", "replace")) or read_tree(content, file).root, listed)
    ids = [find(item, "id") for item in listing.items] if isinstance(listing, Sequence) else []
    return [each.value for each in ids if isinstance(each, Scalar)]


def _codes() -> list[str]:
    """Every code that the catalogue has a sentence for."""
    files = sorted(packaged_path("phrases/da").glob("SK*.yaml"))
    return sorted(code for file in files for code in _CODE.findall(file.read_text(encoding="utf-8")))


@contextmanager
def _shell_known() -> Iterator[StringIO]:
    """Catch what Typer prints; refuse when it does not recognise the shell in use."""
    from typer import _completion_shared as shared

    scripts = shared._completion_scripts  # noqa: SLF001  # there is no public way to change one
    scripts["zsh"] = scripts["zsh"].replace("\ncompdef %(complete_func)s %(prog_name)s\n", _ZSH_END)
    try:
        with redirect_stdout(StringIO()) as printed, redirect_stderr(StringIO()):
            yield printed
    except typer.Exit:
        raise Refusal("completion.no_shell", exit_code=1) from None
