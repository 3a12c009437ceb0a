"""Bad input in names and kinds of files. A recipe is a list of steps; the first one makes the file to check.

("host", name) a valid record; ("text", name, text); ("link", name, target); ("pipe", name); ("folder", name);
("mode", name, bits). `CANARY` as a target is a secret file outside the repository.
"""

# a case is a line, however long
# fmt: off

from __future__ import annotations

from tests.badinput.case import Case, numbered

FILES: tuple[Case, ...] = numbered(
    "files",
    ("reject", "files", (("link", "link01.yaml", "CANARY"),), -1),
    ("reject", "files", (("link", "link02.yaml", "findes-ikke.yaml"),), -1),
    ("reject", "files", (("link", "link03.yaml", "link03.yaml"),), -1),
    ("reject", "files", (("link", "link04.yaml", "aegte04.yaml"), ("host", "aegte04.yaml")), -1),
    ("reject", "files", (("link", "link05.yaml", "/dev/zero"),), -1),
    ("reject", "files", (("link", "link06.yaml", "/dev/stdin"),), -1),
    ("reject", "files", (("link", "link07.yaml", "."),), -1),
    ("reject", "files", (("link", "link08.yaml", "link08b.yaml"), ("link", "link08b.yaml", "CANARY")), -1),
    ("reject", "files", (("pipe", "roer09.yaml"),), -1),
    ("reject", "files", (("folder", "mappe10.yaml"),), -1),
    ("reject", "files", (("folder", "mappe11.yaml"), ("host", "mappe11.yaml/indeni.yaml")), -1),
    ("reject", "files", (("host", "con.yaml"),), -1),
    ("reject", "files", (("host", "NUL.yaml"),), -1),
    ("reject", "files", (("host", "com1.tekst.yaml"),), -1),
    ("reject", "files", (("host", "aux .yaml"),), -1),
    ("reject", "files", (("host", "abc:def.yaml"),), -1),
    ("reject", "files", (("host", "abc?def.yaml"),), -1),
    ("reject", "files", (("host", 'abc"def.yaml'),), -1),
    ("reject", "files", (("host", "abc|def.yaml"),), -1),
    ("reject", "files", (("host", "abc\\def.yaml"),), -1),
    ("reject", "files", (("host", "abc<def>.yaml"),), -1),
    ("reject", "files", (("host", "abc\ndef.yaml"),), -1),
    ("reject", "files", (("host", "abc\n::error::INJECTED-9731.yaml"),), -1),
    ("either", "files", (("host", "##[error]INJECTED-9731.yaml"),), -1),
    ("reject", "files", (("host", "abc\x1b[31mdef.yaml"),), -1),
    ("reject", "files", (("host", "abc\rdef.yaml"),), -1),
    ("reject", "files", (("host", "abc\u202edef.yaml"),), -1),
    ("reject", "files", (("host", "abc\u200bdef.yaml"),), -1),
    ("reject", "files", (("host", "abc\udcffdef.yaml"),), -1),
    ("reject", "files", (("host", "ko\u0308ge.yaml"),), -1),
    ("reject", "files", (("host", "x" * 245 + ".yaml"),), -1),
    ("reject", "files", (("host", "251248-9996.yaml"),), -1, "2512489996"),
    ("reject", "files", (("host", "Skive.yaml"), ("host", "skive.yaml")), -1),
    ("either", "files", (("host", "{{7*191}}.yaml"),), -1),
    ("either", "files", (("host", "[red]abc[/red].yaml"),), -1),
    ("either", "files", (("host", "$(id).yaml"),), -1),
    ("either", "files", (("host", "abc def.yaml"),), -1),
    ("either", "files", (("host", "-abc.yaml"),), -1),
    ("reject", "files", (("host", " abc.yaml"),), -1),
    ("either", "files", (("host", "sæby.yaml"),), -1),
    ("either", "files", (("host", "uden-lov.yaml"), ("mode", "uden-lov.yaml", 0o000)), -1),
    ("either", "files", (("text", "kort.yml", "id: x\n"),), -1),
    ("either", "files", (("text", "STORE.YAML", "id: x\n"),), -1),
)
