"""`data/senders.yaml`: the organisations that sign letters."""

from typing import Literal

from samskab.model.field_types import Key, Line, MailAddress, WebAddress, Words
from samskab.model.record import Part, Record


class Sender(Part):
    """Who signs a letter: an organisation, and the public office-holder who signs for it (named in public sources)."""

    id: Key
    organisation: Words
    person: Line | None = None
    title: Words | None = None
    unit: Words | None = None
    address: tuple[Line, ...] = ()
    mail: MailAddress | None = None
    phone: Line | None = None
    website: WebAddress | None = None

    def contact_lines(self) -> tuple[str, ...]:
        """Mail address, telephone number and web address, those that are known."""
        return tuple(each for each in (self.mail, self.phone, self.website) if each)


class Senders(Record):
    """`data/senders.yaml`."""

    schema: Literal["samskab/senders@1"]
    senders: tuple[Sender, ...]
