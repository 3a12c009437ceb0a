"""`samskab new programme|application|assessment|meeting`: a file with every question above its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from samskab.cli import completion
from samskab.cli.output_file import unwritten
from samskab.cli.session import Session
from samskab.finding import Finding
from samskab.refusal import Refusal

if TYPE_CHECKING:
    from samskab.model.dataset import Dataset
    from samskab.model.municipality import Municipality
    from samskab.model.programme import Programme
    from samskab.usecases.load import Repo


def programme(
    context: typer.Context,
    key: Annotated[str, typer.Argument()],
    source: Annotated[str | None, typer.Option("--from", autocompletion=completion.complete_programmes)] = None,
    full: Annotated[bool, typer.Option("--full")] = False,
) -> None:
    """A programme's draft, from nothing or from last year's."""
    session: Session = context.obj
    from samskab.usecases.load import load
    from samskab.yaml.new_files.commented_samples import Samples
    from samskab.yaml.new_files.programme import carried_over, programme_files

    _checked_key(key, session.today)
    root = session.repository()
    repo = load(root, programme=source or key)
    data = repo.data
    sender = data.repository.organisation if data.repository else next(iter(data.senders), "sekretariatet")
    samples = Samples("full" if full else "short", sender)
    if source is not None:
        last = known_programme(repo, source)
        files = carried_over(key, last, data.schedule(source), session.language, session.today, samples)
    else:
        files = programme_files(key, sender, session.language, session.today, samples)
    write_files(root, files, session)


def application(
    context: typer.Context,
    municipality: Annotated[
        list[str], typer.Option("--municipality", autocompletion=completion.complete_municipalities)
    ],
    programme: Annotated[str | None, typer.Option("--programme", autocompletion=completion.complete_programmes)] = None,
) -> None:
    """An application's draft for one municipality, or for several together."""
    session: Session = context.obj
    from samskab.yaml.new_files.application import application_file, application_key, application_path

    repo, chosen = loaded_programme(session, programme, "--programme ")
    who = [known_municipality(repo.data, name) for name in municipality]
    key = application_key(who)
    text = application_file(chosen, key, who, session.language)
    write_files(repo.root, {application_path(chosen.id, key): text}, session)


def assessment(
    context: typer.Context,
    applicant: Annotated[str, typer.Argument(autocompletion=completion.complete_applicants_or_all)],
    programme: Annotated[str | None, typer.Option("--programme", autocompletion=completion.complete_programmes)] = None,
    by: Annotated[str, typer.Option("--by")] = "bedoemmer-1",
) -> None:
    """The file for the scores of one application, or of all that have none."""
    session: Session = context.obj
    from samskab.usecases.applicant_lookup import application_named
    from samskab.yaml.new_files.assessment import assessment_file, assessment_path

    _checked_key(by, session.today)
    repo, known = loaded_programme(session, programme, "--programme ")
    root, programme, data = repo.root, known.id, repo.data
    if not known.criteria:
        raise Refusal("new.no_criteria", exit_code=1, programme=programme)
    received = data.submitted(programme)
    if applicant.casefold() in {"all", "alle"}:
        chosen = [each for each in received if not (root / assessment_path(each)).exists()]
    else:
        chosen = [application_named(data, received, applicant)]
    if not chosen:
        raise Refusal("new.all_assessed", exit_code=1, programme=programme)
    files = {
        assessment_path(each): assessment_file(
            known, each, data.applicant_name(each), by, session.today, session.language
        )
        for each in chosen
    }
    write_files(root, files, session)
    session.say("new.score_them", programme=programme)


def meeting(
    context: typer.Context,
    key: Annotated[str, typer.Argument()],
    programme: Annotated[str | None, typer.Option("--programme", autocompletion=completion.complete_programmes)] = None,
) -> None:
    """A new meeting in a programme's schedule, which is made when there is none."""
    session: Session = context.obj
    from samskab.storage.atomic_write import TRIES, ChangedError
    from samskab.storage.files import digest_of, read_bytes
    from samskab.usecases.load import load
    from samskab.yaml.new_files.programme import meeting_given, schedule_file

    _checked_key(key, session.today)
    root = session.repository()
    programme = programme_meant(root, programme)
    given = meeting_given(key, session.language, session.today)
    path = f"data/programmes/{programme}/schedule.yaml"
    for _ in range(TRIES):
        repo = load(root, programme=programme)
        known_programme(repo, programme)
        content = read_bytes(root, path)
        if isinstance(content, Finding) and (root / path).exists():
            raise Refusal("new.unread", exit_code=1, programme=programme)
        if not isinstance(content, Finding) and repo.before(path) != {path: digest_of(content)}:
            continue  # written between the two reads
        if isinstance(content, Finding):
            before, text, done = {path: ""}, schedule_file(programme, given, session.language), "new.made"
        else:
            before, text = {path: digest_of(content)}, _added(repo, programme, path, content, given, session)
            done = "new.meeting_added"
        with suppress(ChangedError):  # somebody else was quicker: the meeting is added to theirs
            write_files(root, {path: text}, session, before=before, done=done, key=key)
            return
    raise ChangedError(path)


def _added(repo: Repo, programme: str, path: str, content: bytes, given: Mapping[str, Any], session: Session) -> str:
    """The schedule's text with the meeting; refused when it cannot be read or has the meeting already."""
    schedule = repo.data.schedule(programme)
    if schedule is None:
        raise Refusal("new.unread", exit_code=1, programme=programme)
    if any(known.id == given["id"] for known in schedule.meetings):
        raise Refusal("new.meeting_exists", exit_code=1, key=given["id"], path=path)
    return _with_meeting(content.decode("utf-8"), path, len(schedule.meetings), given, session)


def _with_meeting(text: str, path: str, number: int, given: Mapping[str, Any], session: Session) -> str:
    from samskab.yaml.new_files.meeting import first_meeting, with_questions
    from samskab.yaml.records import read_record
    from samskab.yaml.splice import splice

    begun = first_meeting(text, given, session.language)
    if begun is None:
        # The questions are put in only if the same meeting is read from the result.
        spliced = splice(text, f"meetings[{number}]", given, path)
        if isinstance(spliced, Finding):
            raise Refusal("new.no_room", exit_code=1, path=path)
        asked = with_questions(text, spliced, given, session.language)
        same = read_record(asked.encode(), path).record == read_record(spliced.encode(), path).record
        return asked if same else spliced
    return begun


commands = {"programme": programme, "application": application, "assessment": assessment, "meeting": meeting}


def known_programme(repo: Repo, key: str) -> Programme:
    """The programme with this key; refused with the keys there are, or when its file cannot be read."""
    found = repo.data.programmes.get(key)
    if found is None and key in programme_keys(repo.root):
        raise Refusal("new.unread", exit_code=1, programme=key)
    if found is None:
        raise Refusal("usage.no_programme", programme=key, choices=programme_keys(repo.root))
    return found


def loaded_programme(session: Session, given: str | None, option: str = "") -> tuple[Repo, Programme]:
    """The repository around the session's place, read for one programme: the one that is named, or the only one."""
    from samskab.usecases.load import load

    root = session.repository()
    key = programme_meant(root, given, option)
    session.progress("load", 0, 0)
    repo = load(root, programme=key)
    return repo, known_programme(repo, key)


def programme_keys(root: Path) -> list[str]:
    """The keys of all programmes: the names of their folders."""
    return sorted(folder.name for folder in root.glob("data/programmes/*") if folder.is_dir())


def programme_meant(root: Path, given: str | None, option: str = "--programme ") -> str:
    """The key of the programme that is named, or of the only one; refused with the keys there are.

    option   what stands before the key in a command; empty where the key is an argument
    """
    keys = programme_keys(root)
    if not keys:
        raise Refusal("usage.no_programmes")
    if given is None and len(keys) == 1:
        return keys[0]
    if given is None:
        raise Refusal("usage.which_programme", choices=tuple(keys), example=option + keys[0])
    if given not in keys:
        raise Refusal("usage.no_programme", programme=given, choices=tuple(keys))
    return given


def known_municipality(data: Dataset, name: str) -> Municipality:
    """The municipality with this code or name, however it is spelt; refused with those whose names are near."""
    from samskab.intake.municipality_names import MunicipalityNames

    names = MunicipalityNames(data.municipalities.values())
    if (found := names.find(name)) is not None:
        return found
    near = names.near(name)
    raise Refusal("new.no_municipality_near" if near else "new.no_municipality", name=name, near=near)


def _checked_key(key: str, today: date) -> None:
    """Refuse a key that `validate` would refuse in the file (SK047, SK075, SK701)."""
    from samskab.check.support.cpr import cpr_numbers
    from samskab.model.field_types import KEY_PATTERN

    if any(cpr_numbers(key, today)):
        raise Refusal("new.key_is_cpr")
    if not re.fullmatch(KEY_PATTERN, key):
        raise Refusal("new.bad_key", key=key)


def write_files(
    root: Path,
    files: Mapping[str, str],
    session: Session,
    *,
    before: Mapping[str, str] = MappingProxyType({}),
    done: str = "new.made",
    **values: object,
) -> None:
    """Write new files, all or none, and report each with the sentence `done`.

    before   as for `write_all`, which may raise `ChangedError`
    """
    from samskab.storage.atomic_write import write_all
    from samskab.storage.lock import BusyError

    try:
        write_all(root, {path: text.encode() for path, text in files.items()}, before=before)
    except FileExistsError as there:
        raise Refusal("new.exists", exit_code=1, path=Path(str(there)).name) from None
    except (OSError, ValueError, BusyError) as fault:
        raise unwritten(next(iter(files)), fault) from None
    for path in files:
        session.put(done, path=path, **values)
