"""`decision verify`: checks a record against its own facts, its input files and its seals."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from samskab.check.rules.decision.decision_reasons import reworded
from samskab.check.rules.decision.seals import changed_inputs
from samskab.check.run import check_dataset, check_text
from samskab.codes.declared import make_finding
from samskab.fairness.seal import sealed_text
from samskab.finding import Finding, Severity, Span, in_order
from samskab.model.dataset import Dataset
from samskab.model.decision import Decision
from samskab.storage.files import read_bytes
from samskab.usecases.git import digests
from samskab.usecases.load import Repo
from samskab.version import VERSION
from samskab.yaml.catalogue import load_languages
from samskab.yaml.records import read_record


class Verified(NamedTuple):
    """The findings of an audit, and how much was checked."""

    findings: tuple[Finding, ...]
    files: int = 0
    rows: int = 0
    aims: int = 0
    reasons: int = 0
    unproven: int = 0
    reworded: str = ""
    """The version that wrote the reasons, when this version has other sentences and so cannot check them."""


def verify(repo: Repo, path: str, *, today: date) -> Verified:
    """Everything that can be checked of the record at `path` without a solver: bytes, inputs, rows, aims, reasons."""
    own = tuple(f for f in repo.findings if f.span.path == path)
    decision = next((d for d in repo.data.all(Decision) if d.path == path), None)
    content = read_bytes(repo.root, path)
    if own or decision is None or isinstance(content, Finding):
        missing = make_finding("SK054", Span(path), {})
        return Verified(own or (content if isinstance(content, Finding) else missing,))
    found = list(check_text(path, content.decode("utf-8"), today))
    found += changed_inputs(decision, digests(repo.root, list(decision.inputs)))
    rewordings = list(reworded(decision, load_languages()))
    own_words = decision.run.tool == f"samskab {VERSION}"
    found += rewordings if own_words else ()
    others = (record for kind in repo.data.kinds() if kind is not Decision for record in repo.data.all(kind))
    alone = Dataset([*others, decision], repo.data.unread)
    found += (f for f in check_dataset(alone, today) if f.span.path == path)
    return Verified(
        in_order(f for f in found if f.severity is not Severity.INFO),
        len(decision.inputs),
        len(decision.rows),
        len(decision.aims),
        len(decision.reasons),
        sum(aim.value != aim.bound for aim in decision.aims),
        decision.run.tool if rewordings and not own_words else "",
    )


def faults_of_record(decision: Decision, path: str, today: date) -> tuple[Finding, ...]:
    """The errors that the record would have at `path`, for example a CPR number in a typed text."""
    text = sealed_text(decision)
    read = read_record(text.encode("utf-8", "surrogatepass"), path)
    found = in_order([*read.findings, *check_text(path, text, today)])
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)
