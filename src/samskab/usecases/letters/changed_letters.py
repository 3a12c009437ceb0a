"""What a run would change: each letter compared with the output folder, and which of its words differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from samskab.documents.word_changes import word_changes
from samskab.report.letter_changes import LetterDifference
from samskab.usecases.letters.manifest import Compared, ManifestEntry, compare, previous_run

_FORWARD = ("edited", "words", "looks", "same", "new")
"""States of a letter's files, the one that says most about the letter first: another format makes it no new letter."""


def changed_letters(
    out: Path, entries: Iterable[ManifestEntry], texts: Mapping[str, str]
) -> tuple[LetterDifference, ...]:
    """Every letter once for each state of its files. `texts` are the new ones by the digest of their words."""
    before = previous_run(out)
    files: dict[tuple[str, str, str, str], list[ManifestEntry]] = {}
    for entry, how in compare(out, entries):
        name = entry.file.rpartition(".")[0]
        files.setdefault((name, entry.template, entry.recipient, how), []).append(entry)
    found = []
    for (name, template, recipient, state), made in files.items():
        earlier = next((before.entries[each.file] for each in made if each.file in before.entries), None)
        old = before.texts.get(earlier.words) if earlier else None
        new = texts.get(made[0].words)
        changes = tuple(word_changes(old, new)) if old and new and state in {"words", "edited"} else ()
        formats = tuple(dict.fromkeys(each.format for each in made))
        found.append(LetterDifference(name, template, recipient, state, formats, changes))
    return tuple(found)


def by_name(letters: Iterable[LetterDifference]) -> dict[str, LetterDifference]:
    """The most significant state of each letter."""
    ordered = sorted(letters, key=lambda each: _FORWARD.index(each.state), reverse=True)
    return {each.name: each for each in ordered}


def holding_older(out: Path, compared: Iterable[Compared]) -> tuple[str, ...]:
    """Files of earlier runs in the folder that hold a letter which this run changes and that it does not make again."""
    made = {each.entry.file: each.state for each in compared}
    changed = {file for file, state in made.items() if state != "same"}
    return tuple(
        sorted(
            each.file
            for each in previous_run(out).entries.values()
            if each.file not in made and changed & set(each.held()) and (out / each.file).is_file()
        )
    )
