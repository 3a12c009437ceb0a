"""Bad input in a value: look-alike letters, control sequences, values that change type, people, ids."""

# ruff: noqa: E501  # a case is a line, however long
# fmt: off

from __future__ import annotations

from tests.badinput.case import Case, numbered

UNICODE = numbered(
    "unicode",
    *(
        ("reject", "value", f'"a{chr(code)}b"'.encode())
        for code in (
            0x061C,
            0x180E,
            0x200B,
            0x200C,
            0x200E,
            0x200F,
            0x2028,
            0x2029,
            0x202A,
            0x202C,
            0x202D,
            0x2060,
            0x2061,
            0x2066,
            0x2067,
            0x2068,
            0x2069,
            0x206A,
            0x2800,
            0x3164,
            0xFFA0,
            0xFEFF,
            0xFFF9,
            0xFFFC,
            0xFE01,
            0x034F,
            0x115F,
            0x1D173,
            0xE0001,
            0xE0041,
            0xE0100,
            0xFDD0,
        )
    ),
    *(("reject", "value", rf'"a\u{code:04x}b"'.encode()) for code in (0x202E, 0x200B, 0x2028, 0xFEFF, 0x2066, 0x0085)),
    ("reject", "value", rb'"a\U000E0041b"'),
    ("reject", "value", rb'"a\Lb"'),
    ("reject", "value", rb'"a\Pb"'),
    ("reject", "value", rb'"a\Nb"'),
    ("either", "value", rb'"a\_b"'),
    ("either", "value", rb'"a\uD83D\uDE00b"'),
    ("either", "value", '"K\u00f8benhavn og K\u043ebenhavn"'.encode()),
    ("either", "value", ('"Z' + "\u0351" * 200 + '"').encode()),
    ("either", "value", '"\U0001d4d0 fuldbredde \uff21\uff22"'.encode()),
    ("either", "value", '"\u05d0\u05d1\u05d2 og \u0627\u0644"'.encode()),
    ("either", "value", '"\ue000 privat"'.encode()),
    ("either", "value", '"\u0378 ikke tildelt"'.encode()),
    ("reject", "append", "# kommentar \u202e vendt\n".encode(), 1),
    ("reject", "append", "n\u200bavn: x\n".encode(), 1),
    ("accept", "value", '"\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 og \u2764\ufe0f"'.encode()),
    ("accept", "value", '"\U0001f1e9\U0001f1f0 \U0001f44d\U0001f3fd 1\ufe0f\u20e3"'.encode()),
    ("accept", "value", '"\U0001f3f3\ufe0f\u200d\U0001f308 og \u270a\U0001f3ff"'.encode()),
    (
        "accept",
        "value",
        '"F\u00f8royar, \u00d0\u00f0, \u00c1\u00e1, \u00dd\u00fd; Kalaallit, \u0138, \u00c2\u00ee\u00fb, \u0128"'.encode(),
    ),
    ("accept", "value", '"A\u030arhus med l\u00f8s ring, cafe\u0301"'.encode()),
    ("accept", "value", '"O\u2019Neill, M\u00fcller, \u0141ukasz, \u0160koda, \u00de\u00f3r"'.encode()),
    ("accept", "value", '"blødt\u00adskel og hårdt\u00a0mellemrum\u202f%"'.encode()),
    (
        "accept",
        "value",
        '"\u201eanf\u00f8rsel\u201c \u00bbny\u00ab \u2013 tankestreg \u2014 \u2026 \u2192 \u2713"'.encode(),
    ),
    ("accept", "value", '"\u4e2d\u6587 \u0420\u0443\u0441 \u0395\u03bb \u0627\u0644\u0639"'.encode()),
)

TERMINAL = numbered(
    "terminal",
    *(("either", "value", payload) for payload in (
        rb'"\e]0;INJECTED-9731\a"',
        rb'"\e]8;;file:///etc/passwd\e\\INJECTED-9731\e]8;;\e\\"',
        rb'"\e[2J\e[H INJECTED-9731"',
        rb'"\e[8m INJECTED-9731"',
        rb'"\x9b31m INJECTED-9731"',
        rb'"\eP+q544e\e\\"',
        rb'"\x08\x08\x08 INJECTED-9731"',
        rb'"fejlfri\r INJECTED-9731"',
        rb'"\x0eINJECTED-9731\x0f"',
        rb'"\0"',
        rb'"\a\a\a"',
        rb'"a\tb"',
        rb'"::error file=x::INJECTED-9731"',
        rb'"\n   ::add-mask::INJECTED-9731"',
        rb'"x\n\t::stop-commands::INJECTED-9731"',
        rb'"##[error]INJECTED-9731"',
        rb'"  ##[group]INJECTED-9731"',
        rb'"a ##[command]INJECTED-9731"',
        rb'"x\r\n::debug::INJECTED-9731"',
        rb'"x\u2028::notice::INJECTED-9731"',
        rb'"x\x0b::notice::INJECTED-9731"',
        rb'"x\x0c::notice::INJECTED-9731"',
        rb'"x\x1c::notice::INJECTED-9731"',
        rb'"%0A::error::INJECTED-9731"',
        rb'"::group::INJECTED-9731"',
        b"|\n      x\n      ::warning::INJECTED-9731\n",
        b"::notice::INJECTED-9731",
        rb"'##vso[task.setvariable variable=x]INJECTED-9731'",
        rb'"[/red] [link=file:///etc]INJECTED-9731[/link]"',
        rb'"[bold blink]INJECTED-9731"',
        rb'"[@click=x()]INJECTED-9731[/]"',
        rb'":bomb: :warning:"',
        rb'"%s %d %(x)s {0} {x} {x.__class__} $HOME `id`"',
        rb'"{value} {allowed:or} {count:a|b}"',
    )),
    *(("reject", "append", payload, 1) for payload in (
        b"::error::INJECTED-9731: x\n",
        b"'::error::INJECTED-9731': x\n",
        b"'##[error]INJECTED-9731': x\n",
        b'"\\e[31mINJECTED-9731": x\n',
        b"a: ::warning::INJECTED-9731: x\n",
        b"{value}: x\n",
        b"'[/x]': x\n",
        b"status2: '::error::INJECTED-9731'\n",
    )),
    *(("reject", "id", payload) for payload in (
        rb'"::error::INJECTED-9731"', rb"'##[error]INJECTED-9731'", rb'"\e[31mINJECTED-9731"', rb'"x\n::error::INJECTED-9731"',
    )),
    *(("accept", "value", payload) for payload in (
        b'"[/b] [red]r\xc3\xb8d[/red]"', b'":smile: og C::metode og a :: b"', b'"100 %, {x}, {{ y }}, %s og $1"',
    )),
)

OUTPUT = numbered(
    "output",
    *(("accept", "value", payload) for payload in (
        b"'<script>INJECTED-9731</script>'",
        b"'<img src=x onerror=INJECTED-9731>'",
        b"'\"><svg onload=INJECTED-9731>'",
        b"'</title></style><script>INJECTED-9731</script>'",
        b"'<!-- -->&lt;b&gt;&amp; & < > '",
        b"'[klik](javascript:INJECTED-9731)'",
        b"'![x](https://INJECTED-9731/x.png)'",
        b"'<https://INJECTED-9731> og www.INJECTED-9731.dk'",
        b"'# overskrift **fed** _kursiv_ `kode` ~~streg~~ | a | b |'",
        b"'- punkt'", b"'1. punkt'", b"'> citat'", b"'***'",
        b"'#read(\"/etc/passwd\") #eval(\"1\") $x$ @ref <label> \\\\ //'",
        b"'\\input{/etc/passwd} \\write18{id} ^^41 %kommentar'",
        b"'@SUM(1;2)'", b"'+45 er landekoden'", b"'-2+3'", b'"\\tTab f\xc3\xb8rst"', b"'|cmd'",
        b"'=HYPERLINK(\"https://INJECTED-9731\")'", b"'=cmd|x!A0'",
        b"'{{ 7*191 }}'", b"'{% for x in y %}'", b"'{# x #}'", b"'${7*191} #{7*191} <%= 7*191 %>'",
        b"'BEGIN:VEVENT'", b"'a;b,c\\n\\N'", b"'Bcc: INJECTED-9731@example.org'", b"'=?utf-8?q?=0ABcc:_x?='",
        b'"x\\nBcc: INJECTED-9731\\n\\nhej"', b'"x\\nEND:VEVENT\\nBEGIN:VEVENT\\nEND:VEVENT"',
        b"'&#x3c;b&#x3e; &copy; &nbsp;'", b"'file:///etc/passwd'", b"'{\\rtf1 x}'", b"']]>'", b"'<?xml version=\"1.0\"?>'",
        b"'<w:p><w:r><w:t>x</w:t></w:r></w:p>'", b"'\xe2\x89\xae \xef\xbc\x9cscript\xef\xbc\x9e'",
    )),
)

TYPES = numbered(
    "types",
    *(("either", "value", payload) for payload in (
        b"0101", b"017", b"0o17", b"0x1F", b"1e5", b"1.0", b"1_000", b"12:30", b"12:30:45", b"190:20:30", b"no", b"NO",
        b"yes", b"on", b"Off", b"y", b"n", b"true", b"True", b"null", b"Null", b"~", b"=", b"<<", b".inf", b"-.INF",
        b".nan", b"2026-01-01", b"2026-1-1", b"2026-01-01 10:00:00", b"+45", b"-0", b"00", b"1,5", b"1.000.000", b"'' ",
        b"''", b'""', b"[a, b]", b"{a: b}", b"[]", b"{}", b"[[a]]", b"0b101", b"1e400", b"9" * 400, b"- a", b"1__0",
        b"\xd9\xa1\xd9\xa2", b"\xef\xbc\x91\xef\xbc\x92", b"1.", b".5", b"0.", b"-", b"--", b"...", b"---",
    )),
    *(("accept", "value", payload) for payload in (
        b"'0101'", b'"no"', b"'12:30'", b"'null'", b"'2026-02-30'", b"' 1 '", b"'1e5'", b"'~'", b"'true'",
        b"almindelig tekst", b">-\n      foldet\n      tekst\n", b"|+\n      tekst\n\n", b"kl. 10.30", b"5 til 8 agenter",
    )),
)

_PERSON = "2512489996"
_OTHER = "0707614285"

PEOPLE = numbered(
    "people",
    *(("reject", "value", payload, 0, _PERSON) for payload in (
        b'"251248-9996"', b'"251248 9996"', b'"251248.9996"', b'"251248/9996"', b'"251248 - 9996"',
        '"251248\u20139996"'.encode(), '"251248\u20119996"'.encode(), '"251248\u00a09996"'.encode(),
        '"\uff12\uff15\uff11\uff12\uff14\uff18-\uff19\uff19\uff19\uff16"'.encode(),
        '"\u0662\u0665\u0661\u0662\u0664\u0668-\u0669\u0669\u0669\u0666"'.encode(),
        b'"cpr 2512489996"', b'"CPR: 2512489996"', b'"cprnr.2512489996"', b'"(251248-9996)"', b'"x251248-9996x"',
        b'"25 12 48 9996"', b'"25.12.48-9996"', b'"25-12-48-9996"', b'"25/12/48 9996"', b'"2512489996"', b"2512489996",
        b'"251248\\x2d9996"', b'"2\\x3512489996"', b'"251248\\u20119996"', b"|\n      251248-9996\n",
        b'"a\\n251248-9996"', b'"251248_9996"', b'"251248-9996@example.org"', b'"https://x.dk/251248-9996"',
        b">-\n      251248-\n      9996\n", b">-\n      cpr 251248\n      9996\n", b'"251248-9996-1"',
        '"251248\u2212\u200a9996"'.encode(), '"2\u20e35"'.encode() + b' # 251248-9996',
    )),
    *(("reject", "append", payload, line, _PERSON) for payload, line in (
        (b"# 251248-9996\n", 1), (b"251248-9996: x\n", 1), (b"a: {b: [251248-9996]}\n", 1), (b"status2: 2512489996\n", 1),
        (b"a: '251248-9996\n", 1), (b"a: !!str 251248-9996\n", 1), (b"a: &251248-9996 x\n", 1), (b"a: *251248-9996\n", 1),
        (b"a: b: 251248-9996\n", 1), (b"a: @251248-9996\n", 1), (b"'251248-9996': x\n'251248-9996': y\n", 0),
        (b"frist: 251248-9996\n", 1), (b"- 251248-9996\n", 1), (b"# l\n\n# CPR 251248 9996\n", 3),
        (b"<<<<<<< 251248-9996\n", 1), (b"%251248-9996\n", 1), (b"\xff 251248-9996\n", 1), (b"a: \x1b251248-9996\n", 1),
    )),
    ("reject", "id", b"251248-9996", 0, _PERSON),
    ("reject", "id", b"2512489996", 0, _PERSON),
    ("reject", "id", b"'251248-9996'", 0, _PERSON),
    ("reject", "value", b'"070761-4285"', 0, _OTHER),
    ("reject", "value", b'"670761-4285"', 0, "6707614285"),
    ("reject", "raw", b"251248-9996", 0, _PERSON),
    ("reject", "raw", b"schema: samskab/application@1\nid: 251248-9996\n", 0, _PERSON),
    ("reject", "raw", b"schema: 251248-9996\n", 0, _PERSON),
    *(("accept", "value", payload) for payload in (
        b'"CVR 29189846 og EAN 5798003279992"', b'"P-nummer 1012345678"', b'"p-nr. 1001234567"', b'"den 31. februar 310248"',
        b'"9912489996 er ingen f\xc3\xb8dselsdag"', b'"frist 2026-01-28, sag 14/2026"', b'"perioden 2014-2026, 1.400 borgere"',
        b'"ISBN 978-87-1234567-8"', b'"kl. 10.30-12.00 og 251248"', b'"12-2014 og 2015-16"', b'"konto 3001 12345678"',
        b'"251248-99961"', b'"1251248-9996"',
    )),
)

IDS = numbered(
    "ids",
    *(("reject", "id", payload) for payload in (
        b"..", b".", b"a/b", b"a\\b", b"/etc/passwd", b"'C:\\x'", b"'~'", b"~root", b"A", b"a", b"K\xc3\xb8ge", b"k\xc3\xb8ge",
        b"con", b"CON", b"nul", b"com1", b"lpt9", b"aux", b"prn", b"-a", b"a-", b"a_b", b"a b", b"' a1'", b"'a1 '", b"a.b",
        b"a.yaml", b"x" * 64, b"x" * 9000, b"''", b"null", b"true", b"0101", b"1e5", b"2026-01-01", b"[ab]", b"{ab: cd}",
        rb'"ab\n"', rb'"ab\0"', rb'"ab\tc"', rb'"ab\u202ecd"', b"ab$HOME", b"'ab;id'", b"'ab|id'", b"'ab&'", b"'%2e%2e'",
        "'\uff41\uff42'".encode(), "'ab\u00ad'".encode(), "a\u0430b".encode(), b"'{{ab}}'", b"'../../x'", b"'ab*'", b"'ab?'",
        b"'ab:cd'", b"'<ab>'", b"'#ab'", b"'-rf'", b"'--help'", b"'.git'", b"'ab/../cd'", b"!!str ab", b"*ab",
    )),
)

VALUES: tuple[Case, ...] = (*UNICODE, *TERMINAL, *OUTPUT, *TYPES, *PEOPLE, *IDS)
