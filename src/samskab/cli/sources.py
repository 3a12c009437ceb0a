"""The files behind findings, read again when a finding is reported: its source line and the question of its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from samskab.finding import Finding
from samskab.language import Language


class Sources(Mapping[str, str]):
    """path -> text, read at first use; a file that cannot be read is missing. Findings are few."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, str | None] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._texts:
            self._texts[path] = self._read(path)
        text = self._texts[path]
        if text is None:
            raise KeyError(path)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(path for path, text in self._texts.items() if text is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, path: str) -> str | None:
        from samskab.storage.files import read_file

        content = read_file(self._root / path, path)
        if isinstance(content, Finding):
            return None
        return content.decode("utf-8", errors="replace").removeprefix("\ufeff")


class Questions:
    """finding -> the question of its field: the programme's own where it has one, else the model's."""

    def __init__(self, root: Path | None, language: Language) -> None:
        self._root = root
        self._language = language
        self._asked: dict[str, Mapping[str, str]] = {}

    def __call__(self, finding: Finding) -> str:
        from samskab.model.dataset import kind_at
        from samskab.model.field_lookup import phrase_at
        from samskab.storage.files import programme_of

        kind = kind_at(finding.span.path)
        if kind is None or not finding.field:
            return ""
        own = re.match(r"(answers|commitments)\.([a-z0-9-]+)", finding.field)
        if own and kind.name == "application" and self._root is not None:
            programme = programme_of(finding.span.path)
            if programme not in self._asked:
                self._asked[programme] = self._of(programme)
            return self._asked[programme].get(own[0], "")
        key = phrase_at(kind.record, finding.field, self._language)
        return self._language.say(key) if key is not None else ""

    def _of(self, programme: str) -> Mapping[str, str]:
        from samskab.model.programme import Programme
        from samskab.storage.files import Folder
        from samskab.usecases.load import read_one

        if self._root is None:
            return {}
        record = read_one(Folder(self._root), f"data/programmes/{programme}/programme.yaml").record
        if not isinstance(record, Programme):
            return {}
        asked = [(f"answers.{question.id}", question.title) for question in record.questions]
        asked += [(f"commitments.{demand.id}", demand.text) for demand in record.commitments]
        return {field: self._language.choose(text) for field, text in asked}
