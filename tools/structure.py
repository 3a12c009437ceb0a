"""Measure the structure of a checkout: lines, names, folders, and the way of three calls through the layers.

    python tools/structure.py [ROOT]                     # everything; ROOT is this repository unless another is named
    python tools/structure.py ROOT --journey 98-letters  # one call alone: files entered, stays, climbs

Standard library only, so that any checkout can be measured; the journeys import the `samskab` of ROOT/src. A journey
counts each function once, at its first call, so that its figures do not grow with the data. A file is entered when a
function of it is called; a stay is a run of such first calls in one file; a climb is a first call whose caller is on a
lower floor (import-linter's layers in pyproject.toml), generators aside, which run where they are consumed. The child
process that renders templates is not followed.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import io
import json
import subprocess
import sys
import tokenize
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parents[1]
PROGRAMME = "faellesskabsagenter-2014"


def main() -> None:
    """Print the figures of a checkout, or of one journey as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("root", nargs="?", type=Path, default=HERE)
    parser.add_argument("--journey", choices=JOURNEYS)
    asked = parser.parse_args()
    root = asked.root.resolve()
    if asked.journey:
        print(json.dumps(walked(root, JOURNEYS[asked.journey])._asdict()))
        return
    package = root / "src" / "samskab"
    print_lines(package)
    print_names(package)
    for name in JOURNEYS:
        command = [sys.executable, __file__, str(root), "--journey", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{name:32}", done.stdout.strip() or done.stderr.strip().splitlines()[-1:])


def modules(package: Path) -> list[Path]:
    """Every module of a package, sorted."""
    return sorted(package.rglob("*.py"))


def print_lines(package: Path) -> None:
    """Files, lines by kind, modules in each folder."""
    texts = [file.read_text(encoding="utf-8") for file in modules(package)]
    total = sum((line_kinds(text) for text in texts), Counter())
    print(f"{'files':32}", len(texts))
    print(f"{'lines':32}", total.total(), dict(sorted(total.items())))
    print(f"{'modules in the fullest folders':32}", dict(modules_of_folders(package).most_common(5)))


def print_names(package: Path) -> None:
    """Public names and module basenames that mean several things."""
    names, stems = names_defined_twice(package), folders_of_basenames(package)
    print(f"{'public names defined twice':32}", len(names), ", ".join(names))
    crowded = {stem: len(folders) for stem, folders in stems.items() if len(folders) > 1}
    print(f"{'basenames in several folders':32}", len(crowded), crowded)


def line_kinds(text: str) -> Counter[str]:
    """How many lines of a module are code, docstring, comment, blank."""
    kinds = dict.fromkeys(range(1, len(text.splitlines()) + 1), "blank")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}:
            kind = "comment" if token.type == tokenize.COMMENT else "code"
            for number in range(token.start[0], token.end[0] + 1):
                kinds[number] = "code" if "code" in {kinds[number], kind} else kind
    for node in ast.walk(ast.parse(text)):
        found = docstring(node)
        if found is not None:
            kinds |= dict.fromkeys(range(found.lineno, (found.end_lineno or found.lineno) + 1), "docstring")
    return Counter(kinds.values())


def docstring(node: ast.AST) -> ast.Constant | None:
    """The docstring of a module, class or function, as a node."""
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            return first.value
    return None


def modules_of_folders(package: Path) -> Counter[str]:
    """How many modules, `__init__` not counted, each folder of a package holds."""
    counted = (file for file in modules(package) if file.name != "__init__.py")
    return Counter(file.parent.relative_to(package).as_posix() for file in counted)


def folders_of_basenames(package: Path) -> Mapping[str, list[str]]:
    """The folders of each module basename."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules(package):
        if file.name != "__init__.py":
            found[file.stem].append(file.parent.relative_to(package).as_posix())
    return found


def parsed(file: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(file.read_text(encoding="utf-8"))


def names_defined_twice(package: Path, parse: Callable[[Path], ast.Module] = parsed) -> Mapping[str, list[str]]:
    """Public names defined at the top of more than one module, with those modules."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in modules(package):
        for name in names_of(parse(file)):
            if not name.startswith("_"):
                found[name].add(file.relative_to(package).as_posix())
    return {name: sorted(files) for name, files in sorted(found.items()) if len(files) > 1}


def names_of(module: ast.Module) -> Iterable[str]:
    """The functions, classes and constants that a module defines at its top."""
    for node in module.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


class Journey(NamedTuple):
    """What a call came to."""

    files: int
    stays: int
    climbs: int


def walked(root: Path, call: Callable[[Path], Any]) -> Journey:
    """Run a call with the package of a checkout and follow it."""
    package, layers = root / "src" / "samskab", layers_of(root)
    sys.path.insert(0, str(package.parent))
    sys.dont_write_bytecode = True
    path = Trace(package, layers)
    importlib.import_module("samskab")
    sys.setprofile(path.seen)
    try:
        call(root)
    finally:
        sys.setprofile(None)
    return Journey(len(set(path.stays)), len(path.stays), path.climbs)


class Trace:
    """The files of a package that a call goes through, in order."""

    def __init__(self, package: Path, layers: Mapping[str, int]) -> None:
        self._prefix, self._layers = f"{package}/", layers
        self._known: set[object] = set()
        self.stays: list[str] = []
        self.climbs = 0

    def seen(self, frame: FrameType, event: str, _: object) -> None:
        """One event of `sys.setprofile`."""
        code = frame.f_code
        if event != "call" or code in self._known or not self._ours(frame) or not code.co_flags & inspect.CO_OPTIMIZED:
            return
        self._known.add(code)
        caller = frame.f_back
        while caller is not None and not self._ours(caller):
            caller = caller.f_back
        if caller is not None and not code.co_flags & inspect.CO_GENERATOR:
            self.climbs += self._floor(code.co_filename) < self._floor(caller.f_code.co_filename)
        if not self.stays or self.stays[-1] != code.co_filename:
            self.stays.append(code.co_filename)

    def _ours(self, frame: FrameType) -> bool:
        return frame.f_code.co_filename.startswith(self._prefix)

    def _floor(self, file: str) -> int:
        """Counted from the top; what is outside all layers is the top."""
        room = file.removeprefix(self._prefix).partition("/")[0].removesuffix(".py")
        return self._layers.get(room, 0)


def layers_of(root: Path) -> Mapping[str, int]:
    """The floor of each room, counted from the top, as the import-linter contract of a checkout has it."""
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [one for one in config["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]
    return {
        room.strip(): number for number, layer in enumerate(contract["layers"], start=1) for room in layer.split("|")
    }


def first(*names: str) -> Any:
    """An attribute, named `module:attribute`, of the first module that exists."""
    for name in names:
        module, _, attribute = name.partition(":")
        try:
            return getattr(importlib.import_module(module), attribute)
        except (ImportError, AttributeError):
            continue
    raise ImportError(names)


def population_to_quota_row(root: Path) -> Any:
    """Load the golden repository and build the rows of its programme."""
    import samskab

    data = samskab.load(root / "tests" / "golden" / "repo").data
    pool = first("samskab.fairness.pool:pool_for", "samskab.fairness.pool:pool", "samskab.balance.pool:pool")
    rows = first("samskab.fairness.rows:rows_of", "samskab.fairness.rows:rows", "samskab.balance.rows:rows")
    (programme,) = data.programmes.values()
    asked = [data, programme, programme.selection]
    if "standing" in inspect.signature(pool).parameters:
        asked.append(first("samskab.fairness.admission:recorded_standing")(data, programme))
    return rows(pool(*asked), programme.selection)


def participants_to_letter(root: Path) -> Any:
    """Load this repository's data and render the rejection of one applicant as text."""
    return letters(root, "rejection", "0265", date(2014, 2, 21))


def repository_to_98_letters(root: Path) -> Any:
    """Load this repository's data and render the invitation of every municipality as text."""
    return letters(root, "invitation", "all", date(2013, 12, 12))


def letters(root: Path, template: str, recipients: str, day: date) -> Any:
    """Render one template of the programme of 2014 by the public call of the checkout, whichever that is."""
    import samskab

    repo, render = samskab.load(root), samskab.render
    if "template" in inspect.signature(render).parameters:
        return render(repo, PROGRAMME, template, recipients=recipients, to="txt", language="da", today=day)
    order = first("samskab.usecases.letters.plan:Order", "samskab.pipeline.orders:Order")
    try:
        language, words = first("samskab.yaml.catalogue:load_language")("da"), ()
    except ImportError:
        language, words = "da", (first("samskab.yaml.catalogue:phrasebook", "samskab.read.catalogue:phrasebook")("da"),)
    return render(repo, order(PROGRAMME, template, recipients, ("txt",), language, day), *words)


JOURNEYS: Mapping[str, Callable[[Path], Any]] = {
    "quota-row": population_to_quota_row,
    "letter": participants_to_letter,
    "98-letters": repository_to_98_letters,
}

if __name__ == "__main__":
    main()
