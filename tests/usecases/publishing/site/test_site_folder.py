"""What is in the way of a site, and that a write that is going on is not."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from samskab.storage.lock import LOCK, locked
from samskab.usecases.publishing.site.site_folder import in_the_way


def test_the_end_of_another_write_is_waited_for(tmp_path: Path) -> None:
    found: list[tuple[str, ...]] = []
    temporary = tmp_path / ".index.html.samskab-tmp"
    other = Thread(target=lambda: found.append(in_the_way(tmp_path, {"index.html": b""})))
    with locked(tmp_path):
        temporary.write_bytes(b"half")
        other.start()
        other.join(0.1)
        temporary.unlink()
    other.join()
    assert found == [()]
    assert not (tmp_path / LOCK).exists()


def test_what_a_person_put_there_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "eget.html").write_bytes(b"")
    assert in_the_way(tmp_path, {"index.html": b""}) == ("eget.html",)
