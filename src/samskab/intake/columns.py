"""What each column of a form holds: recognised by its heading, or decided in the programme's `intake.columns`.

Headings of the form services: Microsoft Forms writes ID, Start time, Completion time, Email, Name; Google Forms
Timestamp and Email Address; OS2forms (Drupal's Webform) Serial number, Submission ID, Created, Completed, Changed, Is
draft, Remote IP address, Submitted by: ..., Submitted to: ...; SurveyXact variables such as statoverall_1.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Literal, NamedTuple

from samskab.language import phrase_key
from samskab.model.field_types import Words
from samskab.model.form.form_fields import field_tag
from samskab.model.programme import CONTACT_PARTS, HOSTING_PARTS, PERSON_PARTS, Programme
from samskab.spelling import fold
from samskab.yaml.catalogue import load_languages

Certainty = Literal["decided", "exact", "near", "service", "unknown"]
"""How a column was recognised: by `intake.columns`, by its question or key, nearly so, as one of the service's own."""

MORE_PARTS = ("text", *(field.removeprefix("hosting.") for field in HOSTING_PARTS))
"""Further fields of a commitment (`text`) and of an offer to host."""
COMMITMENT = "commitments."
"""What the field of a commitment begins with; a question may have the same id."""
_CLOSE, _NEAR, _SHORTEST = 0.6, 0.9, 8
_NUMBERING = re.compile(r"^(?:(?:spoergsmaal|question|q) ?)?\d{1,3} ?[.):] ?")
_MARKS = re.compile(r"\((?:obligatorisk|skal udfyldes|required|valgfri|optional)\)|[^\w ]")
_PERSON_PATH = re.compile(rf"participants\.([a-z0-9-]+\.(?:{'|'.join(PERSON_PARTS)}))")
_TAGGED_PERSON = re.compile(rf"(?P<who>.+ \d{{1,2}}): (?P<part>{'|'.join(PERSON_PARTS)})")
_ROLE_PART = re.compile(r"(?P<who>.+?)[ :,–-]*(?P<number>\d{0,2})[ :,–-]+(?P<part>[\w-]+)")

_SERVICE: Mapping[str, str] = {
    "received": "modtaget received tidsstempel timestamp fuldfoerelsestidspunkt completion_time completed afsluttet"
    " indsendt indsendelsestidspunkt indsendt_den submitted submitted_at tilmeldingstidspunkt tilmeldingsdato tilmeldt"
    " closetime date_submitted afsendt afslutningstidspunkt faerdiggoerelsestidspunkt besvarelsestidspunkt fuldfoert"
    " dato_for_tilmelding tidspunkt svartidspunkt indsendelsesdato",
    "name": "navn name fulde_navn kontaktperson kontaktpersonens_navn contact full_name fornavn_og_efternavn",
    "contact": "kontaktperson_&_titel kontaktperson_og_titel kontaktperson_titel contact_and_title",
    "first": "fornavn first_name",
    "last": "efternavn last_name",
    "mail": "mail e-mail email mailadresse e-mailadresse e-mail-adresse emailadresse email_address e-mail_address"
    " kontaktmail kontaktpersonens_mail kontaktpersonens_e-mail username brugernavn",
    "phone": "telefon telefonnummer telefonnr tlf tlf. mobil mobilnummer phone phone_number",
    "title": "titel stilling jobtitel stillingsbetegnelse title job_title",
    "municipality": "kommune municipality kommunens_navn kommunenavn kommunekode hvilken_kommune vaelg_kommune"
    " kommunen jeres_kommune din_kommune ansoegende_kommune hvilken_kommune_kommer_i_fra hvilken_kommune_er_i_fra"
    " hvilken_kommune_repraesenterer_i hvilken_kommune_soeger hvilken_kommune_arbejder_du_i",
    "ignore": "id # nr nr. nummer loebenummer starttidspunkt start_time sidst_aendret last_modified_time"
    " tidspunkt_for_seneste_aendring serial_number submission_id sid uuid token submission_uri created oprettet changed"
    " aendret is_draft in_draft er_kladde current_page remote_ip_address ip-adresse ip_address submitted_by language"
    " sprog locked sticky flagged notes ordrenummer ordrenr. ordrenr billettype billet deltagernummer pris betalt"
    " betalingsstatus status respondent respondentid respondent_id s_1 samlet_point point_i_alt total_points score"
    " quizfeedback quiz_feedback feedback_til_test user_id respondentnoegle aktuel_side ekstern_ip-adresse"
    " fjern-ip-adresse billetnummer billetnr. billetnr deltagernr. deltagernr indsendelses-id indsendelses-uri"
    " indsendelses-url",
}
_SERVICE_START = (
    "stato",
    "statoverall",
    "statcollect",
    "statsource",
    "submitted by",
    "submitted to",
    "indsendt af: ",
    "indsendt til: ",
    "feedback - ",
    "point - ",
    "points - ",
)
_OTHER_NAMES: Mapping[str, str] = {
    "e-mail": "mail", "mailadresse": "mail", "phone": "phone", "stilling": "title", "title": "title",
    "afdeling": "unit", "forvaltning": "unit", "unit": "unit",
}  # fmt: skip
"""What other forms call the parts of a person, beside the words of ours."""


@cache
def form_labels(*parts: str) -> dict[str, str]:
    """The label of each part of a question in our form, in both languages -> the part."""
    return {each.say(phrase_key("form.part", part)): part for part in parts for each in load_languages().values()}


@cache
def person_labels() -> dict[str, str]:
    """What forms call the parts of a person, folded -> the part."""
    return {**_OTHER_NAMES, **{fold(label): part for label, part in form_labels(*PERSON_PARTS).items()}}


class ColumnMeaning(NamedTuple):
    """What a column holds.

    field      a question, a commitment, one of `Programme.column_fields`, `first` or `last` (name); `people` and
               `ignore` are not read; empty for an unknown column
    certainty  how it was recognised
    near       the nearest known headings of an unknown column
    """

    field: str
    certainty: Certainty
    near: tuple[str, ...] = ()


class KnownHeadings:
    """The headings that a programme's form may have."""

    def __init__(self, programme: Programme) -> None:
        self._titles: dict[str, str] = {}
        self._own = {fold(name): field for name, field, title in _own(programme, self._titles)}
        self._decided = {
            fold(each.heading): self._own[fold(each.field)] if programme.question(each.field) else each.field
            for each in programme.intake.columns
        }
        self._plain = {_plain(name): field for name, field in self._own.items()}
        self._paths = {fold(each.say("form.commitments")): "ignore" for each in load_languages().values()}
        self._paths |= dict(_paths(programme))
        self._roles = dict(_roles(programme))
        self._only_role = next(iter(set(self._roles.values()))) if len(set(self._roles.values())) == 1 else ""

    def is_known(self, heading: str) -> bool:
        """Whether a heading is recognised for sure; the service's own count as well."""
        return self.meaning(heading).certainty in {"decided", "exact", "service"}

    def meaning(self, heading: str) -> ColumnMeaning:
        """What the column under a heading holds."""
        name = fold(heading)
        if name in self._decided:
            return ColumnMeaning(self._decided[name], "decided")
        if name in self._paths:
            return ColumnMeaning(self._paths[name], "exact")
        if person := _PERSON_PATH.fullmatch(heading):
            return ColumnMeaning(person[1], "exact")
        if name in self._own:
            return ColumnMeaning(self._own[name], "exact")
        plain = _plain(heading)
        if plain and plain in self._plain:
            return ColumnMeaning(self._plain[plain], "exact")
        service = _SERVICE_FIELDS.get(name) or self._of_person(name) or _SERVICE_FIELDS.get(plain)
        if service or name.startswith(_SERVICE_START):
            return ColumnMeaning(service or "ignore", "service")
        near = get_close_matches(plain, self._plain, 2, _NEAR) if len(plain) >= _SHORTEST else []
        if len({self._plain[one] for one in near}) == 1:
            return ColumnMeaning(self._plain[near[0]], "near")
        close = get_close_matches(plain, self._plain, 2, _CLOSE)
        return ColumnMeaning("", "unknown", tuple(dict.fromkeys(self._titles[self._plain[one]] for one in close)))

    def shown(self, heading: str) -> str:
        """A heading as the applicant sees it: the words of the form where the heading is the tag of a field."""
        name = fold(heading)
        field = self._paths.get(name, "")
        owner, _, part = field.rpartition(".")
        person = _TAGGED_PERSON.fullmatch(heading)
        if person:
            return f"{person['who']}: {_label(person['part']).da.lower()}"
        if field in {*CONTACT_PARTS, "programme", "round"}:
            return _label(field).da
        if part == "text":
            return f"{self._titles[owner]} – {_label(part).da}"
        return self._titles.get(field) or (_label(part).da if part in MORE_PARTS else heading)

    def _of_person(self, name: str) -> str:
        """`leder.name` for `Leder: navn`, `leder-2.mail` for `Leder 2 e-mail`."""
        found = _ROLE_PART.fullmatch(name)
        part = person_labels().get(found["part"], "") if found else ""
        if not found or not part:
            return ""
        who = found["who"].strip(" :,–-")
        if who == "kontaktperson" and part != "unit":
            return part
        role = self._roles.get(who) or (self._only_role if who in {"deltager", "participant"} else "")
        number = f"-{found['number']}" if found["number"] not in {"", "1"} else ""
        return f"{role}{number}.{part}" if role else ""


def unasked(programme: Programme, fields: Collection[str]) -> Iterator[Words]:
    """What must be answered and what none of these fields of columns holds, but for who applies."""
    of_people = {"contact": bool({"name", "first", "last", "contact", "mail"}.intersection(fields))}
    of_people["participants"] = "people" in fields or any(
        field.startswith("counts.") or (field.rpartition(".")[0] and field.rpartition(".")[2] in PERSON_PARTS)
        for field in fields
    )
    for question in programme.questions:
        is_asked = question.id in fields or question.field == "applicant" or of_people.get(question.field or "", False)
        if question.required and not is_asked:
            yield question.title
    for demand in programme.commitments:
        if f"{COMMITMENT}{demand.id}" not in fields:
            yield demand.text
        elif demand.explain and f"{COMMITMENT}{demand.id}.text" not in fields:
            label, title = _label("text"), demand.text
            yield Words(da=f"{title.da} – {label.da}", en=f"{title.en or title.da} – {label.en}")


def _own(programme: Programme, titles: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each name of a question or commitment, its field, and its title, which is noted in `titles` too."""
    own: list[tuple[str, str, Words]] = []
    for question in programme.questions:
        field = {"applicant": "municipality", "contact": "contact", "participants": "people"}.get(
            question.field or "", question.id
        )
        own.append((question.id, field, question.title))
    own += [(demand.id, f"{COMMITMENT}{demand.id}", demand.text) for demand in programme.commitments]
    own += [
        (f"counts.{role.id}", f"counts.{role.id}", title)
        for role in programme.roles
        if not role.named
        for title in (role.title, role.plural or role.title)
    ]
    own += [(field, field, _label(part)) for part in ("seats", "not_on") for _, field in _with_parts(programme, part)]
    for key, field, title in reversed(own):  # a question before a commitment of the same id
        titles[field] = title.da
        for name in (key, title.da, title.en):
            if name:
                yield name, field, title.da


def _paths(programme: Programme) -> Iterator[tuple[str, str]]:
    """The tags of the fields of our own forms (`model.form.form_fields`), and the field that each is."""
    yield from (("applicant", "municipality"), ("programme", "programme"), ("round", "round"))
    yield from ((f"contact.{part}", part) for part in CONTACT_PARTS)
    for question in (
        each for each in programme.questions if each.field not in {"applicant", "contact", "participants"}
    ):
        path = {"local_area": "local_area.name", "hosting": "hosting.willing", "partners": "partners"}.get(
            question.field or "", f"answers.{question.id}"
        )
        yield field_tag(path), question.id
    for label, part in form_labels(*MORE_PARTS).items():
        for title, field in _with_parts(programme, part):
            yield from ((fold(part_heading(name, label)), field) for name in (title.da, title.en or ""))
    for field in programme.column_fields:
        if field.startswith((COMMITMENT, "counts.", "hosting.")):
            yield field_tag(field), field


def part_heading(title: str, label: str) -> str:
    """The heading of a further field of a question."""
    return f"{_NUMBERING.sub('', fold(title))} – {label}"


def _with_parts(programme: Programme, part: str) -> Iterator[tuple[Words, str]]:
    if part == "text":
        yield from ((each.text, f"{COMMITMENT}{each.id}.text") for each in programme.commitments if each.explain)
    else:
        yield from ((each.title, f"hosting.{part}") for each in programme.questions if each.field == "hosting")


def _label(part: str) -> Words:
    return Words(**{code: each.say(phrase_key("form.part", part)) for code, each in load_languages().items()})


def _roles(programme: Programme) -> Iterator[tuple[str, str]]:
    for role in programme.roles:
        if role.named:
            names = (role.id, role.title.da, role.title.en, *((role.plural.da, role.plural.en) if role.plural else ()))
            yield from ((fold(name), role.id) for name in names if name)


def _plain(heading: str) -> str:
    """A heading without its number, its marks and its case: `1. Hvad vil I? *` -> `hvad vil i`."""
    return " ".join(_MARKS.sub(" ", _NUMBERING.sub("", fold(heading))).split())


_SERVICE_FIELDS = {fold(name.replace("_", " ")): field for field, names in _SERVICE.items() for name in names.split()}
_SERVICE_FIELDS |= {_plain(name): field for name, field in _SERVICE_FIELDS.items() if _plain(name)}
