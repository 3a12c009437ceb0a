"""`render`: a programme's records and a template -> finished documents, each in every format asked for. Writes nothing.

Three phases: `plan` (which documents, to whom), `view` (their data), `write` (their files). With an error among the
findings there are no files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec import to_builtins

from samskab.documents.document import Document
from samskab.documents.templating.client import Engine
from samskab.documents.writers.formats import character_findings
from samskab.finding import Finding, Severity, in_order
from samskab.usecases.letters.branding import branding_of
from samskab.usecases.letters.job import Job, Request
from samskab.usecases.letters.manifest import ManifestEntry
from samskab.usecases.letters.plan import plan
from samskab.usecases.letters.view import Viewer
from samskab.usecases.letters.write import Output
from samskab.usecases.load import Repo

Progress = Callable[[int, int], None]


class Rendering(NamedTuple):
    """Finished files by name, their manifest, and the findings. With an error among them there are no files."""

    files: dict[str, bytes]
    entries: tuple[ManifestEntry, ...]
    findings: tuple[Finding, ...]


def render(repo: Repo, request: Request, progress: Progress | None = None) -> Rendering:
    """Every document of a request. `progress(done, total)` is called after each. Refusal: see `plan`."""
    planned = plan(repo, request)
    programme = repo.data.programmes.get(request.programme)
    if programme is None or planned.stopped:
        return Rendering({}, (), planned.findings)
    branding, more = branding_of(repo.root)
    findings = [*planned.findings, *more]
    viewer, output = Viewer(repo, programme, request.language), Output(repo.data, programme, request, branding)
    templates = planned.templates
    with branding, Engine(templates.own, templates.packaged, request.language.code) as engine:
        for number, job in enumerate(planned.jobs, 1):
            document = _document(viewer, engine, job, findings, allow_draft=request.allow_draft)
            if document is not None and not _stopped(findings):
                findings += output.add(document, job)
            if progress:
                progress(number, len(planned.jobs))
    findings += output.finish()
    unique = in_order({str(finding): finding for finding in findings}.values())
    return Rendering({}, (), unique) if _stopped(findings) else Rendering(output.files, tuple(output.entries), unique)


def _document(
    viewer: Viewer, engine: Engine, job: Job, findings: list[Finding], *, allow_draft: bool
) -> Document | None:
    """The document of a job; None where a finding, which is added to `findings`, stops it."""
    data = viewer.view(job)
    absent = viewer.absent(job, data)
    if absent and not allow_draft:
        findings.append(viewer.absent_finding(job, absent))
        return None
    rendered = engine.render(job.template.name, to_builtins(data))
    findings += rendered.findings
    if not rendered.blocks:
        return None
    document = viewer.document(job, data, rendered, draft=bool(absent))
    findings += character_findings(document, job.file_name)
    return document


def _stopped(findings: Iterable[Finding]) -> bool:
    return any(each.severity is Severity.ERROR for each in findings)
