"""Options of `render`: formats, groups of recipients, what is made of all letters. Nothing heavy is imported here."""

from __future__ import annotations

RENDER_FORMATS = ("pdf", "docx", "html", "md", "txt", "ics", "eml")
GROUPS = ("all", "applicants", "selected", "waiting", "rejected", "promoted", "left-out")
JOINT = ("preview", "merge", "zip")
"""A page with a picture of each letter, one PDF of all for print, one zip file for each recipient."""
