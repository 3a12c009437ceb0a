"""Every name a template may use. The shape of the data: a mapping has the names that exist, a list one example of its
elements, "" is a word to print, False a yes or no to ask with `if`; `?` stands for any name.

What each name means stands in the catalogue under `view.<name>`, and in `docs/reference/templates.<lang>.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ANY = "?"

POINT = {"title": "", "text": ""}
MEETING: dict[str, Any] = {
    "id": "",
    "title": "",
    "kind": "",
    "cancelled": False,
    "status": "",
    "day": "",
    "day_known": False,
    "time": "",
    "when": "",
    "place": "",
    "place_known": False,
    "city": "",
    "access": "",
    "online": False,
    "link": "",
    "host": "",
    "host_known": False,
    "theme": "",
    "guest": "",
    "guest_known": False,
    "facilitator": "",
    "audience": "",
    "tracks": [""],
    "open_to_all": False,
    "seats": "",
    "shared_day": "",
    "points": [""],
    "content": [{"track": "", "points": [""]}],
    "agenda": [{"title": "", "when": "", "text": ""}],
    "timed": False,
    "extras": [
        {"title": "", "when": "", "text": "", "optional": False, "paid_by": "", "own_cost": False, "asks_diet": False}
    ],
    "signup": "",
}
TRACK: dict[str, Any] = {"id": "", "title": "", "promise": "", "days": "", "roles": "", "meetings": [MEETING]}
SENDER: dict[str, Any] = {
    "organisation": "",
    "person": "",
    "title": "",
    "unit": "",
    "mail": "",
    "phone": "",
    "website": "",
    "address": [""],
}
PERSON: dict[str, Any] = {"role": "", "name": "", "title": "", "unit": "", "who": ""}

SCHEMA: dict[str, Any] = {
    "kommune": "",
    "letter": {"date": ""},
    "recipient": {
        "name": "",
        "names": [""],
        "municipality": "",
        "region": "",
        "landsdel": "",
        "group": "",
        "population": "",
        "population_year": "",
        "contact": "",
    },
    "sender": SENDER,
    "senders": [SENDER],
    "facilitators": [SENDER],
    "programme": {
        "title": "",
        "subtitle": "",
        "intro": "",
        "period": "",
        "status_note": "",
        "postponed": False,
        "cancelled": False,
        "is_application": False,
        "is_interest": False,
        "is_signup": False,
        "for_all": False,
        "sections": [{"title": "", "text": "", "points": [""]}],
        "components": [""],
        "target_groups": [""],
        "outcomes_intro": "",
        "outcomes": [""],
        "deadline": {"text": "", "day": "", "known": False, "moved": "", "opens": ""},
        "mail": "",
        "form_url": "",
        "pages": "",
        "capacity": "",
        "participants_max": "",
        "everyone": False,
        "free": False,
        "price": "",
        "payments": [{"what": "", "paid_by": ""}],
        "funding": [{"by": "", "acknowledgement": "", "grant": ""}],
        "roles": [{"title": "", "plural": "", "count": "", "help": "", "named": False}],
        "limits": [""],
        "questions": [
            {"number": "", "title": "", "help": "", "limit": "", "options": [""], "required": False, "personal": False}
        ],
        "commitments_intro": "",
        "commitments": [{"text": "", "explain": False}],
        "statement": "",
        "statement_told": False,
        "rules": [""],
        "lot_basis": "",
        "support": [{"title": "", "by": "", "hours": ""}],
        "steps": [{"title": "", "when": "", "text": "", "past": False}],
        "links": {ANY: ""},
        "addresses": [""],
        "complaint": "",
        "retention": "",
    },
    "tracks": [TRACK],
    "track": TRACK,
    "meetings": [MEETING],
    "meeting": MEETING,
    "coming": [MEETING],
    "overview": {
        "columns": [""],
        "rows": [{"title": "", "when": "", "place": "", "cells": [[""]]}],
        "unsettled": "",
    },
    "hosting": {"provides": "", "seats": ""},
    "application": {
        "id": "",
        "received": "",
        "via": "",
        "late": False,
        "extension": "",
        "contact": "",
        "participants": [PERSON],
        "area": "",
        "partners": [""],
        "answers": [{"question": "", "answer": ""}],
        "commitments": [{"text": "", "accepted": False, "answer": ""}],
        "missing": [{"question": "", "text": ""}],
        "together": "",
    },
    "decision": {
        "date": "",
        "by": "",
        "statement": "",
        "rules": [""],
        "chosen": [{"name": "", "region": "", "group": ""}],
        "chosen_count": "",
        "regions": [{"name": "", "count": ""}],
        "applicants_count": "",
        "waiting_count": "",
        "position": "",
        "steps_in_for": [""],
        "replaces": "",
        "reason": {"outcome": "", "regel": "", "hovedhensyn": "", "fakta": "", "lodtraekning": ""},
        "lot_decided": False,
        "seed": "",
        "seed_source": "",
        "seal": "",
        "sources": [""],
    },
    "groups": [{"name": "", "participants": [PERSON], "counts": [{"role": "", "count": ""}]}],
    "workshops": [
        {
            "number": "",
            "area": "",
            "case": "",
            "case_text": "",
            "presenters": "",
            "challenge": "",
            "condition": "",
            "condition_full": "",
            "recommendations": [{"short": "", "full": ""}],
            "discussion": "",
            "themes": "",
        }
    ],
    "sources": [""],
}


def complete(given: Any, schema: Any = SCHEMA, path: str = "") -> Any:
    """What was given, with an empty word, list or group for every name that was not. KeyError for a name that the
    schema does not know: it would be a fault of ours."""
    if isinstance(schema, Mapping):
        if ANY in schema:
            return dict(given or {})
        for name in given or {}:
            if name not in schema:
                raise KeyError(f"{path}.{name}")
        return {name: complete((given or {}).get(name), each, f"{path}.{name}") for name, each in schema.items()}
    if isinstance(schema, list):
        return [complete(each, schema[0], f"{path}[]") for each in given or ()]
    return schema if given is None else given


def example(schema: Any = SCHEMA) -> Any:
    """A word in every place and one element in every list: enough to run a template without any data."""
    if isinstance(schema, Mapping):
        return {name: example(each) for name, each in schema.items() if name != ANY}
    if isinstance(schema, list):
        return [example(schema[0])]
    return schema is False or "Ord"


def names(schema: Any = SCHEMA, path: str = "") -> list[str]:
    """Every name with its path, in order: `programme.title`, `meetings[].day`."""
    found: list[str] = []
    if isinstance(schema, list):
        return names(schema[0], f"{path}[]")
    if isinstance(schema, Mapping):
        for name, each in schema.items():
            below = f"{path}.{name}" if path else name
            found += [below, *names(each, below)]
    return found
