"""The limited process in which a letterhead is taken apart: one line of JSON in, one out.

python -P -m samskab.documents.letterhead.worker
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode, b64encode
from typing import Any

from samskab.documents.child_limits import answer_parent, limit_process
from samskab.documents.letterhead.package import TooLargeError, cleaned_package
from samskab.documents.sample import sample_letter
from samskab.documents.writers.docx import to_docx

MAX_LETTERHEAD_MEMORY = 768 * 1024 * 1024
"""Of address space, of which the process uses less than half."""


def main() -> None:
    """Answer the parent's one request."""
    limit_process(MAX_LETTERHEAD_MEMORY)
    answer_parent({})
    request = json.loads(sys.stdin.buffer.readline() or b"{}")
    answer_parent(_answer(b64decode(request.get("content", ""))))


def _answer(content: bytes) -> dict[str, Any]:
    try:
        cleaned, removed = cleaned_package(content)
        to_docx(sample_letter(), letterhead=cleaned)  # so that no letter fails later
    except TooLargeError:
        return {"fault": "too large"}
    except Exception:  # noqa: BLE001 - whatever the libraries make of a broken file, it is no Word document
        return {"fault": "no document"}
    return {"content": b64encode(cleaned).decode(), "removed": removed}


if __name__ == "__main__":
    main()
