"""Stands for `gh` in tests of the workflows: records what it is called with, and answers from files."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ANSWERS = {"/zip": "artifact.zip", "/artifacts": "artifacts.json", "/pulls": "pulls.json", "/comments": "comments.json"}


def main(words: list[str]) -> int:
    home = Path(os.environ["FAKE_GH"])
    bodies = [Path(word.partition("@")[2]).read_text(encoding="utf-8") for word in words if word.startswith("body=@")]
    with (home / "calls.jsonl").open("a", encoding="utf-8") as calls:
        calls.write(json.dumps([*words, *bodies]) + "\n")
    path = next(word for word in words if word.startswith("repos/")).partition("?")[0]
    answer = next((file for end, file in ANSWERS.items() if path.endswith(end)), "")
    if answer and not bodies:
        sys.stdout.buffer.write((home / answer).read_bytes())
    return 0


sys.exit(main(sys.argv[1:]))
