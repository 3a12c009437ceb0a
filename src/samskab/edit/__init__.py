"""Changes one value in a file's text and leaves every other character alone."""

from samskab.edit.page import splice

__all__ = ["splice"]
