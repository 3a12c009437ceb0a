"""For whom a report is made: `Edition`, and what each of them may hold."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec.structs import replace

from samskab.fairness.seal import sealed_text
from samskab.fairness.tables import Tables, tables_of
from samskab.fairness.wording import Wording
from samskab.language import Language
from samskab.model.applicant_numbers import SCORE, day_of
from samskab.model.dataset import Dataset, kind_at
from samskab.model.decision import Decision, LeftOut
from samskab.model.programme import Programme
from samskab.storage.files import stem_of

Edition = Literal["public", "internal", "applicant"]


class PageBasis:
    """What a page about a programme is made from: the programme, the geography of the register, a language."""

    def __init__(self, data: Dataset, programme: Programme, language: Language) -> None:
        self.data, self.programme, self.language = data, programme, language

    @cached_property
    def regions(self) -> dict[str, str]:
        """Municipality code -> the region on the day that the programme sees the country on."""
        day = day_of(self.programme)
        found = {code: each.region_on(day) for code, each in self.data.municipalities.items()}
        return {code: region for code, region in found.items() if region}


class ReportBasis(PageBasis):
    """What a report is made from: a record beside its programme, and an edition."""

    def __init__(
        self, data: Dataset, programme: Programme, decision: Decision, language: Language, edition: Edition
    ) -> None:
        super().__init__(data, programme, language)
        self.decision, self.edition = decision, edition

    @property
    def with_scores(self) -> bool:
        """Whether the points of everybody may stand in the report."""
        return self.edition == "internal"

    @cached_property
    def tables(self) -> Tables:
        """The rules and aims as sums."""
        return tables_of(self.decision)

    @cached_property
    def wording(self) -> Wording:
        """The words of this record, without points where they are not for the reader."""
        return Wording(self.tables, self.language, with_scores=self.with_scores)

    @cached_property
    def seats(self) -> int:
        """The size of the cohort as the programme counts it."""
        return self.tables.rows.seats(self.decision.cohort)

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """Those on the waiting list, in its order."""
        return tuple(each.applicant for each in self.decision.waiting_list)

    def name(self, applicant: str) -> str:
        """The name of an applicant; the key of one that is not known."""
        return self.decision.name_of(applicant)

    def numbers(self) -> tuple[str, ...]:
        """The numbers that rules and aims read, without points where they are not for the reader."""
        return tuple(name for name in self.decision.selection.numbers() if self.with_scores or name != SCORE)

    def attributes(self) -> tuple[str, ...]:
        """The attributes that rules and aims read and that an applicant has; classes of points only with points."""
        selection = self.decision.selection
        judged = {band.id for band in selection.bands if band.of == SCORE and not self.with_scores}
        known = {name for candidate in self.decision.field.candidates for name in candidate.attributes} - judged
        return tuple(name for name in selection.attributes() if name in known)

    def left_out(self) -> Iterator[LeftOut]:
        """Those who could not be chosen, as far as the reader may see them.

        The public never sees drafts, nor who has withdrawn before the decision is announced.
        """
        for each in self.decision.left_out:
            hidden = each.state == "draft" or (each.state == "withdrawn" and self.decision.status != "released")
            if self.edition == "internal" or not hidden:
                yield each

    @property
    def rests_on_scores(self) -> bool:
        """Whether the record holds points, which the rules or the aims read."""
        return SCORE in self.decision.selection.numbers_with_bands()

    def public_record(self) -> str | None:
        """The text of the record's file as anyone may have it; None where it holds points.

        It is the record without what only insiders see: those whom the reader may not see with their applications, the
        files of assessments (their points can be guessed until the digest fits), why others were left out, and what has
        happened since. Where nothing is left out, it has the seal of the record.
        """
        if self.rests_on_scores:
            return None
        shown = tuple(each.without_facts() for each in self.left_out())
        hidden = {each.applicant for each in self.decision.left_out}.difference(each.applicant for each in shown)
        copy = replace(
            self.decision,
            left_out=shown,
            overrides=tuple(each for each in self.decision.overrides if each.applicant not in hidden),
            events=(),
            inputs={path: known for path, known in self.decision.inputs.items() if _is_public(path, hidden)},
        )
        return sealed_text(copy)


def _is_public(path: str, hidden: Container[str]) -> bool:
    """Whether the digest of a file behind a record may be public. The files of the register are, whoever is hidden."""
    kind = kind_at(path)
    name = kind.name if kind else ""
    return name != "assessment" and not (name == "application" and stem_of(path) in hidden)


class RegionName(NamedTuple):
    """The regions of an applicant by their keys, and their names in words; both empty where none is known."""

    key: str
    name: str


def region_name(basis: PageBasis, codes: tuple[str, ...]) -> RegionName:
    """The regions of these municipalities, each named once."""
    keys = dict.fromkeys(basis.regions[code] for code in codes if code in basis.regions)
    register = basis.data.register
    classes = register.classifications if register else ()
    names = {value.id: value.name for each in classes if each.id == "region" for value in each.values}
    words = (basis.language.choose_line(names.get(key)) or key for key in keys)
    return RegionName(" ".join(keys), basis.language.listing(words))
