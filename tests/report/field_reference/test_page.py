"""The page of the data files: every link leads to a heading, every example is read."""

from __future__ import annotations

import re

import pytest

from samskab.language import LANGUAGES
from samskab.model.dataset import KINDS
from samskab.report.field_reference.page import files_page
from samskab.yaml.catalogue import load_language
from samskab.yaml.records import read_record


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_link_leads_to_a_heading_and_no_heading_is_there_twice(code) -> None:
    text = files_page(load_language(code))
    headings = [re.sub(r"[^a-z0-9_-]", "", name.lower()) for name in re.findall(r"^##+ `(.+)`$", text, re.MULTILINE)]
    assert len(headings) == len(set(headings)) > 100
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(headings)


def test_the_example_of_a_file_is_a_file() -> None:
    text = files_page(load_language("da"))
    examples = {
        kind.name: re.search(rf"^## `{kind.name}`$.*?```yaml\n(.*?)```", text, re.MULTILINE | re.DOTALL)
        for kind in KINDS
    }
    for name, example in examples.items():
        assert example, name
        lines = example[1].removeprefix("- ").split("\n- ")  # an application in two forms is a list of two
        whole = "\n".join(line.removeprefix("  ") for line in lines[0].splitlines()) if len(lines) > 1 else example[1]
        assert read_record(f"{whole}\n".encode(), "x.yaml", anywhere=True).findings == (), name
