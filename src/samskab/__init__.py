"""samskab: choose municipalities fairly, explain it, and send the letters.

    import samskab
    repo = samskab.load(".")                                           # records and findings; never raises for bad data
    found = samskab.validate(".", today=date(2026, 3, 7)).findings
    draw = samskab.select(repo, "faellesskabsagenter-2014", today=date(2014, 2, 14), seed="lottotal 2014-02-08")
    made = samskab.render(repo, ...)                                   # see `usecases.letters.render`

The command line is these calls plus words and exit codes. What a call needs is imported when it is called.
"""

from typing import Any

from samskab.version import VERSION

__version__ = VERSION
__all__ = ["load", "render", "select", "validate"]


def load(*args: Any, **options: Any) -> Any:
    """See `usecases.load`."""
    from samskab.usecases.load import load as call

    return call(*args, **options)


def validate(*args: Any, **options: Any) -> Any:
    """See `usecases.validate`."""
    from samskab.usecases.validate.validate import validate as call

    return call(*args, **options)


def select(*args: Any, **options: Any) -> Any:
    """See `usecases.choose`."""
    from samskab.usecases.choose import select as call

    return call(*args, **options)


def render(*args: Any, **options: Any) -> Any:
    """See `usecases.letters.render`."""
    from samskab.usecases.letters.render import render as call

    return call(*args, **options)
