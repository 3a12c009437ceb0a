"""Names of applicants, also of those whose applications are deleted."""

from __future__ import annotations

import pytest

from samskab.documents.view.applicants import applicant_named
from samskab.yaml.catalogue import load_language
from tests.form_programme import KEY, form_repo


@pytest.mark.parametrize(
    ("key", "name"),
    [("0492-aeroe", "Ærø Kommune"), ("0492-aeroe-2", "0492-aeroe-2"), ("0000-nogen", "0000-nogen"), ("ny", "ny")],
)
def test_a_key_without_an_application_is_named_by_its_municipality(key: str, name: str) -> None:
    assert applicant_named(form_repo().data, KEY, key, load_language("da")) == name
