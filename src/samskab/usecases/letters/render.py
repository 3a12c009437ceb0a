"""`render`: a programme's records and a template -> finished documents, each in every requested format. Writes nothing.

Three phases: `plan` (which documents, to whom), `view` (their data), `write` (their files). With an error among the
findings there are no files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from samskab.documents.templating.client import Engine
from samskab.finding import Finding, has_errors, in_order
from samskab.progress import Progress, observed, unobserved
from samskab.usecases.letters.branding import branding_of
from samskab.usecases.letters.job import Job, Request
from samskab.usecases.letters.manifest import ManifestEntry
from samskab.usecases.letters.plan import plan
from samskab.usecases.letters.sent import Letter, letters_of
from samskab.usecases.letters.view import Viewer
from samskab.usecases.letters.write import Output
from samskab.usecases.load import Repo


class Rendering(NamedTuple):
    """Finished files by name, their manifest, and the findings. With an error among them there are no files.

    `texts` are the letters' words by the digest that stands in the manifest. `letters` are the titles of the templates
    and how many letters each gave; `sent` are those that have a recipient.
    """

    files: dict[str, bytes]
    entries: tuple[ManifestEntry, ...]
    findings: tuple[Finding, ...]
    texts: dict[str, str] = {}  # noqa: RUF012 - never changed
    letters: tuple[tuple[str, int], ...] = ()
    sent: tuple[Letter, ...] = ()


def render(repo: Repo, request: Request, progress: Progress = unobserved, folder: Path | None = None) -> Rendering:
    """Every document of a request. Refusal: see `plan`.

    `folder` is where the files will be written: its mail drafts stay in the list of drafts, and the page of all letters
    says what has changed there.
    """
    planned = plan(repo, request)
    programme = repo.data.programmes.get(request.programme)
    if programme is None or has_errors(planned.findings):
        return Rendering({}, (), planned.findings)
    as_pdf = ("pdf",) if "eml" in request.formats or {"preview", "merge"} & {*request.joint} else ()
    branding, more = branding_of(repo.root, (*request.formats, *as_pdf))
    findings = [*planned.findings, *more]
    viewer, output = Viewer(repo, programme, request), Output(repo.data, programme, request, branding, folder)
    templates = planned.templates
    with branding, Engine(templates.own, templates.packaged, request.language.code) as engine:
        for job in observed(planned.jobs, "documents", progress):
            document, found = viewer.document(job, engine)
            findings += found
            if document and not has_errors(findings):
                findings += output.add(document, job)
        if not has_errors(findings):
            findings += output.finish()
    unique = in_order({str(finding): finding for finding in findings}.values())
    if has_errors(findings):
        return Rendering({}, (), unique)
    return Rendering(
        output.files,
        tuple(output.entries),
        unique,
        output.texts,
        _counted(planned.jobs),
        tuple(letters_of(planned.jobs)),
    )


def _counted(jobs: Iterable[Job]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(job.template.title for job in jobs).items())
