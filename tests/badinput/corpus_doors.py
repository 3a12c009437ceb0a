"""Bad input that comes by the other doors: a form's export, and a template. A template's third member is its line."""

# ruff: noqa: E501  # a case is a line, however long
# fmt: off

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

HEAD = "Kommune;Hvad er målet med jeres indsats?"


def zipped(*members: tuple[str, bytes], repeat: int = 1) -> bytes:
    """A zip archive as an office program would write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content * repeat)
    return out.getvalue()


_TYPES = ("[Content_Types].xml", b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
_XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>'

IMPORTS: tuple[tuple[str, bytes | Callable[[], bytes], int], ...] = (
    ("kort.csv", f"{HEAD}\nOdense\n".encode(), 2),
    ("lang.csv", f"{HEAD}\nOdense;a;b;c\n".encode(), 2),
    ("anden-linje.csv", f"{HEAD}\nOdense;a\nAarhus\n".encode(), 3),
    ("citat.csv", f'{HEAD}\nOdense;"a\n'.encode(), 2),
    ("citat-midt.csv", f'{HEAD}\n"Odense"x;a\n'.encode(), 2),
    ("citat-tidligt.csv", f'{HEAD}\nOdense;"a\nb"\nAarhus;"b\nVarde;c\n'.encode(), 0),
    ("tom.csv", b"", 1),
    ("kun-hoved.csv", f"{HEAD}\n".encode(), 1),
    ("kun-tomme.csv", b"\n\n;;\n\n", 1),
    ("dobbelt.csv", b"Kommune;Kommune\nOdense;Odense\n", 1),
    ("ukendt-kolonne.csv", "Kommune;Yndlingsfarve\nOdense;blå\n".encode(), 1),
    ("uden-kommune.csv", "Hvad er målet med jeres indsats?\na\n".encode(), 1),
    ("ukendt-kommune.csv", f"{HEAD}\nGotham;a\n".encode(), 2),
    ("latin1.csv", f"{HEAD}\nTønder;a\n".encode("latin-1"), 2),
    ("nul.csv", f"{HEAD}\nOdense;a\x00b\n".encode(), 2),
    ("escape.csv", f"{HEAD}\nOdense;a\x1b[31mb\n".encode(), 2),
    ("vendt.csv", f"{HEAD}\nOdense;a\u202eb\n".encode(), 2),
    ("cpr.csv", f"{HEAD}\nOdense;ring til 251248-9996\n".encode(), 2),
    ("cpr-hoved.csv", b"Kommune;251248-9996\nOdense;a\n", 1),
    ("arbejde.csv", b"Kommune;::error::INJECTED-9731\nOdense;a\n", 1),
    ("arbejde2.csv", b"Kommune;##[error]INJECTED-9731\nOdense;a\n", 1),
    ("konflikt.csv", f"{HEAD}\n<<<<<<< HEAD\nOdense;a\n=======\nOdense;b\n>>>>>>> x\n".encode(), 2),
    ("stor-celle.csv", f"{HEAD}\nOdense;{'x' * 200_000}\n".encode(), 2),
    ("kaempe-celle.csv", f"{HEAD}\nOdense;{'x' * 9_000_000}\n".encode(), 2),
    ("mange-kolonner.csv", (";".join(f"k{n}" for n in range(20_000)) + "\n").encode(), 1),
    ("mange-raekker.csv", f"{HEAD}\n{'Gotham;x' * 1}\n".encode() + b"Gotham;x\n" * 20_000, 2),
    ("for-stor.csv", b"a;b\n" * 3_000_000, 1),
    ("citater.csv", HEAD.encode() + b'\n"' * 5_000, 0),
    ("retur.csv", f"{HEAD}\rOdense;a;b\r".encode(), 0),
    ("binaer.csv", bytes(range(256)) * 20, 1),
    ("svar.xlsx", zipped(_TYPES, ("xl/workbook.xml", b"<x/>")), 1),
    ("svar.xlsx", zipped(_TYPES, ("xl/workbook.xml", _XXE)), 1),
    ("svar.xlsx", zipped(_TYPES, ("../../INJECTED-9731.xml", b"<x/>")), 1),
    ("svar.xlsx", b"PK\x03\x04" + b"\x00" * 100, 1),
    ("svar.xlsx", b"ikke en zip", 1),
    ("svar.xlsx", b"", 1),
    ("svar.docx", zipped(_TYPES, ("word/document.xml", _LAUGHS)), 1),
    ("svar.docx", lambda: zipped(("word/document.xml", b"\x00" * 1_000_000), repeat=30), 1),
    ("svar.docx", zipped(("/etc/INJECTED-9731", b"x")), 1),
    ("svar.docx", lambda: zipped(*((f"f{n}", b"") for n in range(3_000))), 1),
    ("svar.docx", zipped(_TYPES)[:60], 1),
    ("svar.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 1),
    ("svar.ods", zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), 1),
    ("svar.json", b'[{"Kommune": "Odense"}]', 1),
    ("svar.html", b"<table><tr><td>Kommune</td></tr></table>", 1),
)

TEMPLATES: tuple[tuple[str, int], ...] = (
    ("{{ komune }}\n", 1),
    ("Kære\n\n{{ programme.titel }}\n", 3),
    ("{{ programme.__class__ }}\n", 1),
    ("{{ ''.__class__.__mro__ }}\n", 1),
    ("{{ programme['__class__'] }}\n", 1),
    ("{{ programme|attr('__class__') }}\n", 1),
    ("{{ cycler.__init__.__globals__ }}\n", 1),
    ("{{ self._TemplateReference__context }}\n", 1),
    ("{{ '%s'|format(programme) }}\n", 1),
    ("{{ '{0.__class__}'.format(1) }}\n", 1),
    ("{% include '../../CANARY.txt' %}\n", 1),
    ("{% include '/etc/passwd' %}\n", 1),
    ("a\n{% import 'os' as os %}\n", 2),
    ("{% extends 'findes-ikke' %}\n", 1),
    ("{% extends layout %}\n", 1),
    ("{% for x in range(10**9) %}{% endfor %}\n", 1),
    ("{% for x in 'a' * 10**9 %}{{ x }}{% endfor %}\n", 1),
    ("{{ 'a' * 10**10 }}\n", 1),
    ("{{ 9**9**9 }}\n", 1),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}\n", 1),
    ("{% if %}\n", 1),
    ("a\nb\n{% endfor %}\n", 3),
    ("{{ programme.title\n", 1),
    ("{% for x in y %}\n", 1),
    ("{{ programme.title|findesikke }}\n", 1),
    ("{{ programme is findesikke }}\n", 1),
    ("{% raw %}\nx\n", 1),
    ("{" * 50_000, 1),
    ("{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}", 1),
    ("{{ " + "1+" * 20_000 + "1 }}", 1),
    ("{% if 1 %}" * 2_000 + "{% endif %}" * 2_000, 1),
    ("{{ 251248 }}-9996 {{ komune }}\n", 1),
    ("\x1b[31m{{ komune }}\n", 1),
    ("{{ '::error::INJECTED-9731' }}{{ komune }}\n", 1),
    ("{{ lipsum() }}\n", 1),
    ("{% set f = '{0.__class__}' %}{{ f.format(1) }}\n", 1),
    ("a\n{{ 'a'.ljust(10000000000) }}\n", 2),
    ("{{ [1].append(2) }}\n", 1),
    ("{{ loop.first }}\n", 1),
    ("{{ super() }}\n", 1),
    ("{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}x{% endfor %}{% endfor %}{% endfor %}\n", 1),
    ("{% set x = namespace() %}{% do x %}\n", 1),
)
