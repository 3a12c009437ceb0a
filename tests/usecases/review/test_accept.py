"""An answer from an artifact that a fork can write: taken only if it is one file, and nothing in it acts."""

from __future__ import annotations

import io
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from samskab.refusal import Refusal
from samskab.report.review.safe_markdown import MARK
from samskab.usecases.review.accept import ANSWER_FILE, accepted
from tests.program import called

GOOD = f"{MARK}\n<!-- naboskab-2026 -->\n\nTak. Æblegrød.\n"
LINK = 0o120777 << 16
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links")


def zipped(*files: tuple[str, bytes], mode: int = 0, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", level) as archive:
        warnings.simplefilter("ignore")  # two files of one name
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode
            archive.writestr(info, content, level)
    return made.getvalue()


def taken(tmp_path: Path, content: bytes) -> str:
    file = tmp_path / "artifact.zip"
    file.write_bytes(content)
    return accepted(file)


@pytest.mark.parametrize("content", [GOOD.encode(), zipped((ANSWER_FILE, GOOD.encode()))], ids=["file", "archive"])
def test_what_review_writes_is_taken(tmp_path: Path, content: bytes) -> None:
    assert taken(tmp_path, content) == GOOD


BROKEN = bytearray(zipped((ANSWER_FILE, GOOD.encode() * 50)))
BROKEN[60] ^= 0xFF


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "content"),
        (b"Tak.", "content"),
        (GOOD.encode() + b"@sekretariat", "content"),
        (GOOD.encode() + b"\x1b]8;;https://onde.example\x07her", "content"),
        (GOOD.replace("Æ", "\u202e").encode(), "content"),
        (b"\xef\xbb\xbf" + GOOD.encode(), "content"),
        (GOOD.encode("utf-16"), "encoding"),
        (GOOD.encode("cp1252"), "encoding"),
        (GOOD.encode() + b"a" * 300_000, "size"),
        (b"a" * 1_100_000, "size"),
        (GOOD.encode() + "å".encode() * 60_000, "content"),
        (zipped(), "archive"),
        (zipped((ANSWER_FILE, GOOD.encode()), ("more.md", b"")), "archive"),
        (zipped((ANSWER_FILE, GOOD.encode()), (ANSWER_FILE, GOOD.encode())), "archive"),
        (zipped((f"../{ANSWER_FILE}", GOOD.encode())), "archive"),
        (zipped((f"/{ANSWER_FILE}", GOOD.encode())), "archive"),
        (zipped((f"{ANSWER_FILE}/", b"")), "archive"),
        (zipped((ANSWER_FILE, b"/etc/passwd"), mode=LINK), "archive"),
        (zipped((ANSWER_FILE, b"a" * 5_000_000)), "size"),
        (bytes(BROKEN), "archive"),
        (b"PK\x03\x04 no archive", "archive"),
    ],
)
def test_everything_else_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        taken(tmp_path, content)
    assert (refused.value.code, refused.value.exit_code) == (f"review.refused.{reason}", 1)


@POSIX
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "link.zip").symlink_to(tmp_path / "good.md")
    with pytest.raises(Refusal, match=r"refused\.unreadable"):
        accepted(tmp_path / "link.zip")
    with pytest.raises(Refusal, match=r"refused\.unreadable"):
        accepted(tmp_path / "missing.zip")


def test_the_command_needs_no_repository(tmp_path: Path) -> None:
    (tmp_path / "review.zip").write_bytes(zipped((ANSWER_FILE, GOOD.encode())))
    done = called(("review", "--accept", "review.zip", "--output", "comment.md"), tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "comment.md").read_bytes() == GOOD.encode()
    (tmp_path / "review.zip").write_bytes(b"@alle")
    refused = called(("review", "--accept", "review.zip", "--output", "other.md"), tmp_path)
    assert refused.returncode == 1
    assert b"@alle" not in refused.stderr
    assert not (tmp_path / "other.md").exists()
    assert called(("review", "main", "--accept", "review.zip"), tmp_path).returncode == 2
    assert called(("review",), tmp_path).returncode == 2
