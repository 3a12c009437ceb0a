"""No template reaches, computes or exhausts anything: each is stopped at its file and line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from samskab.documents.child_process import Child
from samskab.documents.templating import client
from samskab.documents.templating.client import Engine
from tests.documents.templating import hostile_templates
from tests.paths import ROOT

DATA = {"kommune": {"navn": "Albertslund"}, "moeder": [{"navn": "a"}, {"navn": "b"}]}
HEAD = "# Overskrift\n\nTekst\n"  # so that each hostile part is in line 4 or below


@pytest.fixture(autouse=True)
def _separate_process(monkeypatch):
    monkeypatch.setattr(client, "Child", Child)


def test_there_are_at_least_a_hundred():
    assert len(set(hostile_templates.ALL)) >= 130


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_each_is_stopped_where_it_stands(monkeypatch, every):
    monkeypatch.setattr(client, "WALL_SECONDS", 60.0)  # the processor's time is what ends them, on a busy machine too
    tried = hostile_templates.ALL[::every]
    shelf = {f"h{n}": (f"templates/h{n}.md.j2", HEAD + text) for n, text in enumerate(tried)}
    shelf["self"] = ("templates/self.md.j2", "\n\n\n{% include 'self.md.j2' %}")
    wrong = []
    with Engine({}, shelf, "da") as engine:
        for number, text in enumerate(tried):
            rendered = engine.render(f"h{number}", DATA)
            first = rendered.findings[0] if rendered.findings else None
            if first is None or rendered.blocks or first.span.line < 4 or not first.span.path.endswith(".md.j2"):
                wrong.append((text[:80], first))
    assert not wrong


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage; the README says what is not limited")
def test_memory_stays_below_the_limit():
    """In a separate process: the system reports the largest child so far, and other tests have children too."""
    program = (
        "import resource, sys; from samskab.documents.templating.client import Engine;"
        "from tests.documents.templating import hostile_templates;"
        f"engine = Engine({{}}, {{'a': ('a.md.j2', {HEAD!r} + hostile_templates.RESOURCES[-1])}}, 'da');"
        f"code = engine.render('a', {DATA!r}).findings[0].code; engine.close();"
        "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    code, peak = done.stdout.split()
    assert code == "SK651"
    assert int(peak) * (1 if sys.platform == "darwin" else 1024) < 500 * 1024 * 1024


@pytest.mark.slow
def test_a_child_that_does_not_answer_is_ended_and_the_next_letter_is_made(monkeypatch):
    with Engine({}, {"a": ("a.md.j2", "# {{ navn }}")}, "da") as engine:
        assert engine.render("a", {"navn": "x"}).title == "x"
        with monkeypatch.context() as patched:
            patched.setattr(client, "WALL_SECONDS", 0.0)
            stopped = engine.render("a", {"navn": "x"}).findings[0]
        assert (stopped.code, stopped.span.path, stopped.span.line) == ("SK656", "a.md.j2", 1)
        assert engine.render("a", {"navn": "y"}).title == "y"


def test_processor_time_ends_a_slow_template_at_its_line():
    from samskab.documents.templating import worker
    from samskab.documents.templating.template_error import Fault

    if sys.platform == "win32":
        pytest.skip("no setitimer on Windows; the wall clock ends it there")

    def forever():
        with worker.processor_time(0.05):
            while True:
                pass

    with pytest.raises(Fault) as stopped:
        forever()
    assert stopped.value.code == "SK656"


def test_a_file_in_the_users_folder_is_never_taken_for_a_module(tmp_path, monkeypatch):
    for name in ("json", "jinja2", "samskab", "markdown_it"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken')")
    monkeypatch.chdir(tmp_path)
    with Engine({}, {"a": ("a.md.j2", "# x")}, "da") as engine:
        assert engine.render("a", {}).title == "x"
