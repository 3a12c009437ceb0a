"""Applications that could not be chosen, as the decision record keeps them: state, reason, and the facts in words."""

from __future__ import annotations

from collections.abc import Mapping

from samskab.language import Fact, Language, LanguageCode
from samskab.model.dataset import Dataset
from samskab.model.decision import LeftOut
from samskab.model.eligibility import ApplicantState
from samskab.model.field_types import Words


def left_out_record(data: Dataset, state: ApplicantState, languages: Mapping[LanguageCode, Language]) -> LeftOut:
    """One that does not stand, for the record. `languages` has `da`, and `en` where the record is in both."""
    texts = {code: facts_as_text(state, language) for code, language in languages.items()}
    return LeftOut(
        applicant=state.application.id,
        name=data.applicant_name(state.application),
        municipalities=state.application.applicant.municipalities,
        state=state.state,
        reason=state.reason or None,
        facts=Words(da=texts["da"], en=texts.get("en")) if texts["da"] else None,
    )


def facts_as_text(state: ApplicantState, language: Language) -> str:
    """The facts of a state as sentences; of one that has mistakes, their sentences, each once."""
    found = [Fact(finding.code, finding.values) for finding in state.findings] or state.facts
    return " ".join(dict.fromkeys(language.say(fact.key, **fact.values) for fact in found))
