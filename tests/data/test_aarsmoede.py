"""Frivilligrådets årsmøde 2012: five workshops as in document 003 (PRODUCT 1.1, rows 43-47)."""

from __future__ import annotations

from collections import Counter

import pytest

from samskab.model.dataset import Dataset
from samskab.model.field_types import VagueDay
from samskab.model.workshops import Workshop

KEY = "frivilligraadets-aarsmoede-2012"

CHALLENGES = {
    1: """Hvordan kan man sikre, at projektet bliver økonomisk og driftsmæssigt forankret på den lokale skole eller i
          lokalt regi?""",
    2: """Kan erfaringerne fra de nuværende lokale projekter bruges til at eksportere et godt koncept til andre byer og
          aktører?""",
    3: """Hvordan kan der (løbende) forventningsafstemmes mellem en kommune og en gruppe (kommunale) frivillige i et
          projekt, som kommunen ejer?""",
    4: """Hvordan kan uddannelse understøtte samspillet mellem det offentlige og civilsamfundet?""",
    5: """Hvis projektet skal være bæredygtigt, hvilke former for samarbejde kan/skal man så have med borgere og
          kommune?""",
}
CONDITIONS = {
    1: """Når et projekt, der er konceptbåret og bygger på samskabelse, skal gøres bæredygtigt lokalt:""",
    2: """Når en god ide skal konceptualiseres og udbredes:""",
    3: """Når en kommune åbner op for involvering af frivillige i egne indsatser:""",
    4: """Uddannelse som middel i samskabelsesprojekter:""",
    5: """I forhold til projekter, som involverer meget forskelligartede partnere, herunder studerende og beboere fra
          socialt udsatte områder:""",
}


@pytest.fixture
def workshops(dataset: Dataset) -> tuple[Workshop, ...]:
    return dataset.workshops(KEY)


def test_the_meeting_was_on_19_november_2012_and_takes_no_applications(dataset: Dataset) -> None:
    programme = dataset.programmes[KEY]
    assert (programme.status, programme.intake.kind, programme.senders) == ("closed", "none", ("frivilligraadet",))
    assert programme.period.start == VagueDay(2012, 11, 19)
    assert programme.selection is None
    assert dataset.applications(KEY) == ()


def test_one_meeting_held_the_five_workshops(dataset: Dataset) -> None:
    schedule = dataset.schedule(KEY)
    assert schedule is not None
    (meeting,) = schedule.meetings
    assert (meeting.kind, meeting.date, meeting.venue) == ("workshops", VagueDay(2012, 11, 19), None)
    assert (meeting.start, meeting.end) == (None, None)
    assert [point.da for point in meeting.content[0].points] == [w.area.da for w in dataset.workshops(KEY)]


def test_each_area_has_its_case_and_those_who_presented_it(workshops: tuple[Workshop, ...]) -> None:
    assert [(w.number, w.area.da, w.case.da if w.case else None, w.presenters) for w in workshops] == [
        (1, "Sundhed og forebyggelse", "Legepatruljen", ("Dansk Skoleidræt",)),
        (2, "Socialt udsatte", "Hr. Berg", ("Ungdommens Røde Kors", "Egmont Fonden")),
        (
            3,
            "Beskæftigelse",
            "Frivillige sociale mentorer i Middelfart",
            ("Jobcenter Middelfart", "Mentorforeningen"),
        ),
        (4, "Uddannelse", "Børnerådgiveruddannelsen", ("Metropol",)),
        (5, "Det boligsociale", "Det Sociale Laboratorium", ("VIA University College",)),
    ]


@pytest.mark.parametrize("number", CHALLENGES)
def test_the_challenge_is_the_chapters_own_though_the_resume_swaps_4_and_5(
    workshops: tuple[Workshop, ...], number: int
) -> None:
    challenge = workshops[number - 1].challenge
    assert challenge is not None
    assert challenge.da == " ".join(CHALLENGES[number].split())
    assert challenge.en


def test_the_swap_is_noted_where_it_matters(dataset: Dataset, workshops: tuple[Workshop, ...]) -> None:
    about = {reference.about for reference in dataset.programmes[KEY].references}
    assert "Område 4 og 5" in about
    assert [w.number for w in workshops if w.note and "byttet om" in w.note] == [4, 5]


@pytest.mark.parametrize("number", CONDITIONS)
def test_recommendations_stand_under_their_condition(workshops: tuple[Workshop, ...], number: int) -> None:
    workshop = workshops[number - 1]
    assert workshop.condition is not None
    assert workshop.condition.da == " ".join(CONDITIONS[number].split())
    assert workshop.condition_full is not None


def test_each_area_has_four_recommendations_short_and_in_full_in_both_languages(
    workshops: tuple[Workshop, ...],
) -> None:
    assert [len(w.recommendations) for w in workshops] == [4, 4, 4, 4, 4]
    for workshop in workshops:
        for recommendation in workshop.recommendations:
            assert len(recommendation.short.da) <= len(recommendation.full.da)
            assert recommendation.short.en
            assert recommendation.full.en


@pytest.mark.parametrize(
    ("number", "shorts"),
    [
        (
            1,
            [
                "Rette samarbejdspartnere vælges på baggrund af behov",
                "Bæredygtighed tænkes ind fra starten ved at se på lokalsamfundets ressourcer",
                "Tydelig ansvarsdeling",
                "Informationsdeling",
            ],
        ),
        (
            2,
            [
                "Ideen er velbelyst",
                "Aktørerne udbreder ideen lokalt gennem egne brancher",
                "Skelne mellem konceptbærende elementer og fleksible elementer, der tilpasses lokalt",
                "Sikre lokal forankring ved at udvide kredsen af samarbejdspartnere",
            ],
        ),
        (
            3,
            [
                "Kommunen skal være risikovillig",
                "Kommunen skal have tillid til de frivillige",
                "Forventningsafstemning mellem kommune og frivillige",
                "Det skal overvejes fra starten af projektet, hvordan de to sfærer skal integreres",
            ],
        ),
        (
            4,
            [
                "Frivillighed tænkes tidligt ind i uddannelsesmæssige sammenhænge",
                "Oprette en egentlig uddannelse, der fokuserer på forskelle mellem det offentlige og det frivillige",
                "Uddanne sådan at både frivillige og professionelle kan bevare deres særkender",
                "Udveksling mellem sektorer vedligeholdes efter endt uddannelse",
            ],
        ),
        (
            5,
            [
                "Klar og tilpasset rollefordeling",
                "Empowermentbaseret tilgang over for beboere, og ressourcer bruges, hvor de bruges bedst",
                "Lokal forankring via involvering af ressourcesvage beboere",
                "Kommunen skal arbejde progressivt med medborgerskab, fx participatory budgeting",
            ],
        ),
    ],
)
def test_the_short_recommendations_of_the_resume(
    workshops: tuple[Workshop, ...], number: int, shorts: list[str]
) -> None:
    assert [r.short.da for r in workshops[number - 1].recommendations] == shorts


def test_numbers_that_the_cases_tell(workshops: tuple[Workshop, ...]) -> None:
    texts = [w.case_text.da if w.case_text else "" for w in workshops]
    assert "94 kommuner" in texts[0]
    assert "fire aftener om ugen" in texts[1]
    assert "I 2010" in texts[2]
    assert "to sammenhængende moduler" in texts[3]
    assert "50 konkrete aktiviteter" in texts[4]


def test_themes_go_across_the_workshops_as_the_summing_up_says(
    dataset: Dataset, workshops: tuple[Workshop, ...]
) -> None:
    times = Counter(theme for w in workshops for theme in w.themes)
    assert times["lokal-forankring"] == 3
    assert times["baeredygtighed"] == 2
    summing_up = next(s for s in dataset.programmes[KEY].sections if s.id == "opsamling")
    assert {point.da for point in summing_up.points} == {
        "bæredygtighed",
        "lokal forankring",
        "ressourceafklaring i lokalområdet",
        "åbenhed",
        "forventningsafstemning",
        "rollefordeling",
    }
    keys = {"baeredygtighed", "lokal-forankring", "ressourceafklaring", "aabenhed", "forventningsafstemning"}
    assert keys | {"rollefordeling", "ansvarsdeling"} == set(times)


def test_every_text_has_its_english(workshops: tuple[Workshop, ...]) -> None:
    for w in workshops:
        for words in (w.area, w.case, w.case_text, w.challenge, w.condition, w.condition_full, w.discussion):
            assert words is not None
            assert words.en
