"""`samskab site build|check`: the public pages of a repository, and the check of a folder that holds them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samskab.cli.finding_messages import print_files_with_errors, print_findings
from samskab.cli.output_file import results_folder, shown_path, unwritten
from samskab.cli.session import Session
from samskab.refusal import Refusal

_DEFAULT = Path("out") / "site"
_NAMED = 5
"""How many files a refusal names."""


def build(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out")] = None,
    preview: Annotated[bool, typer.Option("--preview")] = False,
) -> int:
    """Write the site; nothing is written when a record has mistakes."""
    session: Session = context.obj
    root = session.repository()
    folder = results_folder(root, session.place, out, root / _DEFAULT)
    from samskab.finding import has_errors
    from samskab.usecases.load import load
    from samskab.usecases.publishing.site.build import FRONT, build_site

    session.progress("load", 0, 0)
    repo = load(root)
    if has_errors(repo.findings):
        print_findings(session, root, repo.findings)
        session.say("site.not_made")
        return 1
    site = build_site(repo, session.language, session.today, preview=preview)
    print_findings(session, root, site.findings)
    if has_errors(site.findings):
        return 1
    print_files_with_errors(session, repo, site.findings)
    shown = shown_path(session.place, folder)
    _write(folder, site.files, shown)
    session.put("site.written", count=len(site.files), folder=shown, front=shown_path(session.place, folder / FRONT))
    if preview:
        session.say("site.not_announced")
    return 0


def check_pages(
    context: typer.Context, folder: Annotated[Path | None, typer.Argument(show_default=False)] = None
) -> int:
    """Every link, anchor, heading and language of the pages, and whether they are made from today's data."""
    session: Session = context.obj
    root = session.repository()
    place = (session.place / folder if folder else root / _DEFAULT).absolute()
    from samskab.finding import has_errors
    from samskab.usecases.load import load
    from samskab.usecases.publishing.site.check_folder import check_site
    from samskab.usecases.publishing.site.site_folder import list_of

    known = list_of(place)
    if known is None:
        raise Refusal("site.no_site", path=shown_path(session.place, place))
    checked = check_site(place, known, load(root).data, session.today)
    print_findings(session, place, checked.findings)
    if has_errors(checked.findings):
        return 1
    session.put("site.checked", folder=shown_path(session.place, place), count=checked.pages)
    return 0


def _write(folder: Path, files: dict[str, bytes], shown: str) -> None:
    from samskab.storage.lock import BusyError
    from samskab.usecases.publishing.site.site_folder import in_the_way, write_site

    try:
        if foreign := in_the_way(folder, files):
            names = (*foreign[:_NAMED], *(["…"] if len(foreign) > _NAMED else []))
            raise Refusal("site.foreign", path=shown, names=", ".join(names))
        write_site(folder, files)
    except (OSError, ValueError, BusyError) as fault:
        raise unwritten(folder, fault) from None


commands = {"build": build, "check": check_pages}
