"""What has been sent: so that nobody gets the same letter twice."""

from __future__ import annotations

from collections.abc import Collection

from samskab.finding import Finding, Severity
from samskab.model.organisation import Outbox, Sending


def already_sent(
    outbox: Outbox | None, template: str, recipient: str, municipalities: Collection[str] = ()
) -> Sending | None:
    """The sending in which this recipient got this template; None when there is none.

    `template` is a name (`invitation`), or a name with its number (`invitation@2`), which only that version answers.
    `recipient` is an application's id or a municipality's code; `municipalities` are the codes behind it.
    """
    codes = {recipient, *municipalities}
    for sending in outbox.sendings if outbox else ():
        same = template in {sending.template, sending.template.partition("@")[0]}
        if same and (sending.recipients == "all" or codes & {*sending.applications, *sending.municipalities}):
            return sending
    return None


def sent_finding(
    outbox: Outbox | None, template: str, recipient: str, name: str, municipalities: Collection[str] = ()
) -> Finding | None:
    """SK442, a warning at the sending, when this recipient already got this template; `name` is how people call it."""
    sending = already_sent(outbox, template, recipient, municipalities)
    if outbox is None or sending is None:
        return None
    field = f"sendings[{outbox.sendings.index(sending)}]"
    day = sending.on.first() if sending.on.precision == "day" else str(sending.on)
    values = {"template": sending.template, "recipient": name, "day": day}
    return Finding("SK442", Severity.WARNING, outbox.at(field), values, field)
