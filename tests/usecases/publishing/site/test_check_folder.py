"""The check of a site reads whole pages and nothing outside the folder, whatever the pages and the list say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from samskab.model.dataset import Dataset
from samskab.usecases.publishing.site.check_folder import check_site
from samskab.usecases.publishing.site.site_folder import LIST, list_of, site_list, write_site

DAY = date(2026, 5, 1)
PAGE = b'<html lang="da"><title>T</title><h1>H</h1><a href="http://[">x</a>'


def _written(folder: Path, files: dict[str, bytes]) -> list[str]:
    """The findings about a site of these files."""
    write_site(folder, {**files, LIST: site_list(files, Dataset(), DAY, "da", preview=False)})
    known = list_of(folder)
    assert known
    return [finding.code for finding in check_site(folder, known, Dataset(), DAY).findings]


def test_a_large_page_is_read_whole_and_a_broken_address_leads_nowhere(tmp_path: Path) -> None:
    assert _written(tmp_path, {"a.html": PAGE + b" " * 600_000}) == ["SK831"]


def test_files_of_an_earlier_site_go_unless_they_are_outside_or_changed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    _written(folder, {"a.html": PAGE, "b/b.html": PAGE, "changed.html": PAGE})
    (folder / "changed.html").write_bytes(PAGE + b" ")
    (tmp_path / "outside.html").write_bytes(PAGE)
    listed = (folder / LIST).read_text("utf-8")
    (folder / LIST).write_text(listed.replace('"b/b.html"', '"../outside.html"', 1), encoding="utf-8")
    _written(folder, {"a.html": PAGE})
    assert (tmp_path / "outside.html").exists()
    assert sorted(file.name for file in folder.iterdir() if file.suffix == ".html") == ["a.html", "changed.html"]
    _written(folder, {"c/c.html": PAGE})
    _written(folder, {"a.html": PAGE})
    assert not (folder / "c/c.html").exists()
