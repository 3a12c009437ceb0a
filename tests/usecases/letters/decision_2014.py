"""An invented decision over real applications: chosen, waiting, refused by a sum, refused by lot, promoted."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from samskab.fairness.pool import pool_for
from samskab.model.dataset import KINDS, Dataset
from samskab.model.decision import Decided, Decision, Event, Grounds, LeftOut, Over, Override, Reason, Run, Waiting
from samskab.model.field_types import VagueDay, Words
from samskab.model.outbox import Sending
from samskab.model.pool import Pool
from samskab.model.programme import Programme
from samskab.model.selection import Selection
from samskab.usecases.letters.job import Request
from samskab.yaml.catalogue import load_language

YEAR = "faellesskabsagenter-2014"
DAY = date(2014, 2, 17)
CHOSEN, LEFT = "0390-vordingborg", "0479-svendborg"
WAITING, BY_SUM, BY_LOT, PROMOTED = "0787-thisted-morsoe", "0185-taarnby", "0813-frederikshavn", "0741-samsoe"

_RULE = Words(
    da="Hver region har sin andel af pladserne, og alle kommunegrupper er med.",
    en="Each region has its share of the places, and all municipality groups are represented.",
)
_AIMS = Words(
    da="Blandt de sammensætninger, der holder reglerne, er valgt den med den højeste samlede bedømmelse.",
    en="Among the cohorts that keep the rules, the one with the highest total assessment was chosen.",
)
_LOT = Words(
    da="To sammensætninger var lige gode. Lodtrækningen afgjorde det efter de offentliggjorte lottotal.",
    en="Two cohorts were equally good. The lot decided by the published Lotto numbers.",
)


_FACTS = Words(
    da="Den bedste sammensætning ville have en lavere samlet bedømmelse.",
    en="The best cohort would have a lower total assessment.",
)
_LATE = Words(
    da="Fristen var den 1. februar 2014 kl. 23.59. Ansøgningen kom den 2. februar 2014 kl. 00.10.",
    en="The deadline was 1 February 2014 at 23.59. The application came on 2 February 2014 at 00.10.",
)
_INCOMPLETE = Words(
    da="I mangler at tage stilling til 3 krav, som programmet stiller.",
    en="You have not answered the 3 commitments that the programme asks for.",
)
_UNASSESSED = Words(da="Ansøgningen er ikke vurderet.", en="The application has not been assessed.")
_CONDITION = Words(
    da="Befolkning: 42.123. Der kræves mindst 60.000.", en="Population: 42,123. At least 60,000 is required."
)
_OUTSIDE = Words(da="Kommunen har sin egen plan.", en="The municipality has a plan of its own.")
LEFT_OUT = {
    "0316-holbaek": ("late", _LATE),
    "0101-koebenhavn": ("incomplete", _INCOMPLETE),
    "0461-odense": ("unassessed", _UNASSESSED),
    "0751-aarhus": ("condition", _CONDITION),
    "0851-aalborg": ("outside", _OUTSIDE),
}


def request(template: str | None, to: str | None = None, **given: object) -> Request:
    """What is asked for of 2014, in Danish text."""
    base = Request(YEAR, template, to, ("txt",), load_language("da"), DAY)
    return base._replace(**given)  # type: ignore[arg-type]  # the tests give fields by name


def reason(applicant: str, outcome: str, lot: Words | None = None) -> Reason:
    """A whole reason. With costs, the assessment would be 3 points lower and the distribution 2 places more even."""
    return Reason(
        applicant=applicant,
        outcome=outcome,  # type: ignore[arg-type]  # the tests give only those there are
        costs=(0, 0, 0) if outcome == "lot" else (6, -196, 0),
        displaces=(LEFT,),
        instead=(applicant,),
        over=(Over(applicant=CHOSEN, rule="stoerrelser:under-25000"),) if outcome == "costs" else (),
        facts=_FACTS,
        lot=lot,
    )


def decision(data: Dataset) -> Decision:
    """A decision of 2014 over six of its invented applications."""
    programme = data.programmes[YEAR]
    keys = (CHOSEN, LEFT, WAITING, BY_SUM, BY_LOT, PROMOTED)
    if programme.selection is None:
        raise ValueError(YEAR)
    return Decision(
        schema="samskab/decision@2",
        id="2014-02-14",
        programme=YEAR,
        status="decided",
        run=Run(tool="samskab", solver="HiGHS", freeze="0" * 64, seed="lottotal 2014-02-15"),
        inputs={},
        grounds=Grounds(rule=_RULE, considerations=_AIMS),
        selection=programme.selection,
        field=_pool(data, programme, programme.selection, keys),
        cohort=(CHOSEN, LEFT),
        rows=(),
        aims=(),
        reasons=(
            *(reason(key, "chosen") for key in (CHOSEN, LEFT)),
            *(reason(key, "costs") for key in (WAITING, BY_SUM, PROMOTED)),
            reason(BY_LOT, "lot", _LOT),
        ),
        left_out=tuple(
            LeftOut(applicant=key, name=key[5:].capitalize(), municipalities=(key[:4],), state=state, facts=facts)  # type: ignore[arg-type]
            for key, (state, facts) in LEFT_OUT.items()
        ),
        overrides=(
            Override(applicant="0461-odense", action="leave-out", why="Bedømmeren blev syg.", by="styregruppen"),
        ),
        seals={},
        seal="0" * 64,
        demonstration=True,
        decided=Decided(on=date(2014, 2, 14), by=("sekretariatet",)),
        waiting_list=(Waiting(applicant=PROMOTED), Waiting(applicant=WAITING, steps_in_for=(CHOSEN,))),
        events=(
            Event(on=date(2014, 3, 3), kind="withdrawn", applicant=LEFT, why="Nye opgaver", follows="0" * 64),
            Event(
                on=date(2014, 3, 4),
                kind="promoted",
                applicant=PROMOTED,
                replaces=LEFT,
                why="Plads blev ledig",
                follows="0" * 64,
            ),
        ),
    )


def with_decisions(data: Dataset) -> Dataset:
    """The data, the decision, and in the outbox that the promoted one was sent its place on the waiting list."""
    outbox = data.outbox(YEAR)
    assert outbox is not None
    day = VagueDay(2014, 2, 17)
    listed = Sending(id="venteliste", on=day, channel="mail", template="waiting-list", applications=(PROMOTED,))
    kept = (record for kind in KINDS for record in data.all(kind.record) if record is not outbox)
    return Dataset([*kept, replace(outbox, sendings=(*outbox.sendings, listed)), decision(data)], data.unread)


def without_decisions(data: Dataset) -> Dataset:
    """The data before anything was decided."""
    kept = (record for kind in KINDS if kind.record is not Decision for record in data.all(kind.record))
    return Dataset(kept, data.unread)


def _pool(data: Dataset, programme: Programme, selection: Selection, keys: tuple[str, ...]) -> Pool:
    """The pool of some of its applications, with the facts that the files give."""
    return pool_for(data, programme, selection, [each for each in data.applications(YEAR) if each.id in keys])
