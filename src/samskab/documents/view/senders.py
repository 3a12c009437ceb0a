"""Senders as template data."""

from __future__ import annotations

from samskab.documents.view.shape import View
from samskab.language import Language
from samskab.model.senders import Sender


class SenderView(View):
    """An organisation and the office-holder who signs for it."""

    organisation: str = ""
    person: str = ""
    title: str = ""
    unit: str = ""
    mail: str = ""
    phone: str = ""
    website: str = ""
    address: tuple[str, ...] = ()


def sender_view(sender: Sender, language: Language) -> SenderView:
    """One sender in one language."""
    return SenderView(
        organisation=language.choose(sender.organisation),
        person=sender.person or "",
        title=language.choose(sender.title),
        unit=language.choose(sender.unit),
        mail=sender.mail or "",
        phone=sender.phone or "",
        website=sender.website or "",
        address=sender.address,
    )
