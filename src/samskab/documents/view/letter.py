"""The data that one document is rendered from, as text in one language. Templates compute nothing: it is done here.

view = View(data, programme, language, on=letter_day)
data = view.document(municipality=..., application=..., decision=..., missing=..., meeting=..., track=...)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from samskab.documents.view import applicants, meetings, programme, senders
from samskab.documents.view.decision import decision_words, latest, standing
from samskab.documents.view.schema import complete
from samskab.documents.view.workshops import workshop_words
from samskab.language import Language
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme, Track
from samskab.model.schedule import Meeting


class View:
    """Makes the data of the documents of one programme, for one day and in one language."""

    def __init__(
        self, data: Dataset, of: Programme, language: Language, on: date, *, letter_date: str | None = None
    ) -> None:
        self.data, self.programme, self.language, self.on = data, of, language, on
        self.meetings = meetings.Meetings(data, of, self.language)
        self.letter_date = self.language.day(on) if letter_date is None else letter_date

    def document(
        self,
        *,
        municipality: Municipality | None = None,
        application: Application | None = None,
        decision: Decision | None = None,
        missing: tuple[Mapping[str, str], ...] = (),
        meeting: Meeting | None = None,
        track: Track | None = None,
    ) -> dict[str, Any]:
        """The data of one document: for a municipality, an applicant, a meeting, a track, or the programme alone."""
        about = decision or latest(self.data, self.programme.id)
        name = self._name(municipality, application)
        given: dict[str, Any] = {
            **self._shared,
            "kommune": name,
            "recipient": self._recipient(municipality, application, name),
            "meeting": self.meetings.meeting(meeting) if meeting else {},
            "track": self.meetings.track(track) if track else {},
            "sources": applicants.figure_sources(self.data, municipality, self.language, self.on)
            if municipality
            else [],
        }
        if application:
            given["application"] = applicants.application_words(
                self.data, self.programme, application, missing, self.language
            )
        if about:
            key = application.id if application else None
            given["decision"] = decision_words(self.data, about, key, self.language, self.on)
            given["groups"] = self._groups(about)
        else:
            given["groups"] = self._groups(None)
        whole: dict[str, Any] = complete(given)
        return whole

    @cached_property
    def _shared(self) -> dict[str, Any]:
        """What every document of the programme has alike."""
        signers = senders.senders_of(self.data, self.programme)
        told = [senders.sender_words(sender, self.language) for sender in signers]
        helpers = (self.data.senders.get(key) for key in self.programme.facilitators)
        return {
            "letter": {"date": self.letter_date},
            "sender": told[0] if told else {},
            "senders": told,
            "facilitators": [senders.sender_words(each, self.language) for each in helpers if each],
            "programme": programme.programme_words(self.programme, self.language, self.on),
            "tracks": self.meetings.tracks(),
            "meetings": self.meetings.all(),
            "coming": [self.meetings.meeting(each) for each in self.meetings.coming(self.on)],
            "overview": self.meetings.overview(),
            "hosting": meetings.provided(self.data.schedule(self.programme.id), self.language),
            "workshops": [
                workshop_words(each, self.programme, self.language) for each in self.data.workshops(self.programme.id)
            ],
        }

    def _name(self, municipality: Municipality | None, application: Application | None) -> str:
        if application:
            return applicants.applicant_name(self.data, application, self.language)
        return municipality.official if municipality else ""

    def _recipient(
        self, municipality: Municipality | None, application: Application | None, name: str
    ) -> dict[str, Any]:
        places = applicants.municipality_words(self.data, municipality, self.language, self.on) if municipality else {}
        codes = application.applicant.municipalities if application else ()
        known = self.data.municipalities
        return {
            "name": name,
            "names": [known[code].official for code in codes if code in known] or ([name] if name else []),
            "contact": applicants.contact_line(self.data, application) if application else "",
            **places,
        }

    def _groups(self, decision: Decision | None) -> list[dict[str, Any]]:
        """Those who take part: the chosen, or everyone who signed up where nobody is chosen."""
        signed_up = [a for a in self.data.applications(self.programme.id) if a.status == "submitted" and not a.example]
        if decision:
            keys = set(standing(decision, self.on).selected)
            taking_part = tuple(a for a in signed_up if a.id in keys)
        else:
            taking_part = tuple(signed_up) if self.programme.capacity.everyone else ()
        ordered = applicants.in_order(self.data, taking_part, self.language)
        return [applicants.group_words(self.data, self.programme, each, self.language) for each in ordered]
