"""Recipients, applications and participants as template data; names of people come from the private store only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samskab.documents.view.deadline import day_and_hour, deadline_view
from samskab.documents.view.programme import spoken
from samskab.documents.view.shape import View
from samskab.fairness.admission import UNTESTED, conditions_unmet
from samskab.language import Language, phrase_key
from samskab.model.applicant_numbers import SCORE
from samskab.model.application import Application, Commitment, Hosting, Participant
from samskab.model.dataset import Dataset
from samskab.model.eligibility import last_moment, minutes_late, round_of
from samskab.model.field_types import Instant
from samskab.model.municipality import Municipality
from samskab.model.programme import Option, Programme
from samskab.spelling import sort_key


class RecipientView(View):
    """Whom a letter is to, and the places the municipality belongs to."""

    name: str = ""
    names: tuple[str, ...] = ()
    municipality: str = ""
    region: str = ""
    landsdel: str = ""
    group: str = ""
    population: str = ""
    population_year: str = ""
    contact: str = ""
    has_draft: bool = False
    is_host: bool = False


class PersonView(View):
    """A participant: role, title and unit always, the name where the private store has it."""

    role: str = ""
    name: str = ""
    title: str = ""
    unit: str = ""
    who: str = ""


class AnswerView(View):
    """A question of the form and the applicant's answer."""

    question: str = ""
    answer: str = ""


class CommitmentView(View):
    """A commitment and what the applicant answered to it."""

    text: str = ""
    quoted: str = ""
    accepted: bool = False
    answered: bool = False
    answer: str = ""
    explanation: str = ""


class MissingView(View):
    """What the applicant must put right: the question and the sentence of the check."""

    question: str = ""
    text: str = ""


class CountView(View):
    """How many of a role come from one applicant, where the role is only counted."""

    role: str = ""
    count: str = ""


class ApplicationView(View):
    """The recipient's own application, as its receipt shows it."""

    id: str = ""
    received: str = ""
    via: str = ""
    late: bool = False
    extension: str = ""
    deadline: str = ""
    in_time: bool = False
    contact: str = ""
    participants: tuple[PersonView, ...] = ()
    counts: tuple[CountView, ...] = ()
    area: str = ""
    partners: tuple[str, ...] = ()
    hosting: str = ""
    answers: tuple[AnswerView, ...] = ()
    commitments: tuple[CommitmentView, ...] = ()
    missing: tuple[MissingView, ...] = ()
    unmet: tuple[str, ...] = ()
    together: str = ""


class GroupView(View):
    """One applicant in the list of participants."""

    name: str = ""
    participants: tuple[PersonView, ...] = ()
    counts: tuple[CountView, ...] = ()


class ApplicantViews:
    """Makes the views of one programme's applicants in one language."""

    def __init__(self, data: Dataset, programme: Programme, language: Language) -> None:
        self.data, self.programme, self.language = data, programme, language

    def recipient(self, municipality: Municipality | None, application: Application | None, on: date) -> RecipientView:
        """Whom a letter is to; population and region are those of the letter's day."""
        name = self.name(municipality, application)
        codes = application.applicant.municipalities if application else ()
        names = tuple(self.data.municipalities[code].official for code in codes if code in self.data.municipalities)
        names = names or ((name,) if name else ())
        contact = self._contact(application) if application else ""
        if municipality is None:
            return RecipientView(name, names, contact=contact)
        population = municipality.figure("population", on.year)
        return RecipientView(
            name=name,
            names=names,
            municipality=municipality.name,
            region=value_name(self.data, "region", municipality.region_on(on), self.language),
            landsdel=value_name(self.data, "landsdel", municipality.landsdel, self.language),
            group=value_name(self.data, "group", municipality.group, self.language),
            population=self.language.number(population.value) if population else "",
            population_year=str(population.year) if population else "",
            contact=contact,
            has_draft=self._has_draft(municipality),
        )

    def _has_draft(self, municipality: Municipality) -> bool:
        """Whether the municipality has begun an application and not sent it."""
        applications = self.data.applications(self.programme.id)
        drafts = (one for one in applications if one.status == "draft" and not one.example)
        return any(municipality.code in one.applicant.municipalities for one in drafts)

    def name(self, municipality: Municipality | None, application: Application | None) -> str:
        """The recipient's name as the letter writes it; empty for a page without recipient."""
        if application:
            return applicant_name(self.data, application, self.language)
        return municipality.official if municipality else ""

    def application(self, application: Application, missing: tuple[MissingView, ...], on: date) -> ApplicationView:
        """An application; `missing` is what the checks found, `on` the letter's day."""
        received, language = application.received, self.language
        extension = received.extension if received else None
        several = len(application.applicant.municipalities) > 1
        return ApplicationView(
            id=application.id,
            received=_moment(application, language),
            via=language.find(phrase_key("letters.via", received.via)) if received else "",
            late=minutes_late(self.programme, application) > 0,
            extension=_last_words(extension.until, language) if extension else "",
            deadline=self._deadline(application, on),
            in_time=(last := last_moment(self.programme, application)) is not None and on <= last.date(),
            contact=self._contact(application),
            participants=tuple(map(self._person, application.participants)),
            counts=self._counts(application),
            area=application.local_area.name if application.local_area else "",
            partners=tuple(partner.name for partner in application.partners),
            hosting=self._hosting(application.hosting) if application.hosting else "",
            answers=self._answers(application),
            commitments=tuple(
                CommitmentView(
                    text=language.choose(demand.text),
                    quoted=spoken(language.choose(demand.text), language),
                    accepted=_accepted(application, demand.id),
                    answered=demand.id in application.commitments,
                    answer=self._commitment(application, demand.id),
                    explanation=_explanation(application, demand.id),
                )
                for demand in self.programme.commitments
            ),
            missing=missing,
            unmet=tuple(self._unmet(application)),
            together=applicant_name(self.data, application, language) if several else "",
        )

    def _deadline(self, application: Application, on: date) -> str:
        """The last moment for this applicant, as it stands after `send`: `senest mandag den 3. februar 2014`."""
        extension = application.received.extension if application.received else None
        if extension:
            return self.language.say("letters.deadline.by", day=_last_words(extension.until, self.language))
        return deadline_view(round_of(self.programme, application), self.language, on).by

    def groups(self, applications: tuple[Application, ...]) -> tuple[GroupView, ...]:
        """The participants of each applicant, by the Danish alphabet of the applicants' names."""
        return tuple(sorted(map(self._group, applications), key=lambda group: sort_key(group.name)))

    def _group(self, application: Application) -> GroupView:
        return GroupView(
            name=applicant_name(self.data, application, self.language),
            participants=tuple(map(self._person, application.participants)),
            counts=self._counts(application),
        )

    def _counts(self, application: Application) -> tuple[CountView, ...]:
        counted = (role for role in self.programme.roles if not role.named and role.id in application.counts)
        return tuple(
            CountView(
                self.language.choose(role.plural or role.title), self.language.number(application.counts[role.id])
            )
            for role in counted
        )

    def _person(self, person: Participant) -> PersonView:
        role = self.programme.role(person.role)
        title, unit = person.title or "", person.unit or ""
        name = self._person_name(person.person)
        role_title = self.language.choose(role.title) if role else person.role
        who = ", ".join(each for each in (name, title, unit) if each) or role_title
        return PersonView(role_title, name, title, unit, who)

    def _contact(self, application: Application) -> str:
        """The contact by name, where it is known, and title."""
        parts = (self._person_name(application.contact), application.contact_title)
        return ", ".join(each for each in parts if each)

    def _person_name(self, key: str | None) -> str:
        known = self.data.people.people.get(key or "") if self.data.people else None
        return known.name if known else ""

    def _hosting(self, offer: Hosting) -> str:
        """`ja, 35 pladser, ikke den 6. oktober 2027`."""
        language = self.language
        parts = [language.say("letters.yes" if offer.willing else "letters.no")]
        if offer.seats is not None:
            parts.append(language.say("letters.seats", count=offer.seats))
        if offer.not_on:
            parts.append(language.say("letters.not_on", days=offer.not_on))
        return ", ".join([*parts, offer.note] if offer.note else parts)

    def _unmet(self, application: Application) -> Iterator[str]:
        """The conditions that it fails by what is known of the applicant; never how it was assessed."""
        for condition, fact in conditions_unmet(self.data, self.programme, application):
            if fact.key != UNTESTED and condition.of != SCORE:
                words, how = self.language.choose_line(condition.text), self.language.say(fact.key, **fact.values)
                yield f"{words} {how}".strip()

    def _answers(self, application: Application) -> tuple[AnswerView, ...]:
        return tuple(
            AnswerView(self.language.choose(question.title), self._answer(answer, question.options).strip())
            for question in self.programme.questions
            if question.type != "field" and (answer := application.answers.get(question.id)) not in {None, "", ()}
        )

    def _answer(self, answer: object, options: tuple[Option, ...]) -> str:
        titles = {option.id: self.language.choose(option.title) for option in options}
        if isinstance(answer, bool):
            return self.language.say("letters.yes" if answer else "letters.no")
        if isinstance(answer, int):
            return self.language.number(answer)
        if isinstance(answer, tuple):
            return self.language.listing(titles.get(str(each), str(each)) for each in answer)
        return titles.get(str(answer), str(answer))

    def _commitment(self, application: Application, key: str) -> str:
        if key not in application.commitments:
            return self.language.say("letters.unanswered")
        return self.language.say("letters.yes" if _accepted(application, key) else "letters.no")


def applicant_name(data: Dataset, application: Application, language: Language) -> str:
    """`Lolland Kommune`; several names are listed; the applicant's own name goes before."""
    name, applicant = data.applicant_name(application, official=True, listing=language.listing), application.applicant
    return f"{name} ({applicant.part})" if applicant.part and not applicant.name else name


def applicant_named(data: Dataset, programme: str, key: str, language: Language) -> str:
    """The name of the applicant with a key; where its application is deleted, that of the municipality in the key."""
    application = data.application(programme, key)
    if application is None:
        return data.applicant_name_of(programme, key, official=True)
    return applicant_name(data, application, language)


def value_name(data: Dataset, classification: str, key: str | None, language: Language) -> str:
    """The name of a region, a province, a group of municipalities; the key where the register has none."""
    classes = data.register.classifications if data.register else ()
    found = (v for c in classes if c.id == classification for v in c.values if v.id == key)
    return next((language.choose(value.name) for value in found), key or "")


def figure_sources(data: Dataset, municipality: Municipality, language: Language, on: date) -> tuple[str, ...]:
    """The attributions that are required where figures of a municipality are printed."""
    figure = municipality.figure("population", on.year)
    known = {source.id: source for source in data.register.sources} if data.register else {}
    return (language.choose(known[figure.source].attribution),) if figure and figure.source in known else ()


def _moment(application: Application, language: Language) -> str:
    """`tirsdag den 28. januar 2014 kl. 14.05`, in Danish time as it was written down."""
    if application.received is None:
        return ""
    moment = application.received.at.moment
    return f"{language.full_day(moment.date())} {language.clock(f'{moment:%H:%M}')}"


def _last_words(instant: Instant, language: Language) -> str:
    return day_and_hour(instant.moment.date(), f"{instant.moment:%H:%M}", language)


def _explanation(application: Application, key: str) -> str:
    answer = application.commitments.get(key)
    return (answer.text or "").strip() if isinstance(answer, Commitment) else ""


def _accepted(application: Application, key: str) -> bool:
    answer = application.commitments.get(key)
    return answer.accepted if isinstance(answer, Commitment) else bool(answer)
