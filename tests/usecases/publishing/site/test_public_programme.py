"""What a programme is called on a day on the public site."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.usecases.load import load
from samskab.usecases.publishing.site.public_programme import PublicState, public_state
from tests.paths import ROOT


@pytest.mark.parametrize(
    ("key", "day", "state"),
    [
        ("fremfaerd-idialog-2024", date(2024, 10, 31), "upcoming"),  # its deadline was never given a day
        ("fremfaerd-idialog-2024", date(2024, 11, 1), "running"),
        ("fremfaerd-idialog-2024", date(2025, 11, 1), "over"),
        ("faellesskabsagenter-2014", date(2014, 1, 15), "open"),
        ("faellesskabsagenter-2014", date(2014, 2, 2), "running"),
    ],
)
def test_a_round_without_a_deadline_is_over_when_the_programme_has_begun(
    key: str, day: date, state: PublicState
) -> None:
    assert public_state(load(ROOT, programme=key).data.programmes[key], day) == state
