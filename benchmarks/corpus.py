"""A data repository of any size for measuring: invented, the same bytes each time, with faults planted on request.

    python benchmarks/corpus.py FOLDER --files 10000 [--faults]

`--faults` breaks 2 % of the applications, each in one known way and place, and makes another 2 % tricky but right.
The list of what must be found is FOLDER/manifest.csv: path, line, code.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SENTENCES = (
    "Vi vil samle beboere, som ellers sjældent mødes, om en fælles opgave i gården.",
    "Området har stærke foreninger, men få af dem taler sammen i det daglige.",
    "Målet er, at flere ældre mænd kommer ud og bliver en del af et fællesskab.",
    "Den lokale skole stiller lokaler til rådighed efter klokken fire.",
    "Boligforeningen har allerede en beboerrådgiver, der kender familierne.",
    "Vi forventer, at mindst tyve borgere deltager i løbet af det første år.",
    "Øget tryghed er vigtigere for os end mange arrangementer på kort tid.",
    "Partnerne har mødtes to gange og er enige om, hvem der gør hvad.",
    "Udfordringen er, at bussen kun kører hver anden time om aftenen.",
    "Frivillige fra naboområdet vil gerne lære fra sig, hvis vi betaler kørslen.",
)
APPLICATION = """\
# yaml-language-server: $schema=../../../../schemas/application.json
# Opdigtet ansøgning til måling af fart.
schema: samskab/application@1
id: {id}
programme: {programme}
applicant:
  municipalities: ["{code}"]
status: submitted
demonstration: true
received:
  at: 2026-02-{day:02d}T{hour:02d}:15+01:00
  via: mail
contact: p-{number:05d}
contact_title: Sundhedskonsulent
participants:
  - role: leader
    person: p-{number:05d}
    title: Leder af sundhedsfremme
    unit: Sundhed og Ældre
  - role: staff
    person: p-{other:05d}
    title: Konsulent
    unit: Børn, Unge og Fritid
counts:
  agent: {agents}
local_area:
  name: Område {number}
  kind: boligområde
partners:
  - {{name: et frivilligcenter, kind: forening}}
  - {{name: en boligforening, kind: boligforening}}
answers:
  maal: |
    {goal}
  omraade: |
    {area}
  partnere: |
    {partners}
  themes: [naboskab, {theme}]
commitments:
  timer: true
  netvaerk: true
"""
PROGRAMME = """\
schema: samskab/programme@1
id: {id}
title: {{da: Måleforløb {number}, en: Measuring programme {number}}}
status: draft
period: {{start: 2026-03, end: 2026-12}}
senders: [sekretariatet]
intake:
  kind: application
  rounds:
    - {{id: ansoegning, opens: 2026-01-05, closes: {{date: 2026-03-02}}}}
capacity: {{municipalities: {{min: 10, max: 20}}}}
roles:
  - {{id: leader, title: {{da: Leder, en: Leader}}, min: 1, max: 2}}
  - {{id: staff, title: {{da: Medarbejder, en: Staff}}, min: 1, max: 2}}
  - {{id: agent, title: {{da: Fællesskabsagent, en: Community champion}}, min: 5, named: false}}
questions:
  - {{id: maal, title: {{da: Hvad er målet?, en: What is the aim?}}, max_words: 400}}
  - {{id: omraade, title: {{da: Beskriv området, en: Describe the area}}, max_words: 400}}
  - {{id: partnere, title: {{da: Hvem er partnere?, en: Who are the partners?}}, max_words: 400}}
  - id: themes
    title: {{da: Temaer, en: Themes}}
    type: choices
    options:
      - {{id: naboskab, title: {{da: Naboskab, en: Neighbours}}}}
      - {{id: bevaegelse, title: {{da: Bevægelse, en: Movement}}}}
      - {{id: mad, title: {{da: Mad, en: Food}}}}
      - {{id: kultur, title: {{da: Kultur, en: Culture}}}}
commitments:
  - {{id: timer, text: {{da: Vi giver medarbejderne tid, en: We give staff time}}}}
  - {{id: netvaerk, text: {{da: Vi deler erfaringer, en: We share what we learn}}}}
"""


class Fault(NamedTuple):
    """One way to break a file: the line that is changed (by its beginning), to what, and the code it must give."""

    begins: str
    becomes: str
    code: str
    offset: int = 0


FAULTS = (
    Fault("status: submitted", "status: indsendt", "SK0"),
    Fault("status: submitted", "status: submitted\nstatus: submitted", "SK0", 1),
    Fault("contact_title:", "kontakt_titel: Konsulent", "SK0"),
    Fault('  municipalities: ["', "  municipalities: [0101]", "SK0"),
    Fault("  at: 2026-02", "  at: 2026-02-30T10:15+01:00", "SK0"),
    Fault("  agent:", "  agent: fem", "SK0"),
    Fault("    title: Konsulent", "    title: no", "SK0"),
    Fault("    title: Konsulent", "\ttitle: Konsulent", "SK0"),
    Fault("    unit: Sundhed og Ældre", "    unit: !!str Sundhed", "SK0"),
    Fault("  name: Område", "  name: &a Område", "SK0"),
    Fault("    title: Leder", "    title: Leder: sundhed", "SK0"),
    Fault("  - role: staff", "  - role: medarbejder", "SK3"),
    Fault("  themes:", "  themes: [naboskab, sejlads]", "SK3"),
    Fault("  netvaerk: true", "  netvaerk: false", "SK3"),
    Fault("  maal: |", "  maal: |\n    Ring til 251248-9996.", "SK7", 1),
    Fault("  agent:", "  agent: 2", "SK3"),
)
TRICKY: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: text.replace("Område ", "'no: ", 1).replace("\n  kind: bolig", "'\n  kind: bolig", 1),
    lambda text: text.replace("    Vi vil", "    # ikke en kommentar: Vi vil", 1),
    lambda text: text.replace("contact_title: Sundhedskonsulent", 'contact_title: "0101 [chef] 👩‍🌾 & <b>"'),
    lambda text: text.replace("via: mail", "via: mail   # modtaget 12:30, nr. 0017"),
    lambda text: text + "\n\n# slut\n",
    lambda text: text.replace("    - ", "    -   "),
)


def applications(files: int, codes: list[str], faults: bool) -> Iterator[tuple[str, str, tuple[int, str] | None]]:
    """Path, text, and what must be found in it, for every application."""
    for number in range(files):
        programme = f"maaling-{number // len(codes):04d}"
        key = f"{codes[number % len(codes)]}-a{number:06d}"
        text = application(key, programme, codes[number % len(codes)], number)
        expected = None
        if faults and number % 50 == 7:
            text, expected = broken(text, FAULTS[number // 50 % len(FAULTS)])
        elif faults and number % 50 == 31:
            text = TRICKY[number // 50 % len(TRICKY)](text)
        yield f"data/programmes/{programme}/applications/{key}.yaml", text, expected


def prose(start: int, sentences: int) -> str:
    """Some sentences, two a line, indented as a block."""
    chosen = [SENTENCES[(start + step * (1 + start % 3)) % len(SENTENCES)] for step in range(sentences)]
    return "\n    ".join(" ".join(chosen[i : i + 2]) for i in range(0, sentences, 2))


def application(key: str, programme: str, code: str, number: int) -> str:
    """The file of one application."""
    return APPLICATION.format(
        id=key,
        programme=programme,
        code=code,
        day=1 + number % 28,
        hour=8 + number % 9,
        number=number,
        other=number + 50_000,
        agents=5 + number % 4,
        theme=("bevaegelse", "mad", "kultur")[number % 3],
        goal=prose(number, 9),
        area=prose(number + 3, 11),
        partners=prose(number + 7, 10),
    )


def broken(text: str, fault: Fault) -> tuple[str, tuple[int, str]]:
    """The text with one fault, and the line and code family that must be reported."""
    lines = text.split("\n")
    place = next(i for i, line in enumerate(lines) if line.startswith(fault.begins))
    lines[place : place + 1] = fault.becomes.split("\n")
    return "\n".join(lines), (place + 1 + fault.offset, fault.code)


def write(folder: Path, files: int, faults: bool = False) -> None:
    """The whole repository; the folder is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "municipalities", folder / "data" / "municipalities")
    shutil.copy(ROOT / "data" / "register.yaml", folder / "data")
    settings = (
        "schema: samskab/repository@1\ntitle: {da: Måling, en: Measuring}\n"
        "organisation: sekretariatet\ncalendar_host: samskab.example\n"
    )
    (folder / "samskab.yaml").write_text(settings, encoding="utf-8", newline="\n")
    senders = (
        "schema: samskab/senders@1\nsenders:\n"
        "  - {id: sekretariatet, organisation: {da: Sekretariatet, en: The secretariat}}\n"
    )
    (folder / "data" / "senders.yaml").write_text(senders, encoding="utf-8", newline="\n")
    codes = [file.name[:4] for file in sorted((folder / "data" / "municipalities").iterdir())]
    manifest = []
    made: set[Path] = set()
    for path, text, expected in applications(files, codes, faults):
        place = folder / path
        if place.parent not in made:
            place.parent.mkdir(parents=True)
            made.add(place.parent)
            key = place.parent.parent.name
            programme = PROGRAMME.format(id=key, number=len(made))
            (place.parent.parent / "programme.yaml").write_text(programme, encoding="utf-8", newline="\n")
        place.write_text(text, encoding="utf-8", newline="")
        if expected:
            manifest.append((path, *expected))
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(manifest)


def main() -> None:
    """The command line above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--faults", action="store_true")
    chosen = parser.parse_args()
    write(chosen.folder, chosen.files, chosen.faults)


if __name__ == "__main__":
    main()
