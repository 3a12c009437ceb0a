"""The formats that a report can be written in."""

REPORT_FORMATS = ("html", "md", "csv", "xlsx", "geojson", "svg")
OWN_FORMATS = ("html", "md")
"""Those of the page of one applicant."""
