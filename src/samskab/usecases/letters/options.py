"""The options of `render`: formats and groups of recipients. Nothing heavy is imported here."""

from __future__ import annotations

RENDER_FORMATS = ("pdf", "docx", "html", "md", "txt", "ics", "eml")
GROUPS = ("all", "applicants", "selected", "waiting", "rejected", "promoted", "left-out")
