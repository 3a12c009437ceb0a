"""The files of a new programme, empty or carried over from last year's; unknown dates are to be announced (`tbd`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from samskab.language import Language
from samskab.model.programme import Programme
from samskab.model.record import plain_values
from samskab.model.schedule import Schedule
from samskab.yaml.new_files.commented_samples import SHORT_SAMPLES, Samples
from samskab.yaml.new_files.record_form import comment, form

DAYS_TO_DECIDE = 60
"""Days from today until the dates that a new programme leaves open must be decided."""

_HEAD = "# yaml-language-server: $schema=../../../schemas/{kind}.json"
_NOT_CARRIED = ("status_note", "references", "funding", "edition")


def programme_files(
    key: str, sender: str, language: Language, today: date, samples: Samples = SHORT_SAMPLES
) -> dict[str, str]:
    """The files of a programme's first draft. What is not filled in stands as a comment."""
    later = _later(today)
    given = {
        "schema": "samskab/programme@1",
        "id": key,
        "title": {"da": language.say("new.title")},
        "status": "draft",
        "period": {"start": later},
        "senders": [sender],
        "intake": {
            "kind": "application",
            "eligible": "all",
            "rounds": [{"id": "runde-1", "opens": later, "closes": later}],
            "max_pages": 2,
        },
        "capacity": {"municipalities": {"min": 1, "max": 20}},
        "roles": [
            {"id": "leder", "title": {"da": "Leder"}, "plural": {"da": "ledere"}, "min": 1, "max": 2},
            {"id": "medarbejder", "title": {"da": "Medarbejder"}, "plural": {"da": "medarbejdere"}, "min": 1, "max": 2},
        ],
        "questions": [
            {
                "id": "kontakt",
                "title": {"da": "Hvem er kontaktperson?"},
                "type": "field",
                "field": "contact",
                "personal": True,
            },
            {
                "id": "deltagere",
                "title": {"da": "Hvem deltager?"},
                "type": "field",
                "field": "participants",
                "personal": True,
            },
            {"id": "maal", "title": {"da": "Hvad vil I gerne opnå?"}, "max_words": 200},
        ],
        "retention": {"unsuccessful_months": 6},
    }
    return {
        f"data/programmes/{key}/programme.yaml": _text(Programme, given, language, "new.programme", samples=samples),
        f"data/programmes/{key}/schedule.yaml": _text(
            Schedule, _schedule(key), language, "new.schedule", samples=samples
        ),
    }


def carried_over(
    key: str,
    last: Programme,
    schedule: Schedule | None,
    language: Language,
    today: date,
    samples: Samples = SHORT_SAMPLES,
) -> dict[str, str]:
    """Last year's programme as this year's draft, without its dates, funding and references."""
    later = _later(today)
    given = _postponed(_without(plain_values(last), *_NOT_CARRIED), later)
    given |= {"id": key, "status": "draft", "continues": last.id, "period": {"start": later}}
    given |= {"edition": last.edition + 1} if last.edition is not None else {}
    given["intake"] = given["intake"] | {"rounds": [_reopened(r, later) for r in given["intake"].get("rounds", [])]}
    if not given["intake"]["rounds"]:
        del given["intake"]["rounds"]
    given |= {"steps": [step | {"on": later} for step in given["steps"]]} if "steps" in given else {}
    if "selection" in given:
        given["selection"] = _without_applicants(given["selection"])
    meetings = _postponed(plain_values(schedule), later) if schedule else _schedule(key)
    meetings |= {"programme": key, "meetings": [_undated(m, later) for m in meetings.get("meetings", [])]}
    return {
        f"data/programmes/{key}/programme.yaml": _text(
            Programme, _in_order(given), language, "new.carried", last.id, samples
        ),
        f"data/programmes/{key}/schedule.yaml": _text(Schedule, meetings, language, "new.carried", last.id, samples),
    }


def meeting_given(key: str, language: Language, today: date) -> dict[str, Any]:
    """The fields of a new meeting of which only the key is known."""
    title = {"da": language.say("new.meeting_title")}
    return {"id": key, "kind": "meeting", "title": title, "date": _later(today)}


def schedule_file(programme: str, meeting: Mapping[str, Any], language: Language) -> str:
    """A schedule with one meeting."""
    return _text(Schedule, _schedule(programme) | {"meetings": [meeting]}, language, "new.schedule")


def _later(today: date) -> dict[str, Any]:
    return {"tbd": True, "decide_by": today + timedelta(days=DAYS_TO_DECIDE)}


def _schedule(key: str) -> dict[str, Any]:
    return {"schema": "samskab/schedule@1", "programme": key, "meetings": []}


def _reopened(given: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    return _without(given, "moved") | {"opens": later, "closes": later}


def _without_applicants(given: Mapping[str, Any]) -> dict[str, Any]:
    """A selection without the rules that name last year's applications, and without the seed and day of its lot."""
    rules = [rule for rule in given.get("rules", []) if "applicants" not in rule]
    kept = _without(given, "rules", "lot") | ({"rules": rules} if rules else {})
    return kept | ({"lot": _without(given["lot"], "seed", "on")} if "lot" in given else {})


def _undated(meeting: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    kept = _without(meeting, "dates", "status", "status_note", "signup_url", "host")
    return kept | {"date": later}


def _postponed(value: Any, later: Mapping[str, Any]) -> Any:
    """A value in which everything that is still to be announced is to be decided by the new day."""
    if isinstance(value, Mapping):
        day = {"decide_by": later["decide_by"]} if value.get("tbd") is True else {}
        return {name: _postponed(inner, later) for name, inner in value.items()} | day
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_postponed(each, later) for each in value]
    return value


def _without(given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in names}


def _in_order(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"schema": given["schema"], "id": given["id"]} | dict(given)


def _text(
    record: Any,
    given: Mapping[str, Any],
    language: Language,
    head: str,
    last: str = "",
    samples: Samples = SHORT_SAMPLES,
) -> str:
    kind = "programme" if record is Programme else "schedule"
    lines = [_HEAD.format(kind=kind), *comment(language.say(head, programme=last), "")]
    return form(record, given, language, "\n".join(lines), samples=samples)
