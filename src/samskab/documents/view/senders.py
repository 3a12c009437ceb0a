"""Who writes: organisations and the public office-holders who sign for them."""

from __future__ import annotations

from typing import Any

from samskab.language import Language
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.senders import Sender


def senders_of(data: Dataset, programme: Programme) -> tuple[Sender, ...]:
    """Those who sign, in the order of the programme; the repository's own organisation when it names nobody."""
    keys = programme.senders or ((data.repository.organisation,) if data.repository else ())
    return tuple(data.senders[key] for key in keys if key in data.senders)


def sender_words(sender: Sender | None, language: Language) -> dict[str, Any]:
    """One sender for a template."""
    if sender is None:
        return {}
    return {
        "organisation": language.choose(sender.organisation),
        "person": sender.person,
        "title": language.choose(sender.title),
        "unit": language.choose(sender.unit),
        "mail": sender.mail,
        "phone": sender.phone,
        "website": sender.website,
        "address": list(sender.address),
    }


def contact_lines(sender: Sender) -> tuple[str, ...]:
    """The ways to reach a sender, for the letterhead."""
    return tuple(each for each in (sender.mail, sender.phone, sender.website) if each)
