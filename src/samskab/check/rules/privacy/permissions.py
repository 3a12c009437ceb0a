"""SK77: who may change which file."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.support.handles import is_handle
from samskab.finding import Severity
from samskab.model.dataset import Dataset


@rule("SK770", Severity.ERROR, allows=("letter", "selection", "release", "decision"), waivable=False)
def secretariat_is_no_handle(data: Dataset) -> Iterator[Mistake]:
    """The secretariat is named by user names or teams of the repository's host.

    Fails:

        # samskab.yaml
        secretariat: [post@sundbynetvaerket.example]   # SK770

    Passes:

        # samskab.yaml
        secretariat: [sund-by-netvaerket/sekretariatet]
    """
    repository = data.repository
    for place, handle in enumerate(repository.secretariat if repository else ()):
        if repository and not is_handle(handle):
            yield Mistake.at(repository, f"secretariat[{place}]", handle=handle)
