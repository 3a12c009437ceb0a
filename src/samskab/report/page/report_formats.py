"""The formats that a report can be written in."""

REPORT_FORMATS = ("html", "pdf", "md", "csv", "xlsx", "geojson", "svg")
OWN_FORMATS = ("html", "pdf", "md")
"""Those of the page of one applicant."""
