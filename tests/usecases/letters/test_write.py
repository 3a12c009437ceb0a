"""The third phase of letters: what is computed once for all mails of a request."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.usecases.letters import calendars
from samskab.usecases.letters.job import Request
from samskab.usecases.letters.render import render
from samskab.usecases.load import Repo
from samskab.yaml.catalogue import load_language


@pytest.mark.slow
def test_whether_the_schedule_is_announced_is_asked_once(real: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    announced = calendars.is_announced

    def counted(*given: object) -> bool:
        asked.append(given)
        return announced(*given)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(calendars, "is_announced", counted)
    base = Request("fremfaerd-idialog-2024", "practical", "all", ("eml", "ics"), load_language("da"), date(2024, 11, 1))
    request = base._replace(allow_draft=True)
    made = render(real, request)
    mails = [name for name in made.files if name.endswith(".eml")]
    assert len(mails) > 1
    assert len(asked) == 1
