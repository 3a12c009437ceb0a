"""One run of the program: folder, language, day, colours, verbosity. Every command finds it in `context.obj`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samskab.cli import terminal
from samskab.cli.live_progress import LiveProgress, is_watched
from samskab.language import LANGUAGES, Language, LanguageCode, language_code, phrase_key
from samskab.progress import Progress, unobserved
from samskab.refusal import Refusal
from samskab.storage.files import find_root

if TYPE_CHECKING:
    from rich.console import RenderableType

OPTIONS = "samskab.options"
"""Key in Typer's `context.meta` of the shared options that were given, by name; all contexts of a line share it."""


_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
"""Days of a run. Beyond them lie slips of the pen, and days that no calendar can be counted from."""


class Session:
    """What holds for this run. `place` is the folder of `-C`, else the current folder."""

    def __init__(self, env: Mapping[str, str] | None = None) -> None:
        self.env = os.environ if env is None else env
        self.is_repeatable = True
        """Whether the output may be kept (`last_run`): nothing in it is private or was stopped at a limit."""
        self.command = ""
        """The words of the command that runs, as `decision verify`."""
        self.settle({})

    def settle(self, options: Mapping[str, Any]) -> None:
        """Take the shared options of a command line, by name (`app.shared`); one that is missing has its default."""
        self._options = options
        self._root: Path | None = None
        self.place: Path = options.get("repo") or Path()
        self.given_language: str = options.get("lang") or self.env.get("SAMSKAB_LANG", "")
        self.given_day: date | None = options.get("today")
        self.colour: terminal.Colour = options.get("color") or "auto"
        self.quiet: bool = options.get("quiet", False)
        self.verbose: bool = options.get("verbose", False)
        self.debug: bool = options.get("debug", False)
        self._forget("code", "language", "today", "run_options")

    @cached_property
    def code(self) -> LanguageCode:
        """The language of this run: `--lang`, SAMSKAB_LANG, the repository's `language:`, the machine's, Danish."""
        return run_language(self.given_language, self.place, self.env)

    @cached_property
    def language(self) -> Language:
        """The session's language with its sentences."""
        from samskab.yaml.catalogue import load_language

        return load_language(self.code).of_run(self.run_options)

    @cached_property
    def run_options(self) -> str:
        """The options of this run that the commands in its sentences need, as they are typed behind a command."""
        options = {**self._options, "repo": self._folder()}
        names = {"repo": "-C", "today": "--today", "lang": "--lang"}
        given = {name: str(options[key]) for key, name in names.items() if options.get(key)}
        if given.get("--lang") == run_language("", self.place, self.env):
            del given["--lang"]
        if not given:
            return ""
        from samskab.report.escape import shell_word

        return "".join(f" {name} {_escaped(shell_word(value))}" for name, value in given.items())

    def _folder(self) -> str:
        """The folder that paths in sentences begin at, as typed after `-C`: the repository around the place."""
        with suppress(OSError, ValueError):  # the folder is deleted, or the repository on another drive
            root = self._root or find_root(self.place.absolute())
            if root is not None and root != self.absolute(Path()):
                folder = str(root) if self.place.is_absolute() else os.path.relpath(root)
                return "" if folder == os.curdir else folder
        return str(self._options.get("repo") or "")

    def typed_path(self, file: Path) -> str:
        """The path of an argument as a command with the options of this run takes it."""
        from samskab.report.escape import shell_word

        if file.is_absolute():
            return shell_word(str(file))
        base = self._root or find_root(self.place.absolute()) or self.place
        return shell_word(os.path.relpath(self.absolute(file), base))

    @cached_property
    def today(self) -> date:
        """The day this run holds for: `--today`, SAMSKAB_TODAY, SOURCE_DATE_EPOCH, else the machine's."""
        if self.given_day is not None:
            return self.given_day
        from_environment = self.env.get("SAMSKAB_TODAY")
        if from_environment:
            return parse_day_option(from_environment, "SAMSKAB_TODAY")
        epoch = self.env.get("SOURCE_DATE_EPOCH", "")
        if epoch:
            try:
                return parse_day_option(str(datetime.fromtimestamp(int(epoch), UTC).date()), "SOURCE_DATE_EPOCH")
            except (ValueError, OverflowError, OSError):
                raise Refusal("usage.bad_epoch", value=epoch) from None
        return datetime.now().astimezone().date()  # noqa: TID251  # the one place that reads the machine's day

    def check_place(self) -> None:
        """Refuse a folder of `-C`, or a current folder, that does not exist."""
        try:
            there = self.place.absolute().is_dir()
        except OSError:  # the current folder has been deleted
            there = False
        if not there:
            raise Refusal("usage.no_folder", path=str(self.place))

    def repository(self, near: Path | None = None) -> Path:
        """The data repository around `near` (or the place); refused when there is none."""
        root = find_root((near or self.place).absolute())
        if root is None:
            raise Refusal("usage.no_repository", path=str(near or self.place))
        self.enter(root)
        return root

    def absolute(self, path: Path) -> Path:
        """The absolute path of an argument; a link is not followed, so that it can be refused as one."""
        return Path(os.path.normpath(self.place.absolute() / path))

    def existing(self, path: Path) -> Path:
        """The same of an argument that must be there."""
        place = self.absolute(path)
        if not os.path.lexists(place):
            raise Refusal("usage.no_file", path=str(path))
        return place

    def enter(self, root: Path) -> None:
        """Write in the language of the repository at `root`, unless the person has chosen one, and commands for it."""
        self._root = root
        self._forget("language", "run_options")
        if not self.given_language:
            self.code = run_language("", root, self.env)

    @property
    def colours(self) -> bool:
        """Whether stdout gets colour."""
        return terminal.wants_colour(self.colour, self.env)

    @property
    def width(self) -> int:
        """Columns to write in."""
        return terminal.width(self.env)

    @cached_property
    def progress(self) -> Progress:
        """What long work reports its steps to: a line on stderr, where somebody looks at it and unless `--quiet`."""
        if self.quiet or not is_watched(self.env):
            return unobserved
        return LiveProgress(
            lambda step, done, total: self.sentence(phrase_key("progress", step), done=done, total=total), self.env
        )

    def draw(self, *parts: RenderableType) -> None:
        """What `report/screen.py` makes of a result to stdout, in the width and colours of this run."""
        terminal.put(self.drawn(*parts))

    def drawn(self, *parts: RenderableType) -> str:
        """The same as a text."""
        from samskab.report.screen import rendered

        return rendered(parts, self.width, colour=self.colours, encoding=terminal.encoding())

    def draw_message(self, *parts: RenderableType) -> None:
        """The same to stderr."""
        from samskab.report.screen import rendered

        colour = terminal.wants_colour(self.colour, self.env, sys.stderr)
        terminal.put_message(rendered(parts, self.width, colour=colour, encoding=terminal.encoding(sys.stderr)))

    @property
    def output_is_drawn(self) -> bool:
        """Whether stdout is drawn for somebody who looks at it: on a screen, or in colour."""
        return terminal.is_screen() or self.colours

    @property
    def messages_are_drawn(self) -> bool:
        """The same for stderr."""
        return terminal.is_screen(sys.stderr) or terminal.wants_colour(self.colour, self.env, sys.stderr)

    def put(self, code: str, style: str = "plain", /, **values: object) -> None:
        """A sentence of the catalogue to stdout; folded between words where somebody looks at it."""
        self.put_line(self.sentence(code, **values), style)

    def put_line(self, line: str, style: str = "plain") -> None:
        """The same with a line that is a sentence already."""
        if self.output_is_drawn:
            from samskab.report.screen import escaped_path

            self.draw(escaped_path(line, self.width, style))
        else:
            terminal.put(f"{line}\n")

    def say(self, code: str, /, **values: object) -> None:
        """A sentence of the catalogue to stderr, unless `--quiet`."""
        if not self.quiet:
            self.say_line(self.sentence(code, **values))

    def say_line(self, line: str, style: str = "plain") -> None:
        """A line to stderr, also with `--quiet`; folded between words where somebody looks at it."""
        if self.messages_are_drawn:
            from samskab.report.screen import escaped_path

            self.draw_message(escaped_path(line, self.width, style))
        else:
            terminal.put_message(line)

    def sentence(self, code: str, /, **values: object) -> str:
        """A sentence of the catalogue; values that are text are escaped for a terminal."""
        worded = {name: self.language.worded(value) for name, value in values.items()}
        return self.language.say(code, **{name: _escaped(value) for name, value in worded.items()})

    def _forget(self, *cached: str) -> None:
        for name in cached:
            self.__dict__.pop(name, None)


def _escaped(value: object) -> object:
    from samskab.report.escape import show

    if isinstance(value, tuple):
        return tuple(map(_escaped, value))
    return show(value) if isinstance(value, str) else value


def run_language(given: str, place: Path, env: Mapping[str, str]) -> LanguageCode:
    """The first of these that names a language of samskab: `given`, the repository around `place`, the machine."""
    wanted = [given, _of_repository(place), _of_machine(env)]
    return language_code(next((word for word in wanted if word in LANGUAGES), ""))


def parse_day_option(text: str, name: str) -> date:
    """A day as 2014-12-04, given by the option or variable `name`; refused otherwise, and where no programme is run."""
    from samskab.model.field_types import parse_day

    try:
        day = parse_day(text)
    except ValueError:
        raise Refusal("usage.bad_day", option=name, value=text) from None
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise Refusal("usage.day_out_of_range", option=name, value=text, first=_FIRST_DAY, last=_LAST_DAY)
    return day


def one_line(text: str, option: str) -> str:
    """The text of an option for a file; refused without words, with invisible characters or with a CPR number."""
    from samskab.check.support.cpr import cpr_numbers

    if any(cpr_numbers(text, date.max)):
        raise Refusal("choice.cpr_number", exit_code=1, option=option)
    if not text.strip() or not text.isprintable():
        raise Refusal("choice.not_a_line", option=option)
    return text.strip()


def _of_repository(place: Path) -> str:
    try:
        root = find_root(place.absolute())
        if root is None:
            return ""
        head = (root / "samskab.yaml").read_bytes()[:65536].decode("utf-8", errors="replace")
    except OSError:
        return ""
    found = re.search(r"""^language:[ \t]*["']?(da|en)["']?[ \t]*(?:#.*)?$""", head, re.MULTILINE)
    return found[1] if found else ""


def _of_machine(env: Mapping[str, str]) -> str:
    return next((env[name][:2] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
