"""SK3: an application as a whole: its file, who applies, and whether they may."""

from __future__ import annotations

from collections.abc import Iterator

from samskab.check.rule import Mistake, rule
from samskab.check.rules.application.answers import asked
from samskab.check.support.handles import is_handle
from samskab.check.support.severity import info_in_draft
from samskab.check.support.suggest import nearest
from samskab.fairness.admission import is_exempt, unknown_in
from samskab.fairness.pool import number_titles, register_names
from samskab.finding import Severity
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.spelling import fold
from samskab.storage.files import programme_of, stem_of
from samskab.yaml.catalogue import load_languages


@rule("SK301", Severity.ERROR, each="application")
def application_is_not_its_file(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """The `id` of an application is the name of its file.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        id: loland   # SK301

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        id: lolland
    """
    stem = stem_of(application.path)
    if stem and application.id != stem:
        yield Mistake.at(application, "id", hint=stem, id=application.id, file=stem)


@rule("SK302", Severity.ERROR, each="application")
def application_in_wrong_folder(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """An application is in the folder of the programme it applies to.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        programme: naboskab-2025   # SK302

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        programme: naboskab-2026
    """
    folder = programme_of(application.path)
    if folder and application.programme != folder:
        yield Mistake.at(application, "programme", hint=folder, programme=application.programme, folder=folder)


@rule("SK303", Severity.ERROR, each="application")
def applicant_is_nobody(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """An application names its applicant: a municipality, several, or another with a name.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: []}   # SK303

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"]}
    """
    applicant = application.applicant
    if not applicant.municipalities and applicant.name is None:
        yield Mistake.at(application, "applicant", hint='{municipalities: ["0101"]}')


@rule("SK304", Severity.ERROR, each="application")
def applicant_needs_a_name(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Several municipalities together, or a part of one, have a name.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360", "0376"]}   # SK304

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360", "0376"], name: Lolland-Falster}
    """
    applicant = application.applicant
    if applicant.name is None and (len(applicant.municipalities) > 1 or applicant.part is not None):
        known = data.municipalities
        names = tuple(known[code].name if code in known else code for code in applicant.municipalities)
        hint = f"name: {applicant.part or load_languages()['da'].listing(names)}"
        yield Mistake.at(application, "applicant", hint=hint, names=names or (applicant.part or "",))


@rule("SK305", Severity.ERROR, each="application")
def applicant_needs_a_country(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """An applicant outside the register states its country in two letters.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {name: Malmö stad}   # SK305

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {name: Malmö stad, country: SE}
    """
    applicant = application.applicant
    if applicant.municipalities or applicant.name is None:
        return
    country = applicant.country or ""
    if not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        field = "applicant.country" if applicant.country else "applicant"
        yield Mistake.at(application, field, name=applicant.name, hint=country[:2].upper())


@rule("SK306", Severity.ERROR, each="application")
def municipality_unknown(data: Dataset, application: Application) -> Iterator[Mistake]:
    """The municipality of an applicant is in the register.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0361"]}   # SK306

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"]}
    """
    known = data.municipalities
    for place, code in enumerate(application.applicant.municipalities):
        if code in known or data.is_unread("municipality", code):
            continue
        names = {m.name: m for m in known.values()}
        meant = names.get(nearest(application.id.lstrip("0123456789-"), names))
        hint = f'"{meant.code}"  # {meant.name}' if meant else ""
        yield Mistake.at(application, f"applicant.municipalities[{place}]", hint=hint, code=code)


@rule("SK307", Severity.ERROR)
def municipality_applies_twice(data: Dataset) -> Iterator[Mistake]:
    """A municipality applies once to a programme; two named parts of it may apply once each.

    Fails:

        # data/programmes/naboskab-2026/applications/nakskov.yaml
        id: nakskov
        applicant: {municipalities: ["0360"]}   # SK307

    Passes:

        # data/programmes/naboskab-2026/applications/nakskov.yaml
        id: nakskov
        applicant: {municipalities: ["0360"], part: Nakskov, name: Nakskov Vest}
    """
    for programme in data.programmes:
        first: dict[tuple[str, str], Application] = {}
        for application in data.applications(programme):
            if application.status == "withdrawn" or application.example:
                continue
            part = application.applicant.part or ""
            for place, code in enumerate(application.applicant.municipalities):
                other = first.setdefault((code, part), application)
                if other is application:
                    continue
                draft = "draft" in {application.status, other.status}
                yield Mistake.at(
                    application,
                    f"applicant.municipalities[{place}]",
                    related=(other.at("applicant"),),
                    severity=Severity.WARNING if draft else None,
                    name=data.municipality_name(code),
                    other=other.id,
                )


@rule("SK362", Severity.ERROR, each="application")
def municipality_listed_twice(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An applicant lists each of its municipalities once, so that figures and places count once.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360", "0360"], name: Lolland og omegn}   # SK362

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"]}
    """
    codes = application.applicant.municipalities
    for place, code in enumerate(codes):
        if code in codes[:place]:
            yield Mistake.at(application, f"applicant.municipalities[{place}]", name=data.municipality_name(code))


@rule("SK363", Severity.ERROR)
def name_of_another(data: Dataset) -> Iterator[Mistake]:
    """An applicant has neither the name of a municipality that it is not, nor that of another applicant.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"], name: Odense Kommune}   # SK363

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"], name: Lolland Kommune}
    """
    codes = {_bare(name): one.code for one in data.municipalities.values() for name in (one.name, one.official)}
    for programme in data.programmes:
        sent = [each for each in data.applications(programme) if each.status != "withdrawn" and not each.example]
        first: dict[str, Application] = {}
        for application in sorted(sent, key=lambda each: each.applicant.name is not None):
            other = first.setdefault(_bare(data.applicant_name(application)), application)
            name, own = application.applicant.name, application.applicant.municipalities
            if name is None:
                continue
            if other is not application:
                yield Mistake.at(application, "applicant.name", related=(other.at("applicant"),), name=name)
            elif codes.get(_bare(name)) not in {None, *own}:
                yield Mistake.at(application, "applicant.name", name=name)


@rule("SK308", Severity.ERROR, each="application", allows=("letter",))
def applicant_not_eligible(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Where a programme lists who may apply, the applicant is on the list.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          eligible: members
          members: ["0376", "0400", "0461", "0573", "0751", "0851"]
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"]}   # SK308

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          eligible: members
          members: ["0360", "0376", "0400", "0461", "0573", "0751", "0851"]
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"]}
    """
    programme = data.programmes.get(application.programme)
    if programme is None or programme.intake.eligible == "all" or not programme.intake.members:
        return
    members = programme.intake.members
    for place, code in enumerate(application.applicant.municipalities):
        if code not in members:
            name = data.municipality_name(code)
            field = f"applicant.municipalities[{place}]"
            yield Mistake.at(application, field, severity=info_in_draft(application, Severity.ERROR), name=name)


@rule("SK309", Severity.ERROR, each="application")
def programme_takes_no_applications(data: Dataset, application: Application) -> Iterator[Mistake]:
    """A programme that takes no applications has none.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake: {kind: none}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        programme: naboskab-2026   # SK309

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        programme: naboskab-2026
    """
    programme = data.programmes.get(application.programme)
    if programme is not None and programme.intake.kind == "none":
        yield Mistake.at(application, "programme", programme=programme.title.da)


@rule("SK337", Severity.WARNING, mended_by="secretariat")
def invented_and_real_mixed(data: Dataset) -> Iterator[Mistake]:
    """The applications of a programme are all invented (`demonstration`) or all real.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        demonstration: false   # SK337

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        demonstration: true
    """
    for programme in data.programmes:
        applications = data.applications(programme)
        invented = sum(1 for application in applications if application.demonstration)
        real = [
            application for application in applications if not application.demonstration and not application.example
        ]
        if invented and real:
            yield Mistake.at(real[0], "demonstration", invented=invented, real=len(real))


@rule("SK338", Severity.WARNING, each="application")
def editor_is_no_user_name(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """Editors are user names of the repository's host, never names or mail addresses.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        editors: [sundhed@lolland.example]   # SK338

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        editors: [lolland-sundhed]
    """
    for place, editor in enumerate(application.editors):
        if not is_handle(editor):
            yield Mistake.at(application, f"editors[{place}]", editor=editor)


@rule("SK345", Severity.ERROR, each="application", allows=("letter",))
def applying_together_not_allowed(data: Dataset, application: Application) -> Iterator[Mistake]:
    """Several municipalities apply together only where the programme allows it.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          partners_allowed: false
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360", "0376"], name: Lolland-Falster}   # SK345

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"]}
    """
    programme = data.programmes.get(application.programme)
    if programme is None or programme.intake.partners_allowed:
        return
    count = len(application.applicant.municipalities)
    if count > 1:
        yield Mistake.at(application, "applicant.municipalities", count=count, programme=programme.title.da)


@rule("SK349", Severity.ERROR, each="application", allows=("letter",))
def applicant_states_own_attributes(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """The attributes of a municipality come from the register, the programme or the form, never from the applicant.

    `attributes` and `place` are for applicants outside the register.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"], attributes: {region: [nordjylland]}}   # SK349

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        applicant: {municipalities: ["0360"]}
    """
    if application.applicant.municipalities:
        for name in application.applicant.attributes:
            yield Mistake.at(application, f"applicant.attributes.{name}", name=name)
        if application.applicant.place is not None:
            yield Mistake.at(application, "applicant.place", name="place")


@rule("SK350", Severity.ERROR, each="application", mended_by="applicant", allows=("letter",))
def condition_needs_an_answer(data: Dataset, application: Application) -> Iterator[Mistake]:
    """What a condition of the intake asks of an applicant is answered: a blank is not a no.

    Fails:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: borgere, of: borgere, min: 10}
        questions:
          - {id: borgere, title: {da: Hvor mange borgere deltager?}, type: number, required: false}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        id: lolland   # SK350
        answers: {}

    Passes:

        # data/programmes/naboskab-2026/programme.yaml
        intake:
          kind: application
          rounds:
            - {id: ansoegning, opens: 2026-01-05, closes: {date: 2026-04-15}}
          conditions:
            - {id: borgere, of: borgere, min: 10}
        questions:
          - {id: borgere, title: {da: Hvor mange borgere deltager?}, type: number, required: false}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        id: lolland
        answers: {borgere: 12}
    """
    programme = data.programmes.get(application.programme)
    if programme is None or application.status != "submitted":
        return
    demanded = {question.id for question in asked(data, application) if question.required}
    demanded |= {demand.id for demand in programme.commitments}
    if application.applicant.municipalities:
        demanded |= register_names(data, programme)
    for condition in programme.intake.conditions:
        if not is_exempt(data, programme, application, condition):
            for key in unknown_in(data, programme, application, condition):
                if key not in demanded:
                    yield Mistake.at(application, "id", key=key, question=_title(data, programme, key))


@rule("SK570", Severity.ERROR, each="application", waivable=False)
def application_of_another_municipality(data: Dataset, application: Application) -> Iterator[Mistake]:
    """An application whose `id` begins with a municipality's code is from that municipality.

    Fails:

        # data/programmes/naboskab-2026/applications/0360-lolland.yaml
        schema: samskab/application@1
        id: 0360-lolland
        programme: naboskab-2026
        status: draft
        applicant: {municipalities: ["0400"]}   # SK570

    Passes:

        # data/programmes/naboskab-2026/applications/0360-lolland.yaml
        schema: samskab/application@1
        id: 0360-lolland
        programme: naboskab-2026
        status: draft
        applicant: {municipalities: ["0360"]}
    """
    code, own = application.id[:4], application.applicant.municipalities
    if application.id[4:5] == "-" and code in data.municipalities and own and code not in own:
        names = tuple(data.municipalities[each].name for each in own if each in data.municipalities)
        other = data.municipalities[code].name
        yield Mistake.at(application, "applicant.municipalities[0]", id=application.id, names=names, other=other)


def _title(data: Dataset, programme: Programme, key: str) -> str:
    question, titles = programme.question(key), number_titles(data, programme)
    return question.title.da if question else titles[key].da if key in titles else key


def _bare(name: str) -> str:
    """A name to compare: without "Kommune", and whatever its spelling."""
    return fold(name).removesuffix(" kommune")
