"""The pages that explain fairness say nothing that no test holds: every part of them names the tests that hold it.

A part is a heading, a numbered point, or a rule in bold type. Whoever writes a new one adds its tests here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import pytest

from tests.paths import ROOT


class Held(NamedTuple):
    """Tests of one file."""

    path: str
    names: tuple[str, ...]


def at(path: str, *names: str) -> Held:
    return Held(path, names)


_PART = re.compile(r"^#+ (.+)$|^\d\. \*\*(.+?)\*\*|^\*\*(.+?)\*\*:", re.MULTILINE)

ORACLE = at(
    "selection_oracle/test_select.py", "test_select_agrees_with_every_cohort_tried", "test_select_agrees_on_many_more"
)
READ = at(
    "test_fairness_pages.py",
    "test_an_example_is_read_and_means_something",
    "test_both_languages_show_the_same_examples",
)
RULES = "fairness/constraints"
STATES = "check/test_applicant_states.py"
SELECT, DECISION, FREEZE = (f"cli/commands/test_{name}.py" for name in ("select", "decision", "select_freeze"))
FORGED = at("usecases/test_verify_forged_records.py", "test_a_forged_record_is_found_with_its_field")
BY_HAND = "test_verify_by_hand.py"
MISSING = at(STATES, "test_a_blank_is_not_a_no_and_a_missing_figure_is_not_zero")

KINDS: Mapping[str, tuple[Held, ...]] = {
    "size": (
        at(
            f"{RULES}/test_size.py",
            "test_two_or_three_are_chosen",
            "test_a_joint_applicant_fills_two_seats",
            "test_without_a_size_any_number_but_none_may_be_chosen",
        ),
        ORACLE,
    ),
    "quota": (
        at(
            f"{RULES}/test_quota.py",
            "test_each_value_of_the_country_or_of_the_applicants",
            "test_a_bound_of_one_value_goes_before_that_of_each",
            "test_brute_force_agrees",
        ),
        MISSING,
        ORACLE,
    ),
    "proportional": (
        at(
            f"{RULES}/test_proportional.py",
            "test_steps_missed",
            "test_all_applicants_have_their_own_shares",
            "test_brute_force_agrees",
        ),
        ORACLE,
    ),
    "breadth": (at(f"{RULES}/test_breadth.py", "test_steps_missed", "test_brute_force_agrees"), ORACLE),
    "common": (
        at(
            f"{RULES}/test_commonality.py",
            "test_steps_missed",
            "test_brute_force_agrees",
            "test_the_record_and_the_table_show_the_companions_there_are",
        ),
        ORACLE,
    ),
    "sum": (
        at(f"{RULES}/test_sum.py", "test_steps_missed", "test_different_municipalities_count_two_parts_of_one_once"),
        ORACLE,
    ),
    "must": (
        at(f"{RULES}/test_pins.py", "test_steps_missed", "test_brute_force_agrees"),
        at(
            "fairness/reasons/test_reason_texts.py",
            "test_the_reason_given_for_a_pinned_one_stands_where_it_shuts_another_out",
        ),
        ORACLE,
    ),
    "groups": (
        at(
            f"{RULES}/test_groups.py",
            "test_steps_missed",
            "test_the_price_of_together_is_the_same_whoever_is_named_first",
        ),
        ORACLE,
    ),
    "one_per": (at(f"{RULES}/test_groups.py", "test_brute_force_agrees", "test_brute_force_agrees_on_prices"), ORACLE),
    "distance": (
        at(
            f"{RULES}/test_distance.py",
            "test_the_great_circle_between_two_town_halls",
            "test_steps_missed_from_a_place",
            "test_who_has_no_place_has_no_distance",
            "test_a_pair_too_near_is_paid_for_once_whoever_else_applied",
            "test_sets_cover_every_pair_and_no_other",
        ),
        ORACLE,
    ),
    "aims": (
        at("solve/test_task.py", "test_aims_in_their_order", "test_the_greatest_sum_of_distances_is_proven"),
        at("fairness/test_wording.py", "test_an_aim_is_named_by_its_own_noun"),
        ORACLE,
    ),
    "lot": (
        at(
            "fairness/test_lottery.py",
            "test_anyone_can_compute_a_ticket",
            "test_a_withdrawal_leaves_everyone_else_where_they_were",
            "test_neither_a_withdrawal_nor_a_text_nor_a_rule_changes_the_order",
        ),
        at(FREEZE, "test_another_seed_than_the_published_says_who_and_why_everywhere"),
        ORACLE,
    ),
    "waiting list": (
        at("solve/test_waiting_list.py", "test_brute_force_agrees", "test_a_count_that_ends_early_is_a_lower_bound"),
        at("solve/test_promotions.py", "test_brute_force_agrees_and_the_order_of_names_changes_nothing"),
        at(
            DECISION,
            "test_several_leave_in_one_call_and_their_order_changes_nothing",
            "test_the_waiting_list_runs_out_and_the_seat_stays_empty",
        ),
        at("selection_oracle/test_select.py", "test_those_who_leave_are_replaced_so_that_the_rules_hold"),
    ),
    "proof": (
        at(
            "solve/test_search_limits.py",
            "test_a_cohort_that_is_not_proven_has_a_bound_and_no_record",
            "test_a_reason_that_is_not_proven_is_named_as_such",
        ),
        at(
            "solve/test_relaxations.py",
            "test_the_combinations_are_the_cheapest_there_are",
            "test_each_change_can_be_made_in_the_file_and_is_enough_and_no_more",
        ),
        at(SELECT, "test_the_cohort_is_shown_before_the_waiting_list_is_known"),
        at(DECISION, "test_an_audit_needs_no_solver_and_no_network"),
        at("solve/test_task_brute_force.py", "test_brute_force_agrees_on_many_more"),
        ORACLE,
    ),
}
PRICE = (
    at(f"{RULES}/test_sum.py", "test_half_a_step_costs_half_the_price", "test_brute_force_agrees_on_prices"),
    ORACLE,
)
WHOLE = (
    at(f"{RULES}/test_sum.py", "test_a_number_in_halves_has_its_bounds_in_halves"),
    at(f"{RULES}/test_quota.py", "test_a_share_follows_an_open_size", "test_a_share_as_a_floor_is_rounded_up"),
)
JOINT = (
    at(f"{RULES}/test_quota.py", "test_an_applicant_for_two_municipalities_counts_once_or_with_both"),
    at(f"{RULES}/test_sum.py", "test_different_municipalities_count_two_parts_of_one_once"),
)
FIGURES = (
    at("fairness/test_pool.py", "test_two_municipalities_apply_together"),
    at(f"{RULES}/test_distance.py", "test_the_distance_is_that_of_the_nearest_whoever_is_listed_first"),
)
EVERY_RULE = (
    at("test_fairness_pages.py", "test_every_rule_and_aim_has_an_example", "test_every_kind_is_explained_in_words"),
)
IN_PLAIN_WORDS = at("usecases/letters/test_render.py", "test_criteria_rules_and_lot_stand_in_invitation_and_form")
SECTIONS = (at("test_reason_pages.py", "test_every_section_of_the_act_that_is_asked_about_has_its_answer"),)
NAMED = (at("test_reason_pages.py", "test_a_named_heading_or_sentence_is_in_a_letter"), *SECTIONS)
AUDIT = (
    FORGED,
    at("check/rules/test_decision.py", "test_every_changed_byte_is_noticed_in_its_part"),
    at(
        DECISION,
        "test_a_changed_fact_is_told_with_applicant_and_fact_and_file",
        "test_an_audit_needs_no_solver_and_no_network",
    ),
    at(
        "usecases/test_verify_forged_records.py",
        "test_the_true_record_holds",
        "test_a_worse_cohort_that_no_swap_disproves_is_found_by_choosing_again",
    ),
)

CLAIMS: Mapping[str, Mapping[str, tuple[Held, ...]]] = {
    "explanation/balance.md": {
        "How a fair cohort is written down": (READ,),
        "The few symbols": (*PRICE, *WHOLE, *JOINT, *FIGURES, MISSING),
        "Size": KINDS["size"],
        "Rules": EVERY_RULE,
        "quota": KINDS["quota"],
        "proportional": KINDS["proportional"],
        "breadth": KINDS["breadth"],
        "common": KINDS["common"],
        "sum": KINDS["sum"],
        "must, must_not": KINDS["must"],
        "apart, together": KINDS["groups"],
        "one_per": KINDS["one_per"],
        "distance, near": KINDS["distance"],
        "Aims": KINDS["aims"],
        "When all aims are equal": KINDS["lot"],
        "The waiting list": KINDS["waiting list"],
        "What is proven, and how to see it": KINDS["proof"],
    },
    "explanation/balance.da.md": {
        "Hvad »en god sammensætning« betyder, sagt helt præcist": (READ,),
        "Seks ting, man skal vide først": EVERY_RULE,
        "Regler og mål er to forskellige ting.": KINDS["aims"],
        "En regel kan have en pris.": PRICE,
        "Alt tælles i hele tal.": WHOLE,
        "Kommuner, der søger sammen, tæller som én ansøger.": JOINT,
        "Et tal, der mangler, er ikke 0.": (MISSING,),
        "Flere kommuners tal regnes sammen efter, hvad de er.": FIGURES,
        "Hvor mange": KINDS["size"],
        "Reglerne": EVERY_RULE,
        "Kvote: så mange af hver slags (`quota`)": KINDS["quota"],
        "Andel: hver sin del af pladserne (`proportional`)": KINDS["proportional"],
        "Bredde: nok forskellige (`breadth`)": KINDS["breadth"],
        "Fællesskab: ingen er alene (`common`)": KINDS["common"],
        "Loft og mindstemål (`sum`)": KINDS["sum"],
        "Skal med, kan ikke være med (`must`, `must_not`)": KINDS["must"],
        "Hver for sig, sammen (`apart`, `together`)": KINDS["groups"],
        "Højst én af hver (`one_per`)": KINDS["one_per"],
        "Afstand (`distance`, `near`)": KINDS["distance"],
        "Målene": KINDS["aims"],
        "Når flere er helt lige": KINDS["lot"],
        "Ventelisten": KINDS["waiting list"],
        "Hvad er bevist?": KINDS["proof"],
    },
    "explanation/begrundelse.da.md": {
        "Begrundelsen, punkt for punkt efter forvaltningsloven": SECTIONS,
        "§ 22: Et skriftligt afslag skal have sin begrundelse med": (
            *NAMED,
            at("test_reason_pages.py", "test_only_who_is_not_chosen_gets_the_general_grounds"),
        ),
        "§ 23: Den, der får det at vide mundtligt, kan bede om det skriftligt": (
            at(DECISION, "test_the_question_why_is_answered_from_the_record"),
        ),
        "§ 24: Hvad begrundelsen skal indeholde": (
            *NAMED,
            at(
                "fairness/reasons/test_reason_texts.py",
                "test_the_grounds_name_the_legal_basis_first_and_the_order_of_the_aims",
            ),
            at("fairness/reasons/test_own_facts.py", "test_points_stand_by_criterion_with_their_weights_and_add_up"),
        ),
        "Det, begrundelsen ikke kan": (
            at("usecases/letters/test_render.py", "test_a_refusal_without_its_reasons_stops_every_letter"),
            *NAMED,
        ),
    },
    "vejledning/efterproev-selv.md": {
        "Sådan efterprøver I det selv": AUDIT,
        "1. Seglene: er der rettet i filen?": (at(BY_HAND, "test_the_commands_of_the_page_give_the_seal"),),
        "2. Filerne: er de, som de var?": (at(DECISION, "test_any_change_of_any_input_is_noticed"),),
        "3. Fingeraftrykket: hvilke regler og fakta blev der trukket lod om?": (
            at(BY_HAND, "test_the_words_of_the_page_are_enough"),
            at("fairness/test_fingerprint.py", "test_every_fact_counts", "test_texts_names_and_the_lot_are_no_fact"),
        ),
        "4. Lodtallene: hvem gik forrest?": KINDS["lot"],
        "5. Det hele på én gang": (at(BY_HAND, "test_the_program_of_the_page_gives_the_same"),),
        "Hvad ingen kan regne efter med papir": (
            *AUDIT,
            at("solve/test_unconfirmed.py", "test_true_rows_are_confirmed_and_forged_ones_are_not"),
        ),
    },
    "vejledning/hvorfor-ikke-os.md": {
        "Hvorfor ikke os?": (at(SELECT, "test_why_one_in_json"),),
        "Sådan bliver der valgt": (ORACLE,),
        "Reglerne står i programmet, før nogen vælger.": (IN_PLAIN_WORDS, *PRICE),
        "Ansøgningerne er fakta.": (
            at(
                STATES,
                "test_every_application_is_in_exactly_one_state",
                "test_the_first_condition_that_fails_is_the_reason",
            ),
            at(SELECT, "test_json_holds_the_record_and_who_did_not_stand"),
        ),
        "Valget bevises.": KINDS["proof"],
        "Står flere lige, afgør en offentliggjort rækkefølge det.": KINDS["lot"],
        "Det, der trækkes lod om, kan ligge fast, før der trækkes.": (
            at(
                FREEZE,
                "test_a_freeze_holds_day_source_and_fingerprint",
                "test_texts_are_not_frozen_but_facts_are",
                "test_a_second_freeze_and_a_late_one_need_a_reason_that_is_kept",
                "test_the_receipt_has_the_fingerprint_and_the_day_of_the_lot",
            ),
        ),
        "Lodtallet er det offentliggjorte.": (
            at(FREEZE, "test_another_seed_than_the_published_says_who_and_why_everywhere"),
            at("usecases/test_verify_forged_records.py", "test_another_seed_holds_with_the_decision_on_it"),
        ),
        "Hvad man kan få at vide": (
            at("test_reason_pages.py", "test_every_outcome_is_explained"),
            at("fairness/test_wording.py", "test_of_a_refusal_the_first_loss_is_told_and_every_gain"),
            at(
                "fairness/reasons/test_reason_texts.py",
                "test_no_reason_of_the_demonstrations_lists_a_gain_as_a_loss",
                "test_a_chosen_one_is_told_what_would_be_missing_without_it",
            ),
            at("fairness/reasons/test_precedence.py", "test_every_exchange_that_an_aim_favours_is_kept_by_a_rule"),
        ),
        "Sådan efterprøver man det": (
            *AUDIT,
            at("test_reason_pages.py", "test_no_error_of_a_decision_can_be_accepted_or_leaves_a_letter"),
            at(
                "usecases/test_verify_forged_records.py",
                "test_validate_finds_every_forgery_but_those_that_the_guide_names",
            ),
        ),
        "Hvad det ikke er": (IN_PLAIN_WORDS, *EVERY_RULE),
    },
}


def parts_of(page: str) -> list[str]:
    text = re.sub(r"```.*?```", "", (ROOT / "docs" / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    return [next(filter(None, found.groups())) for found in _PART.finditer(text)]


@cache
def defined(path: str) -> frozenset[str]:
    return frozenset(
        re.findall(r"^ *def (test_\w+)", (ROOT / "tests" / path).read_text(encoding="utf-8"), re.MULTILINE)
    )


@pytest.mark.parametrize("page", CLAIMS)
def test_every_part_of_the_page_names_tests_that_there_are(page: str) -> None:
    assert list(CLAIMS[page]) == parts_of(page)
    assert all(CLAIMS[page].values())
    named = {(path, name) for held in CLAIMS[page].values() for path, names in held for name in names}
    assert {(path, name) for path, name in named if name not in defined(path)} == set()


def test_no_page_of_explanation_is_left_out() -> None:
    pages = {f"explanation/{file.name}" for file in (ROOT / "docs" / "explanation").glob("*.md")}
    assert pages | {"vejledning/hvorfor-ikke-os.md", "vejledning/efterproev-selv.md"} == set(CLAIMS)
