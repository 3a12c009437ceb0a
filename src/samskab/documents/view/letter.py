"""All data of one document: `LetterData`, the names a template starts from, and what fills them.

views = LetterViews(data, programme, language, day, day_words)     # for every document of one day
views.letter(municipality=..., application=..., meeting=...)       # LetterData of one document
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from msgspec.structs import replace

from samskab.documents.view.applicants import (
    ApplicantViews,
    ApplicationView,
    GroupView,
    MissingView,
    RecipientView,
    figure_sources,
)
from samskab.documents.view.decision import DecisionView, LotView, decision_view, lot_view
from samskab.documents.view.meetings import HostingView, MeetingView, OverviewView, ScheduleViews, TrackView
from samskab.documents.view.programme import ProgrammeView, programme_view
from samskab.documents.view.senders import SenderView, sender_view
from samskab.documents.view.shape import View
from samskab.documents.view.workshops import WorkshopView, workshop_view
from samskab.language import Language
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision, Freeze
from samskab.model.municipality import Municipality
from samskab.model.programme import Programme, Track
from samskab.model.schedule import Meeting


class LetterView(View):
    """The letter itself."""

    date: str = ""


class LetterData(View):
    """The names that every template starts from."""

    kommune: str = ""
    letter: LetterView = LetterView()
    recipient: RecipientView = RecipientView()
    sender: SenderView = SenderView()
    senders: tuple[SenderView, ...] = ()
    facilitators: tuple[SenderView, ...] = ()
    programme: ProgrammeView = ProgrammeView()
    tracks: tuple[TrackView, ...] = ()
    track: TrackView = TrackView()
    meetings: tuple[MeetingView, ...] = ()
    meeting: MeetingView = MeetingView()
    coming: tuple[MeetingView, ...] = ()
    overview: OverviewView = OverviewView()
    hosting: HostingView = HostingView()
    application: ApplicationView = ApplicationView()
    decision: DecisionView = DecisionView()
    lot: LotView = LotView()
    groups: tuple[GroupView, ...] = ()
    workshops: tuple[WorkshopView, ...] = ()
    sources: tuple[str, ...] = ()


class LetterViews:
    """Makes the data of a programme's documents of one day in one language.

    `day_words` is that day as the letter writes it.
    """

    def __init__(self, data: Dataset, of: Programme, language: Language, day: date, day_words: str) -> None:
        self.data, self.programme, self.language, self.day, self.day_words = data, of, language, day, day_words
        self.decision = _decision_on(data, of, day)
        self.schedule = ScheduleViews(data, of, language)
        self.applicants = ApplicantViews(data, of, language)

    def letter(
        self,
        *,
        municipality: Municipality | None = None,
        application: Application | None = None,
        missing: tuple[MissingView, ...] = (),
        meeting: Meeting | None = None,
        track: Track | None = None,
    ) -> LetterData:
        """The data of one document: to a municipality, an applicant or no recipient; about a meeting or a track."""
        key = application.id if application else None
        return replace(
            self._shared,
            kommune=self.applicants.name(municipality, application),
            recipient=replace(
                self.applicants.recipient(municipality, application, self.day),
                is_host=meeting is not None and key is not None and meeting.host_application() == key,
            ),
            meeting=self.schedule.meeting(meeting) if meeting else MeetingView(),
            track=self.schedule.track(track) if track else TrackView(),
            application=self.applicants.application(application, missing, self.day)
            if application
            else ApplicationView(),
            decision=decision_view(self.data, self.decision, key, self.language, self.day)
            if self.decision
            else DecisionView(),
            sources=figure_sources(self.data, municipality, self.language, self.day) if municipality else (),
        )

    @cached_property
    def _shared(self) -> LetterData:
        """What all documents of the day have in common."""
        meetings, language = self.schedule, self.language
        senders = tuple(sender_view(each, language) for each in self.data.senders_of(self.programme))
        facilitators = (self.data.senders.get(key) for key in self.programme.facilitators)
        return LetterData(
            letter=LetterView(self.day_words),
            sender=senders[0] if senders else SenderView(),
            senders=senders,
            facilitators=tuple(sender_view(each, language) for each in facilitators if each),
            programme=self._with_meetings(programme_view(self.data, self.programme, language, self.day)),
            tracks=tuple(map(meetings.track, self.programme.tracks)),
            meetings=tuple(map(meetings.meeting, meetings.schedule.meetings)),
            coming=tuple(map(meetings.meeting, meetings.schedule.coming(self.day))),
            overview=meetings.overview(self.day),
            hosting=meetings.hosting(),
            workshops=tuple(
                workshop_view(each, self.programme, language) for each in self.data.workshops(self.programme.id)
            ),
            groups=self.applicants.groups(self._participants()),
            lot=lot_view(self._freeze, language, self.day),
        )

    def _with_meetings(self, programme: ProgrammeView) -> ProgrammeView:
        """The programme, with its steps marked that are meetings of the schedule."""
        titles = {self.language.choose(meeting.title) for meeting in self.schedule.schedule.meetings}
        steps = tuple(replace(step, is_meeting=step.title in titles) for step in programme.steps)
        return replace(programme, steps=steps)

    @property
    def _freeze(self) -> Freeze | None:
        """The freeze that held on the day of the document."""
        frozen = self.data.lot(self.programme.id)
        return next((each for each in reversed(frozen.freezes) if each.on <= self.day), None) if frozen else None

    def _participants(self) -> tuple[Application, ...]:
        """The applications of those who take part: the chosen, or all who signed up where there is no selection."""
        submitted = self.data.submitted(self.programme.id)
        if self.decision:
            chosen = set(self.data.state_of(self.decision, self.day).selected)
            return tuple(each for each in submitted if each.id in chosen)
        return submitted if self.programme.capacity.everyone else ()


def _decision_on(data: Dataset, programme: Programme, day: date) -> Decision | None:
    """The decision as far as it was made on a day: no document reveals one of a later date."""
    decision = data.current_decision(programme.id)
    return None if decision and decision.decided and decision.decided.on > day else decision
