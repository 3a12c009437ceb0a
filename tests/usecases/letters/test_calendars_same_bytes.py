"""Calendars and drafts are the same bytes in another time zone, language of the machine, hash seed and year."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.paths import ROOT

PROGRAM = """
import sys
from datetime import date
from hashlib import sha256
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from samskab.usecases.letters.calendars import Calendars
from samskab.usecases.letters.mail_drafts import DraftRow, drafts_overview
from samskab.documents.mail.message import to_eml
data = load(sys.argv[1], programme="sund-by-ledernetvaerket-2018").data
programme = data.programmes["sund-by-ledernetvaerket-2018"]
files = {file.file: file.content for file in Calendars(data, programme, load_language("da")).files()[0]}
files |= drafts_overview([DraftRow("a.eml", "Ærø", (), "Emne", ("a.pdf",))], load_language("da"), date(2018, 1, 1))
files["a.eml"] = to_eml("Emne æøå", "Hej", "<p>Hej</p>", {"Ærø.pdf": ("application/pdf", b"x" * 999)}, to=("a@b.dk",))
for name in sorted(files):
    print(name, sha256(files[name]).hexdigest())
"""


def built(**env: str) -> str:
    command = [sys.executable, "-c", PROGRAM, str(ROOT)]
    done = subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_the_same_data_is_the_same_bytes_anywhere() -> None:
    first = built(TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    assert len(first.splitlines()) == 5
    other = {"TZ": "Pacific/Auckland", "LC_ALL": "da_DK.UTF-8", "PYTHONHASHSEED": "3", "SOURCE_DATE_EPOCH": "0"}
    assert built(**other) == first
