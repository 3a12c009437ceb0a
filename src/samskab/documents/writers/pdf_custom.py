"""An office's own Typst layout. It is code, so it runs in a separate process with limited time and memory.

    with OwnLayout("layouts/brev.typ", text, files) as layout:
        to_pdf(document, layout=layout)

It reads the same `json(bytes(sys.inputs.document))` as the packaged `layout/letter.typ`, or many documents from
`sys.inputs.documents` (`sets_many`), can read nothing but the
`files` given with it, and reaches no network (`child_limits`). One process sets all letters.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

from samskab.codes.declared import make_finding
from samskab.documents.child_limits import answer_parent, limit_process
from samskab.documents.child_process import Child, ChildOwner
from samskab.finding import Finding, Span

SECONDS = 20.0
MEMORY = 1024 * 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(typ|svg|png|jpg|jpeg)")
_PLACE = re.compile(r"┌─ (?:.*[/\\])?([^/\\:]+):(\d+):\d+")
_NO_PACKAGE = ("failed to download package", "package not found")


class OwnLayout(ChildOwner):
    """A layout of the data repository: the path to show, its text, and the files it uses by name.

    `finding` is what is wrong with it before it runs. This process keeps the folder of the files: the child is killed,
    and could not remove it.
    """

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def __init__(self, path: str, text: str, files: Mapping[str, bytes] | None = None) -> None:
        self.path, self.text, self.files = path, text, dict(files or {})
        self.finding = self._checked()

    @property
    def sets_many(self) -> bool:
        """Whether it can set many documents in one file."""
        return "sys.inputs.documents" in self.text

    def compiled(
        self, inputs: Mapping[str, str], stamp: datetime, form: Literal["pdf", "png"] = "pdf"
    ) -> list[bytes] | Finding:
        """One PDF, or the pictures of all pages; or what is wrong. SK660: the layout imports a package; SK636: it does
        not set this letter, and `detail` is Typst's message."""
        if self.finding:
            return self.finding
        if self._child is None:
            self._child = Child("samskab.documents.writers.pdf_custom")
            self._folder = tempfile.TemporaryDirectory()
            for name, content in self.files.items():
                (Path(self._folder.name) / name).write_bytes(content)
            self._child.send({"text": self.text, "folder": self._folder.name})
        self._child.send({"inputs": dict(inputs), "stamp": stamp.isoformat(), "form": form})
        answer = self._child.receive(SECONDS)
        if answer is None:
            self.close()
            return self._wrong("SK636", 1, "timeout")
        if "error" in answer:
            code = "SK660" if answer["error"].startswith(_NO_PACKAGE) else "SK636"
            return self._wrong(code, answer["line"], answer["error"], answer["file"])
        return [b64decode(each) for each in answer["made"]]

    def close(self) -> None:
        """End the child, then remove its files."""
        super().close()
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def _checked(self) -> Finding | None:
        """SK661: a file that a layout cannot use."""
        for name in self.files:
            if not _NAME.fullmatch(name):
                return self._wrong("SK661", 1, name)
        return None

    def _wrong(self, code: str, line: int, detail: str = "", file: str = "") -> Finding:
        path = f"{self.path.rpartition('/')[0]}/{file}" if file in self.files else self.path
        return make_finding(code, Span(path, line), {"detail": detail})


def main() -> None:
    """The child: the first line is the layout, each further one a document."""
    from samskab.documents.writers.pdf import compile_source

    limit_process(2 * MEMORY)  # Typst reserves more address space than it uses
    answer_parent({})
    first = json.loads(sys.stdin.buffer.readline() or b"{}")
    folder = first.get("folder", "")
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            stamp = datetime.fromisoformat(request["stamp"])
            made = compile_source(first["text"].encode(), request["inputs"], stamp, folder, request["form"])
            answer_parent({"made": [b64encode(each).decode() for each in made]})
        except Exception as error:  # noqa: BLE001 - whatever a layout does is an answer
            message = str(getattr(error, "message", "") or error).split("\n")[0].replace(folder, "")[:300]
            place = _PLACE.search(str(getattr(error, "diagnostic", "")))
            found = {"file": place[1], "line": int(place[2])} if place else {"file": "", "line": 1}
            answer_parent({"error": message, **found})


if __name__ == "__main__":
    main()
