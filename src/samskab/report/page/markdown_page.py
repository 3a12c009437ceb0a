"""A report as Markdown: the same parts in the same order, tables for what the page draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from samskab.report.escape import show
from samskab.report.markdown_table import markdown_line, markdown_table
from samskab.report.page.answers import ApplicantAnswer
from samskab.report.page.content import ReportContent
from samskab.report.page.participants import Participants, WorkshopLine
from samskab.report.page.verification import CheckedRule
from samskab.spelling import upper_first


def report_markdown(page: ReportContent, label: Mapping[str, str]) -> bytes:
    """The whole report, UTF-8. Every text of the data is escaped."""
    return _joined(
        (
            *_answer(page, label),
            *_balance(page, label),
            *_cohort(page, label),
            *_closeness(page, label),
            *_waiting(page, label),
            *_why(page, label),
            *_check(page, label),
        )
    )


def own_markdown(page: ReportContent, answer: ApplicantAnswer, label: Mapping[str, str]) -> bytes:
    """The page of one applicant."""
    parts = [
        f"# {markdown_line(f'{answer.place.name}: {answer.outcome}')}",
        *_head(page, label),
        *_events(page, label),
        f"## {label['your_reason']}",
        *map(markdown_line, answer.paragraphs),
        f"## {label['facts_about_you']}",
        "\n".join(f"- {markdown_line(title)}: {markdown_line(value)}" for title, value in answer.facts if value),
        f"## {label['same_for_all']}",
        *map(markdown_line, page.grounds),
        f"### {label['rules']}",
        _rules(page.rules, label),
    ]
    return _joined(parts)


def participants_markdown(page: Participants, about: str, dates: Iterable[str], label: Mapping[str, str]) -> bytes:
    """The report of a programme that chooses nobody. `about` stands where no names are known."""
    head = (label["number"], label["name"], label["region"])
    rows = [(place.label, place.name, place.region.name) for place in page.places]
    named = ((label["workshops"], map(_workshop_line, page.workshops)), (label["meetings"], dates))
    parts = [
        f"# {markdown_line(page.headline)}",
        markdown_line(f"{page.organisation} · {page.programme}"),
        f"**{markdown_line(label['demonstration'])}**" if page.is_demonstration else "",
        _list(f"{each.figure} {each.words}" for each in page.figures),
        "\n".join((f"## {label['taking_part']}", "", *markdown_table(head, rows, (0,))))
        if rows
        else markdown_line(about),
        *(f"## {title}\n\n{lines}" for title, each in named if (lines := _list(each))),
    ]
    return _joined(parts)


def _workshop_line(each: WorkshopLine) -> str:
    line = f"{each.title}: {each.case}" if each.case else each.title
    return f"{line} ({each.presenters})" if each.presenters else line


def _joined(parts: Iterable[str]) -> bytes:
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _head(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    yield markdown_line(f"{page.organisation} · {page.programme}")
    if page.is_demonstration:
        yield f"**{markdown_line(label['demonstration'])}**"
    yield f"**{markdown_line(page.status)}** {markdown_line(page.edition_line)}"


def _answer(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    yield f"# {markdown_line(page.headline)}"
    yield from _head(page, label)
    yield " ".join(map(markdown_line, page.proof))
    yield _list(f"{each.figure} {each.words}" for each in page.figures)
    yield from _events(page, label)


def _events(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    if page.events:
        yield f"## {label['events']}"
        yield _list(page.events)


def _balance(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    if not page.balance:
        return
    yield f"## {label['balance']}"
    is_bounded = any(table.has_bounds for table in page.balance)
    yield " ".join(map(markdown_line, page.binding)) or (markdown_line(label["nothing_binds"]) if is_bounded else "")
    yield markdown_line(label["scaled"])
    for table in page.balance:
        head = (table.title, label["cohort_short"], label["country"], label["applicants"], label["allowed"])
        rows = [
            (
                row.value,
                str(row.cohort),
                "" if row.country is None else page.amount(row.country),
                page.amount(row.applicants),
                row.bounds(label),
            )
            for row in table.rows
        ]
        yield "\n".join(markdown_table(head, rows, range(1, 4)))
        yield from map(markdown_line, table.notes)


def _cohort(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    yield f"## {label['cohort']}"
    last = (label["steps_in"],) if page.waiting else ()
    head = (label["number"], label["name"], label["region"], *page.columns, *last)
    rows = [
        (
            seat.place.label,
            seat.place.name,
            group.region.name,
            *seat.cells,
            *((seat.steps_in.name if seat.steps_in else label[seat.replacement],) if page.waiting else ()),
        )
        for group in page.groups
        for seat in group.seats
    ]
    yield "\n".join(markdown_table(head, rows, (0, *(n + 3 for n in page.numbers))))


def _closeness(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    if page.closeness is None:
        return
    yield f"## {label['close']}"
    yield markdown_line(f"{page.closeness.sentence} {label['close_key']}")
    aims = page.closeness.aims
    for title, rows in ((label["close_chosen"], page.closeness.chosen), (label["close_others"], page.closeness.others)):
        if rows:
            yield f"### {title}"
            empty = ("",) * (len(aims) - 1)
            lines = [(row.place.name, *(row.changes or (row.without, *empty))) for row in rows]
            yield "\n".join(markdown_table((label["name"], *aims), lines, range(1, len(aims) + 1)))


def _waiting(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    if page.waiting:
        yield f"## {label['waiting']}"
        yield markdown_line(
            " ".join((label["waiting_about"], *page.waiting.sentences))
            if page.waiting.rows
            else label["nobody_on_list"]
        )
        yield from (
            f"- {markdown_line(f'{row.place.label} {row.place.name}: {row.words}')}" for row in page.waiting.rows
        )
        if page.waiting.irreplaceable:
            yield f"**{markdown_line(label['cannot_replace'])}** {markdown_line(page.waiting.irreplaceable)}."
    if page.alternatives:
        yield f"## {label['alternatives']}"
        yield _list(f"{each.words(label)}: {each.price}" for each in page.alternatives)


def _why(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    yield f"## {label['why']}"
    for each in page.answers:
        yield f"### {markdown_line(each.place.name)}"
        yield f"{markdown_line(upper_first(each.outcome))}. {markdown_line(' '.join(each.paragraphs))}"
    yield f"### {label['same_for_all']}"
    yield from map(markdown_line, page.grounds)
    if page.absent:
        yield f"### {label['absent']}"
        yield _list(each.why for each in page.absent)


def _check(page: ReportContent, label: Mapping[str, str]) -> Iterator[str]:
    yield f"## {label['check']}"
    yield _rules(page.rules, label)
    if page.aims:
        yield f"### {label['aims']}"
        lines = (": ".join(part for part in (aim.aim, aim.value, aim.bound) if part) for aim in page.aims)
        yield "\n".join(f"{n}. {markdown_line(line)}" for n, line in enumerate(lines, 1))
    yield f"### {label['overrides']}"
    yield _list(page.overrides) or markdown_line(label["no_overrides"])
    yield f"### {label['how']}"
    found = page.fingerprints
    yield markdown_line(found.how)
    yield f"    {show(found.command)}"
    named = (("seal", found.seal), ("freeze", found.freeze), ("seed", found.seed), ("commit", found.commit))
    yield _list(f"{label[name]}: {value}" for name, value in named if value)


def _rules(rules: Sequence[CheckedRule], label: Mapping[str, str]) -> str:
    lines: list[tuple[str, ...]] = []
    for rule in rules:
        if len(rule.rows) == 1:
            lines.append((rule.text, rule.rows[0].total, rule.rows[0].state))
        else:
            lines.append((rule.text, "", label["all_met"] if rule.is_kept else ""))
            lines += [(f"– {row.sentence}", row.total, row.state) for row in rule.rows]
    return "\n".join(markdown_table((label["rule"], label["in_cohort"], label["state"]), lines, (1,)))


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {markdown_line(line)}" for line in lines)
