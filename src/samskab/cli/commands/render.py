"""`samskab render`: letters, agendas and pages that can be sent as they are; nothing is written unless all render."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from samskab.cli import completion, terminal
from samskab.cli.commands.new import programme_meant
from samskab.cli.finding_messages import print_findings
from samskab.cli.output_file import chosen_formats, results_folder, shown_path, unwritten
from samskab.cli.session import Session
from samskab.language import phrase_key
from samskab.refusal import Refusal
from samskab.usecases.letters.options import JOINT, RENDER_FORMATS

if TYPE_CHECKING:
    from samskab.usecases.letters.job import Request
    from samskab.usecases.letters.render import Rendering
    from samskab.usecases.load import Repo

_READABLE = ("txt", "md", "html")
_WATCHED = ("data", "private", "templates", "layouts", "samskab.yaml")


def command(
    context: typer.Context,
    template: Annotated[str | None, typer.Argument(autocompletion=completion.complete_templates)] = None,
    programme: Annotated[str | None, typer.Option("--programme", autocompletion=completion.complete_programmes)] = None,
    audience: Annotated[str | None, typer.Option("--for", autocompletion=completion.complete_recipients)] = None,
    to: Annotated[str, typer.Option("--to", autocompletion=completion.complete_several_of(RENDER_FORMATS))] = "pdf",
    out: Annotated[Path | None, typer.Option("--out", "--output")] = None,
    meeting: Annotated[str | None, typer.Option("--meeting", autocompletion=completion.complete_meetings)] = None,
    track: Annotated[str | None, typer.Option("--track", autocompletion=completion.complete_tracks)] = None,
    allow_draft: Annotated[bool, typer.Option("--allow-draft")] = False,
    preview: Annotated[bool, typer.Option("--preview")] = False,
    merge: Annotated[bool, typer.Option("--merge")] = False,
    as_zip: Annotated[bool, typer.Option("--zip")] = False,
    check: Annotated[bool, typer.Option("--check")] = False,
    diff: Annotated[bool, typer.Option("--diff")] = False,
    output: Annotated[Literal["text", "json"] | None, typer.Option("--format")] = None,
    watch: Annotated[bool, typer.Option("--watch")] = False,
    force: Annotated[bool, typer.Option("--force")] = False,
    sent: Annotated[bool, typer.Option("--sent")] = False,
    channel: Annotated[str, typer.Option("--channel")] = "mail",
) -> int:
    """Render a template, or those that fit the audience, for one municipality or many, in one format or several."""
    session: Session = context.obj
    root = session.repository()
    from samskab.usecases.letters.job import Request
    from samskab.usecases.letters.outdated_letters import letters_folder

    joint = tuple(name for name, wanted in zip(JOINT, (preview, merge, as_zip), strict=True) if wanted)
    formats = chosen_formats(to, RENDER_FORMATS, "render")
    if check and diff:
        raise Refusal("usage.check_or_diff", command="render")
    _check_combination(formats, joint, output, compares=check or diff)
    if sent and (check or diff or watch or allow_draft):
        raise Refusal("usage.render.sent")
    request = Request(
        programme=programme_meant(root, programme),
        template=template,
        audience="all" if audience and audience.casefold() == "alle" else audience,
        formats=formats,
        language=session.language,
        day=session.today,
        meeting=meeting,
        track=track,
        allow_draft=allow_draft,
        joint=joint,
    )
    folder = results_folder(root, session.place, out, letters_folder(root, request.programme))
    from samskab.usecases.letters.render import render
    from samskab.usecases.load import load

    while True:
        before = _seen(root)
        session.progress("load", 0, 0)
        repo = load(root, programme=request.programme)
        made = render(repo, request, session.progress, folder)
        if check or diff:
            code = _compared(session, repo, request, made, folder, check=check, output=output or "text")
        else:
            code = _write_files(session, repo, request, made, folder, out, force=force)
        if sent and code == 0:
            return _recorded(session, repo, request, made, channel)
        if not watch:
            return code
        session.say("render.watching")
        while _seen(root) == before:
            time.sleep(0.3)


def _write_files(
    session: Session,
    repo: Repo,
    request: Request,
    made: Rendering,
    folder: Path,
    out: Path | None,
    *,
    force: bool,
) -> int:
    """Write the files, or one readable letter without a folder to the screen, and say what was done."""
    if not _is_made(session, repo, request, made, folder):
        return 1
    if out is None and len(made.files) == 1 and request.formats[0] in _READABLE:
        terminal.put_data(next(iter(made.files.values())).decode())
        return 0
    from samskab.usecases.letters import manifest
    from samskab.usecases.letters.changed_letters import holding_older

    compared = manifest.compare(folder, made.entries)
    edited = tuple(each.entry.file for each in compared if each.state == "edited")
    if edited and not force:
        raise Refusal("render.edited", exit_code=1, files=edited[:5], count=len(edited))
    older = holding_older(folder, compared)
    write_letters(folder, made)
    _print_untrue(session, repo, request, made, folder)
    for file in older:
        terminal.put_message(session.sentence("render.older", file=file))
    changed = sum(each.state != "same" for each in compared if each.entry.template != "preview")
    session.say("render.written", count=len(made.files), changed=changed, folder=shown_path(session.place, folder))
    if request.template is None and made.letters:
        letters = tuple(session.sentence("render.letters.one", title=title, count=n) for title, n in made.letters)
        session.say("render.letters", letters=letters)
    for each in made.entries:
        if each.template in {"preview", "merged"}:
            session.say(phrase_key("render.joint", each.template), place=shown_path(session.place, folder / each.file))
    _print_partial(session, made, folder)
    return 0


def _recorded(session: Session, repo: Repo, request: Request, made: Rendering, channel: str) -> int:
    """Enter what was written into the outbox as sent on the letters' day."""
    from samskab.cli.commands.follow_up.outbox import everyone, print_recorded, sending_channel
    from samskab.usecases.sendings import new_sendings

    by, codes = sending_channel(channel), everyone(repo, repo.data.programmes[request.programme])
    return print_recorded(
        session, repo, request.programme, lambda outbox: new_sendings(outbox, made.sent, session.today, by, codes)
    )


def _print_partial(session: Session, made: Rendering, folder: Path) -> None:
    """That a joint file has the letters of this run alone, where the folder has more."""
    joint = tuple(each.file for each in made.entries if each.template in {"preview", "merged"})
    if not joint:
        return
    from samskab.usecases.letters.joint_files import letters_beside

    beside = letters_beside(folder, made.entries)
    if beside:
        terminal.put_message(session.sentence("render.partial", files=joint, count=beside))


def _is_made(session: Session, repo: Repo, request: Request, made: Rendering, folder: Path) -> bool:
    """Whether there are documents. Prints the findings, and the files of the folder that are out of date."""
    from samskab.finding import has_errors

    print_findings(session, repo.root, made.findings, len(repo.data.digests))
    if not has_errors(made.findings):
        return True
    _print_untrue(session, repo, request, made, folder)
    session.say("render.nothing_written")
    return False


def _check_combination(formats: tuple[str, ...], joint: tuple[str, ...], output: str | None, *, compares: bool) -> None:
    """Refuse options that do not go together."""
    options = tuple(f"--{name}" for name in joint)
    if compares and joint:
        raise Refusal("usage.render.writes_nothing", options=options)
    if joint and formats == ("ics",):
        raise Refusal("usage.render.no_letters", options=options)
    if output and not compares:
        raise Refusal("usage.render.output")


def _print_untrue(session: Session, repo: Repo, request: Request, made: Rendering, folder: Path) -> None:
    """Letters of earlier runs in the folder that must not be sent."""
    from samskab.usecases.letters import manifest
    from samskab.usecases.letters.outdated_letters import outdated_letters

    programme = repo.data.programmes.get(request.programme)
    gone = {each.file for each in manifest.obsolete(folder, made.entries)} if request.reaches_everyone() else set()
    untrue = outdated_letters(repo, programme, request.day, folder) if programme else ()
    for file in sorted(gone | {*untrue}):
        session.say_line(session.sentence("render.untrue", file=file), "warning")


def write_letters(folder: Path, made: Rendering) -> None:
    """Write the files of a run and the list of them into a folder."""
    from samskab.storage.lock import BusyError
    from samskab.usecases.letters import manifest

    try:
        folder.mkdir(parents=True, exist_ok=True)
        manifest.write_folder(folder, made.files, made.entries, made.texts)
    except (OSError, ValueError, BusyError) as fault:
        raise unwritten(folder, fault) from None


def _compared(
    session: Session, repo: Repo, request: Request, made: Rendering, folder: Path, *, check: bool, output: str
) -> int:
    """Which letters differ from today's data, for whom, and which words."""
    if not _is_made(session, repo, request, made, folder):
        return 1
    from samskab.report.letter_changes import changes_json, changes_screen, grouped_changes
    from samskab.usecases.letters import manifest
    from samskab.usecases.letters.changed_letters import changed_letters

    letters = changed_letters(folder, made.entries, made.texts)
    obsolete = manifest.obsolete(folder, made.entries) if request.reaches_everyone() else ()
    gone = tuple(each.file for each in obsolete)
    if output == "json":
        terminal.put_data(changes_json(letters, gone))
    else:
        session.draw(*changes_screen(grouped_changes(letters), gone, session.language))
    same = sum(len(each.formats) for each in letters if each.state == "same")
    session.say("render.diff.summary", same=same, count=len(made.entries))
    return 1 if check and (gone or same < len(made.entries)) else 0


def _seen(root: Path) -> dict[str, int]:
    """When each file that a letter can come from was last changed."""
    places = [
        place for name in _WATCHED for place in ([root / name] if (root / name).is_file() else (root / name).rglob("*"))
    ]
    return {str(place): place.stat().st_mtime_ns for place in places if place.is_file()}
