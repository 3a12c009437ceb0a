"""One run of one command: folder, language, day, verbosity. Every command gets it as its first argument."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from samskab.cli import terminal
from samskab.cli.language import chosen_language
from samskab.language import Language, LanguageCode
from samskab.refusal import Refusal
from samskab.storage.files import find_root


class Session:
    """What holds for this run. `place` is the folder of `-C`, else the current folder."""

    def __init__(self, place: Path, code: LanguageCode, *, debug: bool = False, told_language: bool = False) -> None:
        self.place = place
        self._code: LanguageCode = code
        self.debug = debug
        self.told_language = told_language
        self.given_day: date | None = None
        self.colour: terminal.Colour = "auto"
        self.quiet = False
        self.verbose = False

    @cached_property
    def language(self) -> Language:
        """The session's language with its sentences."""
        from samskab.yaml.catalogue import load_language

        return load_language(self._code)

    @cached_property
    def today(self) -> date:
        """The day this run holds for: `--today`, SAMSKAB_TODAY, SOURCE_DATE_EPOCH, else the machine's."""
        if self.given_day is not None:
            return self.given_day
        told = os.environ.get("SAMSKAB_TODAY")
        if told:
            return a_day(told, "SAMSKAB_TODAY")
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch:
            try:
                return datetime.fromtimestamp(int(epoch), UTC).date()
            except (ValueError, OverflowError, OSError):
                raise Refusal("usage.bad_epoch", value=epoch) from None
        return datetime.now().astimezone().date()  # noqa: TID251  # the one place that asks the machine for the day

    def repository(self, near: Path | None = None) -> Path:
        """The data repository that `near` (or the place) lies in; refused when there is none."""
        root = find_root((near or self.place).absolute())
        if root is None:
            raise Refusal("usage.no_repository", path=str(near or self.place))
        self.enter(root)
        return root

    def enter(self, root: Path) -> None:
        """Write in the language of the repository at `root`, unless the person has chosen one."""
        code = chosen_language([], os.environ, root)
        if not self.told_language and code != self._code:
            self._code = code
            self.__dict__.pop("language", None)

    @property
    def colours(self) -> bool:
        """Whether stdout gets colour."""
        return terminal.wants_colour(self.colour, os.environ)

    @property
    def width(self) -> int:
        """Columns to write in."""
        return terminal.width(os.environ)

    def say(self, code: str, /, **values: object) -> None:
        """A sentence of the catalogue to stderr, unless the person wants quiet."""
        if not self.quiet:
            terminal.talk(self.sentence(code, **values))

    def sentence(self, code: str, /, **values: object) -> str:
        """A sentence of the catalogue; text that came from outside is disarmed."""
        from samskab.report.escape import show

        return self.language.say(code, **{k: show(v) if isinstance(v, str) else v for k, v in values.items()})


def a_day(text: str, name: str) -> date:
    """A day a person gave, as 2014-12-04; refused otherwise."""
    from samskab.model.field_types import parse_day

    try:
        return parse_day(text)
    except ValueError:
        raise Refusal("usage.bad_day", option=name, value=text) from None
