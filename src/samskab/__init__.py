"""samskab: choose municipalities fairly, explain it, and send the letters.

    import samskab
    repo = samskab.load(".")                                           # records and findings; never raises for bad data
    found = samskab.validate(".", today=date(2026, 3, 7)).findings
    draw = samskab.select(repo, "faellesskabsagenter-2014", today=date(2014, 2, 14), seed="lottotal 2014-02-08")
    made = samskab.render(repo, ...)                                   # see `pipeline.render`

The command line is these calls plus words and exit codes. What they need is imported when they are called.
"""

import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"
__all__ = ["load", "render", "select", "validate"]

_STORIES = {"load": "load", "validate": "validate", "select": "select", "render": "render"}


class _Front(ModuleType):
    """The package as callers see it: `select` and `render` are the calls, not the rooms that do the work.

    Python would set the attribute `samskab.select` to the package of that name as soon as it is imported
    (docs/decisions/0010); `from samskab.select.task import Task` goes by the full name and is not touched by this.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _STORIES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name not in _STORIES:
            raise AttributeError(name)
        from importlib import import_module

        return getattr(import_module(f"samskab.pipeline.{name}"), _STORIES[name])


sys.modules[__name__].__class__ = _Front
