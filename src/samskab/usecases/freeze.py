"""`select --freeze`: the fingerprint of rules and applicants, written to `lot.yaml` before the lot is drawn.

And whether they have changed since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from samskab.check.applicant_states import applicant_states, standing
from samskab.codes.declared import make_finding
from samskab.fairness.effective_selection import effective_selection
from samskab.fairness.fingerprint import fingerprint
from samskab.fairness.pool import pool_for
from samskab.finding import Finding
from samskab.model.dataset import Dataset
from samskab.model.decision import Freeze, LotFreezes
from samskab.model.pool import Pool
from samskab.model.programme import Programme
from samskab.model.record import plain_values
from samskab.model.selection import Selection
from samskab.refusal import Refusal
from samskab.storage.atomic_write import ChangedError, write_all
from samskab.storage.files import Files
from samskab.usecases.choice_mistakes import mistakes_behind, nobody_is_chosen
from samskab.usecases.load import Repo, load_from
from samskab.yaml.catalogue import load_language
from samskab.yaml.dump import YamlWriter

_SCHEMA = "# yaml-language-server: $schema=../../../schemas/lot.json"


def lot_path(programme: str) -> str:
    """The path of a programme's freezes in its repository."""
    return f"data/programmes/{programme}/lot.yaml"


def freeze(repo: Repo, programme: str, *, today: date, because: str | None = None) -> Freeze | tuple[Finding, ...]:
    """Freezes a programme's selection and pool beside earlier freezes; with mistakes in the data gives these alone.

    Refusal: nobody is chosen; the day of the lot is not known; no cohort keeps the rules; nothing has changed since the
    last freeze; no reason for a freeze that is not the first, or that comes when the lot may be drawn already.
    """
    data, path = repo.data, lot_path(programme)
    known = data.programmes.get(programme)
    states = applicant_states(data, known) if known else ()
    if found := mistakes_behind(repo, programme, states, (), today, (path,)):
        return found
    selection = effective_selection(known) if known else None
    if known is None or selection is None:
        raise nobody_is_chosen(programme, known)
    pool = pool_for(data, known, selection, standing(states))
    made, lot = fingerprint(pool, selection), selection.lot
    if lot is None or lot.on is None:
        raise Refusal("choice.freeze_no_day", exit_code=1)
    before = data.lot(programme) or LotFreezes(schema="samskab/lot@1", programme=programme, freezes=())
    if before.last and before.last.fingerprint == made and before.last.is_lot_of(known.intake.lot_round, lot):
        raise Refusal("choice.freeze_same", exit_code=1, on=before.last.on)
    if because is None and (before.last or today >= lot.on):
        code = "choice.freeze_again" if before.last else "choice.freeze_late"
        raise Refusal(code, exit_code=1, on=before.last.on if before.last else lot.on)
    if pool.candidates and not _is_possible(known, pool, selection):
        raise Refusal("choice.freeze_impossible", exit_code=1, programme=programme)
    new = Freeze(
        on=today,
        fingerprint=made,
        round=known.intake.lot_round,
        draws_on=lot.on,
        seed_source=lot.seed_source,
        why=because,
    )
    _write(repo, path, replace(before, freezes=(*before.freezes, new)))
    return new


def _is_possible(programme: Programme, pool: Pool, selection: Selection) -> bool:
    """Whether some cohort keeps the rules, by the solver's proof; the lot changes nothing in that."""
    from samskab.solve.task import Task

    rules = replace(selection, aims=(), waiting_list=None)
    return Task(pool, rules, programme.id, programme.id, programme.intake.lot_round).best is not None


def changed_since_freeze(files: Files, data: Dataset) -> Iterator[Finding]:
    """Until there is a decision, rules, applicants, facts and lot are those of the last freeze (SK552).

    `data` may lack the text answers of applications; those of a frozen programme are read again.
    """
    for frozen in data.all(LotFreezes):
        unread = any(each.programme == frozen.programme for each in data.unread)
        if frozen.last is None or frozen.programme not in data.programmes or unread or data.decisions(frozen.programme):
            continue
        if _is_changed(load_from(files, programme=frozen.programme).data, frozen.programme, frozen.last):
            field = f"freezes[{len(frozen.freezes) - 1}].fingerprint"
            values = {"on": frozen.last.on, "programme": frozen.programme}
            yield make_finding("SK552", frozen.at(field), values, field)


def _is_changed(data: Dataset, programme: str, last: Freeze) -> bool:
    known = data.programmes[programme]
    selection = effective_selection(known)
    if selection is None:
        return False
    made = fingerprint(pool_for(data, known, selection, standing(applicant_states(data, known))), selection)
    return made != last.fingerprint or not last.is_lot_of(known.intake.lot_round, selection.lot)


def _write(repo: Repo, path: str, record: LotFreezes) -> None:
    language = load_language(repo.data.repository.language if repo.data.repository else "da")
    text = f"{_SCHEMA}\n# {language.say('choice.freeze_head')}\n{YamlWriter().text(plain_values(record))}"
    try:
        write_all(repo.root, {path: text.encode()}, before=repo.before(path))
    except FileExistsError:
        raise ChangedError(path) from None
