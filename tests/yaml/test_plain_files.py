"""The reader of plain files gives the tree and places that the parser gives, or none: for the files, and mutations."""

from __future__ import annotations

import random  # noqa: TID251
import re
from functools import cache
from pathlib import Path

import pytest

from samskab.finding import Span
from samskab.packaged import packaged_path
from samskab.yaml.characters import read_text
from samskab.yaml.nodes import Mapping, Node, Scalar, Sequence, paths, span
from samskab.yaml.plain_files import placed_root, plain_root
from samskab.yaml.tree import tree_of_text
from tests.paths import ROOT, SHARED
from tests.sampling import sampled
from tests.yaml.yaml_test_suite import CASES, needs_suite

BAD_INPUT = SHARED / "badinput-examples"
needs_bad_input = pytest.mark.skipif(not BAD_INPUT.is_dir(), reason="the bad inputs are not at hand (SAMSKAB_SHARED)")
SIGNS = """\
- ¤  ¤ ¤
¤

¤: ¤:¤#¤ #¤¤-¤|-¤>-¤>¤+¤2¤"¤'¤''¤[¤]¤{¤}¤, ¤,¤- - ¤? ¤&a ¤*a ¤!t ¤%¤@¤`¤~¤null¤---
¤...
¤\t¤\r¤\\¤\\\\¤\\"¤\\n¤<<: ¤-¤  \n¤0¤no¤æ¤\xa0¤?¤""¤a: b¤key:
¤    x
¤=¤{}¤[]¤{a: b}¤[a, b]¤::¤:]¤?,¤"a":b¤
#¤
  #c
¤/¤a/b.c: ¤x[]: ¤|¤|
¤: |
¤ '¤' ¤" ¤\u2028¤\x85¤\ufeff""".split("¤")  # noqa: SIM905


def outline(node: Node | None) -> object:
    """A tree without its places."""
    if isinstance(node, Scalar):
        return node.value, node.style or ""
    if isinstance(node, Sequence):
        return bool(node.flow), [outline(item) for item in node.items]
    if isinstance(node, Mapping):
        return bool(node.flow), [(key, outline(name), outline(value)) for key, (name, value) in node.entries.items()]
    return type(node)


def is_taken(data: bytes, *, with_places: bool = True) -> bool:
    """Whether the reader takes the bytes; the parser then reads the same and finds no mistake."""
    text = read_text(data, "a.yaml")
    root = None if text.findings else plain_root(text.text)
    if root is None:
        return False
    tree = tree_of_text(text, "a.yaml")
    assert not tree.findings, data
    assert outline(root) == outline(tree.root), data
    assert isinstance(tree.root, Mapping)
    for name, (_, value) in tree.root.entries.items() if with_places else ():
        placed = placed_root(text.text, name)
        assert placed is not None
        assert spans(placed.entries[name][1]) == spans(value), data
        assert keys(placed) == keys(tree.root), data
    return True


def spans(root: Node) -> list[tuple[str, Span]]:
    """The place of every node and key."""
    return [(field, span(node, "a.yaml")) for field, node in paths(root)]


def keys(root: Mapping) -> list[Span]:
    return [span(key, "a.yaml") for key, _ in root.entries.values()]


@cache
def contents(*folders: Path) -> list[bytes]:
    """The YAML files in these folders, in the order of their paths."""
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"})
    return [path.read_bytes() for path in paths]


def mutated(dice: random.Random, data: bytes) -> bytes:
    """Some lines of a file, with up to four places where signs are put in or characters are taken out."""
    lines = data.split(b"\n")
    start = dice.randrange(len(lines)) if dice.random() < 0.5 else 0
    data = b"\n".join(lines[start : start + dice.randrange(3, 40)]) + b"\n"
    for _ in range(dice.choice((1, 1, 2, 4))):
        place, end = dice.randrange(len(data) + 1), dice.choice((0, 0, 1, 2, 8))
        data = data[:place] + dice.choice(("", *SIGNS)).encode() + data[place + end :]
    return data


def test_it_takes_every_sentence_of_the_program_and_every_file_of_the_demonstration() -> None:
    """Otherwise each start, or each run of `validate`, is slower than it has to be."""
    files = contents(packaged_path("phrases"), ROOT / "data")
    assert len(files) > 200
    assert all(is_taken(file, with_places=False) for file in files)


@pytest.mark.parametrize("start", sampled(range(20), 20))
def test_the_places_in_the_files_of_the_demonstration(start: int) -> None:
    assert all(map(is_taken, contents(ROOT / "data")[start::20]))


@needs_suite
def test_the_cases_of_the_yaml_test_suite() -> None:
    assert sum(is_taken(str(case["yaml"]).encode()) for case in CASES) > 10


@needs_bad_input
def test_files_with_mistakes() -> None:
    assert sum(map(is_taken, contents(BAD_INPUT))) > 5


@pytest.mark.parametrize(
    "text",
    [
        "a: b\nc:\n  - d: 'it''s'\n    e: \"\\\"x\\\" \\\\\"\n  - f\n",
        "a: |\n  x\n\n    y\n\nb: >-\n  x\n  y\n\n  z\n",
        "a: {b: [c, {d: e}], 'f': \"g\"}\n",
        "a/b.c: d\nx[].y: z # w\n",
        "a:\r\n  b: c\r\n",
        "a:\nb:\n",
    ],
)
def test_what_is_plain(text: str) -> None:
    assert is_taken(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "a: b\na: c\n",
        "a:\t1\n",
        "- a\n",
        "a: b\n  c\n",
        "a: &x b\n",
        'a: "\\x41"\n',
        "a: 'b\n",
        "null: a\n",
        "a: |-\r\n  b\r\n   \r\n",
        "\n",
    ],
)
def test_what_is_left_to_the_parser(text: str) -> None:
    assert plain_root(text) is None


@pytest.mark.parametrize("seed", sampled(range(4), 4))
def test_mutations(seed: int) -> None:
    compare_mutations(seed, 500)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_a_million_mutations(seed: int) -> None:
    compare_mutations(seed, 25_000)


def compare_mutations(seed: int, count: int) -> None:
    """Whatever of so many mutations the reader takes, it reads as the parser does."""
    dice = random.Random(seed)
    files = [data for data in contents(ROOT / "data", ROOT / "src", ROOT / "tests") if len(data) < 30_000]
    taken = sum(is_taken(mutated(dice, dice.choice(files))) for _ in range(count))
    assert taken > count / 10


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5 matches such groups wrongly, and then no sentence of the program can be read."""
    for file in (ROOT / "src").rglob("*.py"):
        assert not re.search(r"\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>", file.read_text(encoding="utf-8")), file


def test_a_long_line_that_is_not_plain_is_left_at_once() -> None:
    """Tried again at each of its characters, it would take minutes."""
    assert plain_root("a: '" + "''" * 60_000 + "x\n") is None
