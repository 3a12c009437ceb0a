"""The page "Sådan efterprøver I det selv" is enough: its program, and one written here from its words alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from samskab.fairness.lottery import Lottery, lot_order_of
from samskab.model.decision import Decision
from samskab.yaml.records import read_record
from tests.paths import GOLDEN, ROOT
from tests.sampling import sampled

PAGE = (ROOT / "docs" / "vejledning" / "efterproev-selv.md").read_text(encoding="utf-8")
RECORDS = sorted([*ROOT.glob("data/programmes/*/decisions/*.yaml"), *GOLDEN.glob("data/programmes/*/decisions/*.yaml")])
TOLD, SUMMED = {"titles", "values", "noun", "criteria"}, {"points", "assessors"}
DECIMALS = re.compile(r"\.(min_km|max_km|lat|lon)$|^selection\.bands\..*\.(min|max)$")


class AsWritten(yaml.SafeLoader):
    """Reads every value as text, with a mark for what has quotes; the page says what becomes of each."""


def _scalar(_loader: yaml.SafeLoader, node: yaml.ScalarNode) -> tuple[bool, str]:
    return bool(node.style), node.value


for kind in ("str", "int", "float", "bool", "null", "timestamp"):
    AsWritten.add_constructor(f"tag:yaml.org,2002:{kind}", _scalar)


def as_json(value: Any, path: str = "") -> Any:
    """Rules 1, 4, 5 and 6 of the page."""
    if isinstance(value, dict):
        return {key: as_json(inner, f"{path}.{key}" if path else key) for (_, key), inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner, path) for inner in value]
    is_quoted, text = value
    if is_quoted or DECIMALS.search(path):
        return text
    return {"true": True, "false": False}.get(text, int(text) if re.fullmatch(r"-?\d+", text) else text)


def wordless(value: Any) -> Any:
    """A value without names and texts in languages."""
    if isinstance(value, list):
        return [wordless(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    return {key: wordless(inner) for key, inner in value.items() if not _is_words(key, inner)}


def _is_words(key: str, value: Any) -> bool:
    return (key == "name" and isinstance(value, str)) or (isinstance(value, dict) and isinstance(value.get("da"), str))


def by_hand(text: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Seal, fingerprint and tickets of a record."""
    seal = sha256(text[: text.index("\nseal: ") + 1].encode()).hexdigest()
    record = as_json(yaml.load(text, AsWritten))  # a SafeLoader
    pool = {name: value for name, value in record["field"].items() if name not in TOLD}
    pool["candidates"] = [{name: one[name] for name in one if name not in SUMMED} for one in pool["candidates"]]
    selection = {name: value for name, value in record["selection"].items() if name != "lot"}
    piece = wordless({"pool": pool, "selection": selection})
    written = json.dumps(piece, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    fingerprint = sha256(written.encode()).hexdigest()
    keys = [one["key"] for one in pool["candidates"]]
    head = "\n".join(("samskab-lot-v2", record["run"]["seed"], record["programme"], record["run"]["round"]))
    return seal, fingerprint, [(sha256(f"{head}\n{key}".encode()).hexdigest(), key) for key in keys]


def wanted(text: str) -> tuple[str, str, list[tuple[str, str]]]:
    """What the record itself and the program say."""
    record = read_record(text.encode(), "data/programmes/p/decisions/d.yaml").record
    assert isinstance(record, Decision)
    lottery = Lottery(record.run.seed, record.programme, record.run.round or "")
    tickets = [(lottery.ticket(one.key), one.key) for one in record.field.candidates]
    assert tuple(key for _, key in sorted(tickets)) == lot_order_of(record)
    return record.seal, record.run.freeze, tickets


@pytest.mark.parametrize("file", sampled(RECORDS, 2), ids=lambda file: file.stem)
def test_the_words_of_the_page_are_enough(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert by_hand(text) == wanted(text)


@pytest.mark.slow
@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_the_program_of_the_page_gives_the_same(file: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    (program,) = re.findall(r"```js\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "verify.js").write_text(program, encoding="utf-8")
    done = subprocess.run([node, tmp_path / "verify.js", file], capture_output=True, encoding="utf-8", check=True)
    (_, seal), (_, fingerprint), *tickets = (tuple(line.split(" ", 1)) for line in done.stdout.splitlines())
    assert (seal, fingerprint, tickets) == wanted(file.read_text(encoding="utf-8"))


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="a tool of Linux")
def test_the_commands_of_the_page_give_the_seal(tmp_path: Path) -> None:
    file = RECORDS[0]
    (command,) = re.findall(r"^    (tr .* \| sed .*)$", PAGE, re.MULTILINE)
    (tmp_path / "2014-02-14.yaml").write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split()[0] == wanted(file.read_text(encoding="utf-8"))[0]
