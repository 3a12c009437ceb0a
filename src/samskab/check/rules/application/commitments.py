"""SK3: the commitments of an application, and its offer to host."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.support.severity import info_in_draft
from samskab.check.support.suggest import nearest_titled
from samskab.finding import Severity
from samskab.language import Fact
from samskab.model.application import Application, Commitment
from samskab.model.dataset import Dataset


@rule("SK332", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def commitment_unanswered(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Every commitment of the programme is answered.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {timer: true}   # SK332

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {timer: true, netvaerk: true}
    """
    programme = data.programmes.get(application.programme)
    if programme is None or application.status == "withdrawn" or not application.commitments:
        return
    severity = info_in_draft(application, Severity.ERROR)
    for demand in programme.commitments:
        if demand.id not in application.commitments:
            hint, text = f"{demand.id}: …", demand.text.da
            yield Mistake.at(application, "commitments", severity=severity, hint=hint, key=demand.id, demand=text)


@rule("SK333", Severity.WARNING, each="application")
def commitment_refused(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A commitment answered with no is reported, so that it is seen before the selection.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {timer: true, netvaerk: false}   # SK333

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {timer: true, netvaerk: true}
    """
    programme = data.programmes.get(application.programme)
    for demand in programme.commitments if programme else ():
        answer = application.commitments.get(demand.id)
        refused = not answer.accepted if isinstance(answer, Commitment) else answer is False
        if refused and application.status != "withdrawn":
            yield Mistake.at(application, f"commitments.{demand.id}", demand=demand.text.da)


@rule("SK334", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def commitment_unexplained(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A commitment that requires an explanation has one.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        commitments:
          - {id: mandat, text: {da: Der er et politisk mandat.}, explain: true}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {mandat: true}   # SK334

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        commitments:
          - {id: mandat, text: {da: Der er et politisk mandat.}, explain: true}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {mandat: {accepted: true, text: Udvalget har sagt ja den 3. marts.}}
    """
    programme = data.programmes.get(application.programme)
    for demand in programme.commitments if programme else ():
        answer = application.commitments.get(demand.id)
        if not demand.explain or answer is None or answer is False or application.status == "withdrawn":
            continue
        if not (isinstance(answer, Commitment) and (not answer.accepted or (answer.text or "").strip())):
            field, severity = f"commitments.{demand.id}", info_in_draft(application, Severity.ERROR)
            yield Mistake.at(application, field, severity=severity, demand=demand.text.da)


@rule("SK335", Severity.ERROR, each="application", allows=("letter",))
def commitment_unknown(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Every answered commitment is one of the programme's.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {timer: true, netvaerk: true, netvark: true}   # SK335

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {timer: true, netvaerk: true}
    """
    programme = data.programmes.get(application.programme)
    if programme is None:
        return
    known = {demand.id: demand.text for demand in programme.commitments}
    for key in application.commitments:
        if key not in known:
            field, hint = f"commitments.{key}", nearest_titled(key, known)
            yield Mistake.at(application, field, hint=hint, key=key, allowed=tuple(known))


@rule("SK336", Severity.WARNING, each="application")
def too_few_seats_to_host(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An applicant that offers to host gives the number of seats, and has as many as hosting needs.

    Fails:

        # data/programmes/naboskab-2026/schedule.yaml
        hosting: {each_host_max: 1, seats: 12}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        hosting: {willing: true, seats: 8}   # SK336

    Passes:

        # data/programmes/naboskab-2026/schedule.yaml
        hosting: {each_host_max: 1, seats: 12}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        hosting: {willing: true, seats: 14}
    """
    hosting = application.hosting
    if hosting is None or not hosting.willing:
        return
    schedule = data.schedule(application.programme)
    needed = schedule.hosting.seats if schedule and schedule.hosting else None
    if needed is not None and (hosting.seats is None or hosting.seats < needed):
        is_unknown = hosting.seats is None
        seats = Fact("hosts.unknown_seats", {}) if is_unknown else hosting.seats
        yield Mistake.at(application, "hosting" if is_unknown else "hosting.seats", seats=seats, needed=needed)


@rule("SK341", Severity.WARNING, each="application", mended_by="applicant")
def explanation_too_long(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An explanation of a commitment has at most its `max_words`.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        commitments:
          - {id: mandat, text: {da: Der er et politisk mandat.}, explain: true, max_words: 3}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {mandat: {accepted: true, text: Udvalget har sagt ja den 3. marts.}}   # SK341

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        commitments:
          - {id: mandat, text: {da: Der er et politisk mandat.}, explain: true, max_words: 3}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        commitments: {mandat: {accepted: true, text: Udvalget siger ja.}}
    """
    programme = data.programmes.get(application.programme)
    for demand in programme.commitments if programme else ():
        answer = application.commitments.get(demand.id)
        if demand.max_words is None or not isinstance(answer, Commitment) or answer.text is None:
            continue
        words = len(answer.text.split())
        if words > demand.max_words:
            field = f"commitments.{demand.id}.text"
            yield Mistake.at(application, field, demand=demand.text.da, words=words, limit=demand.max_words)


@rule("SK344", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def no_commitment_answered(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An application answers at least one commitment where the programme has any.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        id: lolland   # SK344
        commitments: {}

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        id: lolland
        commitments: {timer: true, netvaerk: true}
    """
    programme = data.programmes.get(application.programme)
    demands = programme.commitments if programme else ()
    if demands and not application.commitments and application.status != "withdrawn":
        hint = ", ".join(f"{demand.id}: …" for demand in demands)
        severity = info_in_draft(application, Severity.ERROR)
        yield Mistake.at(application, "id", severity=severity, hint=f"commitments: {{{hint}}}", count=len(demands))


@rule("SK361", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def seats_below_zero(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """A host offers no less than 0 seats.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        hosting: {willing: true, seats: -5}   # SK361

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        hosting: {willing: true, seats: 50}
    """
    seats = application.hosting.seats if application.hosting else None
    if seats is not None and seats < 0:
        yield Mistake.at(application, "hosting.seats", seats=seats)
