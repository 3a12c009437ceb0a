"""Applicants as template data: municipality, contact, participants; names of people from the private store only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from samskab.language import Language, phrase_key
from samskab.model.application import Application, Commitment, Participant
from samskab.model.dataset import Dataset
from samskab.model.eligibility import minutes_late
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme
from samskab.spelling import sort_key


def applicant_name(data: Dataset, application: Application, language: Language) -> str:
    """`Lolland Kommune`; several names are listed; an own name goes before."""
    applicant = application.applicant
    if applicant.name:
        return applicant.name
    known = [data.municipalities[code].official for code in applicant.municipalities if code in data.municipalities]
    name = language.listing(known) or application.id
    return f"{name} ({applicant.part})" if applicant.part else name


def municipality_words(data: Dataset, municipality: Municipality, language: Language, on: date) -> dict[str, Any]:
    """The places a municipality belongs to and how many live there, in the year nearest before the letter."""
    population = municipality.figure("population", on.year)
    return {
        "municipality": municipality.name,
        "region": value_name(data, "region", municipality.region_on(on), language),
        "landsdel": value_name(data, "landsdel", municipality.landsdel, language),
        "group": value_name(data, "group", municipality.group, language),
        "population": language.number(population.value) if population else "",
        "population_year": str(population.year) if population else "",
    }


def figure_sources(data: Dataset, municipality: Municipality, language: Language, on: date) -> list[str]:
    """The sentences that must stand where figures of a municipality are printed."""
    figure = municipality.figure("population", on.year)
    known = {source.id: source for source in data.register.sources} if data.register else {}
    return [language.choose(known[figure.source].attribution)] if figure and figure.source in known else []


def value_name(data: Dataset, classification: str, key: str | None, language: Language) -> str:
    """The name of a region, a part of the country, a group of municipalities."""
    classes = data.register.classifications if data.register else ()
    found = (v for c in classes if c.id == classification for v in c.values if v.id == key)
    return next((language.choose(value.name) for value in found), key or "")


def person_words(data: Dataset, programme: Programme, person: Participant, language: Language) -> dict[str, Any]:
    """A participant: role, title and unit always; the name only where the private store has it."""
    role = programme.role(person.role)
    known = data.people.people.get(person.person or "") if data.people else None
    work = ", ".join(each for each in (person.title, person.unit) if each)
    title = language.choose(role.title) if role else person.role
    name = known.name if known else ""
    return {
        "role": title,
        "name": name,
        "title": person.title,
        "unit": person.unit,
        "who": ", ".join(each for each in (name, work) if each) or title,
    }


def contact_line(data: Dataset, application: Application) -> str:
    """The contact by name where the private store has it, and by title."""
    known = data.people.people.get(application.contact or "") if data.people else None
    return ", ".join(each for each in (known.name if known else "", application.contact_title) if each)


def application_words(
    data: Dataset,
    programme: Programme,
    application: Application,
    missing: tuple[Mapping[str, str], ...],
    language: Language,
) -> dict[str, Any]:
    """An application as its own receipt shows it. `missing` are what the checks found, as question and sentence."""
    received = application.received
    extension = received.extension if received else None
    several = len(application.applicant.municipalities) > 1
    return {
        "id": application.id,
        "received": instant_words(application, language),
        "via": language.say(phrase_key("letters.via", received.via)) if received else "",
        "late": minutes_late(programme, application) > 0,
        "extension": language.full_day(extension.until.moment.date()) if extension else "",
        "contact": contact_line(data, application),
        "participants": [person_words(data, programme, p, language) for p in application.participants],
        "area": application.local_area.name if application.local_area else "",
        "partners": [partner.name for partner in application.partners],
        "answers": _answers(programme, application, language),
        "commitments": [
            {
                "text": language.choose(demand.text),
                "accepted": _accepted(application, demand.id),
                "answer": _answered(application, demand.id, language),
            }
            for demand in programme.commitments
        ],
        "missing": [dict(each) for each in missing],
        "together": applicant_name(data, application, language) if several else "",
    }


def instant_words(application: Application, language: Language) -> str:
    """`tirsdag den 28. januar 2014 kl. 14.05`, in Danish time as it was written down."""
    if application.received is None:
        return ""
    moment = application.received.at.moment
    return f"{language.full_day(moment.date())} {language.clock(f'{moment:%H:%M}')}"


def group_words(data: Dataset, programme: Programme, application: Application, language: Language) -> dict[str, Any]:
    """One applicant in the list of participants: those who are named, and how many are only counted."""
    counted = [role for role in programme.roles if not role.named and application.counts.get(role.id)]
    return {
        "name": applicant_name(data, application, language),
        "participants": [person_words(data, programme, p, language) for p in application.participants],
        "counts": [
            {"role": language.choose(role.plural or role.title), "count": language.number(application.counts[role.id])}
            for role in counted
        ],
    }


def in_order(data: Dataset, applications: tuple[Application, ...], language: Language) -> tuple[Application, ...]:
    """Applications by the Danish alphabet of their names."""
    return tuple(sorted(applications, key=lambda a: sort_key(applicant_name(data, a, language))))


def _answers(programme: Programme, application: Application, language: Language) -> list[dict[str, Any]]:
    told = []
    for question in programme.questions:
        answer = application.answers.get(question.id)
        if question.type == "field" or answer is None or answer in {"", ()}:
            continue
        titles = {option.id: language.choose(option.title) for option in question.options}
        if isinstance(answer, bool):
            text = language.say("letters.yes" if answer else "letters.no")
        elif isinstance(answer, int):
            text = language.number(answer)
        elif isinstance(answer, tuple):
            text = language.listing(titles.get(each, each) for each in answer)
        else:
            text = titles.get(answer, answer)
        told.append({"question": language.choose(question.title), "answer": text.strip()})
    return told


def _accepted(application: Application, key: str) -> bool:
    answer = application.commitments.get(key)
    return answer.accepted if isinstance(answer, Commitment) else bool(answer)


def _answered(application: Application, key: str, language: Language) -> str:
    if key not in application.commitments:
        return language.say("letters.unanswered")
    return language.say("letters.yes" if _accepted(application, key) else "letters.no")
