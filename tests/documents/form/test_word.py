"""The Word form has a control for every field, in the order of the schema, and can be read by a screen reader."""

from __future__ import annotations

import io
import itertools

import docx
import pytest
from msgspec.structs import replace

from samskab.documents.form.form_words import form_content
from samskab.intake.columns import KnownHeadings
from samskab.model.field_types import Words
from samskab.model.form.form_fields import LONGEST_TAG, field_tag, form_parts
from samskab.model.selection import Sum
from samskab.yaml.catalogue import load_language
from tests.form_programme import KEY, TODAY, W14, W, controls, document, form_repo, made_form, tag_of

PEOPLE = {"role", "name", "title", "unit", "mail", "participants", ""}
KINDS = {"text", "richText", "dropDownList", "comboBox", "checkbox", "repeatingSection", "repeatingSectionItem"}
ORDER = ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr")


def name(element: object) -> str:
    return str(element.tag).rpartition("}")[2]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_field_has_a_control_whose_tag_intake_knows(language: str) -> None:
    programme = form_repo().data.programmes[KEY]
    wanted = {
        field_tag(field.path)
        for part in form_parts(programme, programme.intake.round_on(TODAY))
        for field in part.fields
    }
    tags = {tag_of(each) for each in controls(made_form("docx", language))}
    assert tags == wanted | PEOPLE | {"programme"}
    known = KnownHeadings(programme)
    assert {tag for tag in tags - PEOPLE if known.meaning(tag).certainty != "exact"} == set()


def test_a_long_path_is_a_tag_that_word_allows() -> None:
    paths = [f"commitments.{'a' * 62}{n}.text" for n in "xy"]
    tags = {field_tag(path) for path in paths}
    assert len(tags) == 2
    assert {len(tag) for tag in tags} == {LONGEST_TAG}


def test_controls_are_as_the_schema_orders_them_and_each_has_a_number() -> None:
    numbers = []
    for control in controls(made_form("docx")):
        properties, content = control
        assert (name(properties), name(content)) == ("sdtPr", "sdtContent")
        names = [name(each) for each in properties]
        assert names[:-1] == sorted(names[:-1], key=ORDER.index)
        assert names[-1] in KINDS
        assert all(len(each.get(f"{W}val")) <= 64 for each in properties if name(each) in {"alias", "tag"})
        numbers.append(properties.find(f"{W}id").get(f"{W}val"))
    assert len(set(numbers)) == len(numbers) > 40


def test_an_older_word_may_pass_over_what_it_does_not_know() -> None:
    root = document(made_form("docx"))
    ignored = root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable").split()
    assert {"w14", "w15"} <= set(ignored) <= root.nsmap.keys()


def test_choices_boxes_and_rows() -> None:
    root = document(made_form("docx"))
    lists = {
        tag_of(each): [item.get(f"{W}displayText") for item in each.iter(f"{W}listItem")]
        for each in root.iter(f"{W}sdt")
    }
    assert len(lists["applicant"]) == len(form_repo().data.municipalities)
    (open_list,) = root.iter(f"{W}comboBox")
    assert len(open_list) == len(lists["applicant"])
    assert lists["answers.form"] == ["Gåtur, lang", "Fællesspisning"]
    assert lists["role"] == ["Leder", "Medarbejder"]
    boxes = [tag_of(each) for each in root.iter(f"{W}sdt") if each.find(f"{W}sdtPr/{W14}checkbox") is not None]
    assert boxes.count("answers.grupper") == 3
    assert boxes.count("commitments.mandat") == 2
    (table,) = root.iter(f"{W}tbl")
    first = table.find(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "3. Hvem deltager?"
    assert len(list(table.iter(f"{W}tr"))) == 1 + 4  # the roles allow four


@pytest.mark.parametrize(("language", "spelling"), [("da", "da-DK"), ("en", "en-GB")])
def test_title_headings_and_language(language: str, spelling: str) -> None:
    word = docx.Document(io.BytesIO(made_form("docx", language)))
    assert "Naboskab" in word.core_properties.title or "Neighbours" in word.core_properties.title
    assert {each.get(f"{W}val") for each in word.styles.element.iter(f"{W}lang")} == {spelling}
    levels = [int(each.style.name[-1]) for each in word.paragraphs if each.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_same_form_has_the_same_bytes() -> None:
    first = made_form("docx")
    made_form.cache_clear()
    assert made_form("docx") == first


def test_the_heading_of_a_role_begins_with_a_capital() -> None:
    repo = form_repo()
    programme = repo.data.programmes[KEY]
    role = replace(programme.roles[0], named=False, plural=Words(da="borgere"))
    asked = replace(programme, roles=(role,)).from_file(programme.path, programme.at)
    content = form_content(repo.data.with_instead(programme, asked), asked, load_language("da"), TODAY)
    assert [each.title.partition(" ")[2] for each in content.questions if each.part.role] == ["Borgere"]


@pytest.mark.parametrize(
    ("least", "of", "said"), [(0, "participants", "none_come"), (0, "hosting", "optional"), (1, "hosting", "")]
)
def test_a_number_that_the_choice_reads_is_not_said_to_be_optional(least: int, of: str, said: str) -> None:
    data, language = form_repo().data, load_language("da")
    programme = data.programmes[KEY]
    assert programme.selection is not None
    selection = replace(programme.selection, rules=(Sum(id="loft", of=of, max=9),))
    roles = tuple(replace(role, min=least, max=None) if not role.named else role for role in programme.roles)
    content = form_content(data, replace(programme, roles=roles, selection=selection), language, TODAY)
    (counted,) = [each.limit for each in content.questions if each.part.role]
    words = {name: language.say(f"form.{name}") for name in ("none_come", "optional")}
    assert [name for name, sentence in words.items() if sentence in counted] == ([said] if said else [])


def test_the_numbers_of_people_are_those_of_the_whole_application() -> None:
    data, language = form_repo().data, load_language("da")
    programme = data.programmes[KEY]
    alone = replace(programme, intake=replace(programme.intake, partners_allowed=False))
    contents = [form_content(data, each, language, TODAY) for each in (programme, alone)]
    limits = [next(each.limit for each in one.questions if each.part.path == "participants") for one in contents]
    assert [language.say("form.joint_counts") in limit for limit in limits] == [True, False]
