"""The restricted Jinja environment: plain data in, Markdown with placeholders out. Runs in the child process only.

A name is a key of the data and never an attribute; what is printed becomes a placeholder; every loop, call, string and
the whole output have a limit. `allowed_syntax` refuses the rest before it is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from samskab.documents.templating import allowed_syntax
from samskab.documents.templating.front_matter import TemplateTexts, without_front_matter
from samskab.documents.templating.placeholders import PRIVATE, Placeholders
from samskab.documents.templating.template_error import Fault, unknown
from samskab.language import Language, language_code
from samskab.spelling import upper_first

MAX_STEPS = 50_000
MAX_OUTPUT = 1_000_000  # characters of values and of the template's own words together
MAX_MARKDOWN = 200_000  # characters that the Markdown parser reads: values are not among them
MAX_STRING = 100_000
MAX_SOURCE = 256_000
MAX_RANGE = 1_000
NAME = re.compile(r"(standard/)?([A-Za-z0-9_-]+)\.md\.j2")


class Missing(StrictUndefined):
    """A name that is not there: any use of it is SK621 with the nearest name that is."""

    __slots__ = ("_near",)

    def __init__(self, hint: Any = None, obj: Any = None, name: Any = None, exc: Any = None) -> None:  # noqa: ARG002
        super().__init__(hint, obj, name, lambda _: unknown(str(name), self._near))  # type: ignore[arg-type]
        self._near: list[str] = list(obj) if isinstance(obj, Mapping) else []

    def fail(self) -> NoReturn:
        self._fail_with_undefined_error()


class Sandbox(ImmutableSandboxedEnvironment):
    """One per child process. `placeholders` and the counters are fresh for each document."""

    def __init__(self, own: TemplateTexts, packaged: TemplateTexts, language: str) -> None:
        super().__init__(
            loader=_Loader(own, packaged),
            undefined=Missing,
            autoescape=True,  # so that macros and set blocks give Markup, which keeps its placeholders
            finalize=_printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,
            cache_size=200,
        )
        self.language = language
        self.globals.clear()
        self.globals["range"] = _range
        self.filters = {**_FILTERS, "_counted": self._counted, "_glued": self._glued}
        self.filters |= {"paragraphs": self._paragraphs, "afsnit": self._paragraphs, "link": self._link}
        self.filters |= {"listing": self._listing, "opremset": self._listing}
        self.tests = {name: test for name, test in self.tests.items() if name in allowed_syntax.TESTS}
        self.undefined = self._missing  # type: ignore[assignment]
        self.concat = self._joined  # type: ignore[method-assign]
        self.begin()

    def begin(self) -> None:
        """Reset the counters and the placeholders for the next document."""
        self.placeholders = Placeholders()
        self._steps = 0
        self._size = 0
        self._known: Mapping[str, Any] = {}

    def write(self, name: str, data: Mapping[str, Any]) -> str:
        """The Markdown of one document, with placeholders; the placeholders are in `self.placeholders`."""
        self.begin()
        self._known = data
        template = self.get_template(name)
        parts: list[str] = []
        length = 0
        writing: Any = template.root_render_func(template.new_context(dict(data)))
        for part in writing:
            parts.append(part)
            length += len(part)
            if length > MAX_MARKDOWN:
                raise _located(Fault("SK651", most=MAX_MARKDOWN), writing)
        return "".join(parts)

    def _missing(self, hint: Any = None, obj: Any = None, name: Any = None, exc: Any = None) -> Missing:
        return Missing(hint, self._known if obj is None else obj, name, exc)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for fault in allowed_syntax.forbidden_constructs(tree):
            raise fault.at(filename or "", 1)
        for fault in self.imported_letters(tree):
            raise fault.at(filename or "", 1)
        return allowed_syntax.counted(tree)

    def imported_letters(self, tree: nodes.Template) -> Iterator[Fault]:
        """SK626: a template is imported that prints values: an import has none of the letter's data."""
        loader: Any = self.loader
        found: list[nodes.Import | nodes.FromImport] = [*tree.find_all(nodes.Import), *tree.find_all(nodes.FromImport)]
        for node in found:
            wanted = getattr(node.template, "value", None)
            if node.with_context or not isinstance(wanted, str) or wanted not in loader.names():
                continue
            text, path, _ = loader.get_source(self, wanted)
            if not allowed_syntax.is_macros_alone(super()._parse(text, wanted, path)):
                tag = "import" if isinstance(node, nodes.Import) else "from"
                what, hint = f'{{% {tag} "{wanted}" ... %}}', f'{{% include "{wanted}" %}}'
                yield Fault("SK626", line=node.lineno, what=what, hint=hint)

    # What an expression may reach ------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else Missing(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in allowed_syntax.LOOP_NAMES:
            return getattr(obj, attribute)
        if isinstance(obj, TemplateModule):
            names = {key: value for key, value in vars(obj).items() if not key.startswith("_")}
            return names[attribute] if attribute in names else Missing(obj=names, name=attribute)
        if isinstance(obj, Missing):
            obj.fail()
        return Missing(obj={}, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Mapping) and isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, (list, tuple)) and isinstance(argument, int) and 0 <= argument < len(obj):
            return obj[argument]
        if isinstance(obj, Missing):
            obj.fail()
        return Missing(obj={}, name=str(argument)[:80])

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self._step(1)
        if not (isinstance(obj, (Macro, BlockReference)) or obj is _range):
            if isinstance(obj, Missing):
                obj.fail()
            raise Fault("SK626", what="...()")
        return context.call(obj, *args, **kwargs)

    # Budgets ---------------------------------------------------------------------------------

    def _step(self, count: int) -> None:
        self._steps += count
        if self._steps > MAX_STEPS:
            raise Fault("SK650", most=MAX_STEPS)

    def _weigh(self, size: int) -> None:
        self._size += size
        if self._size > MAX_OUTPUT:
            raise Fault("SK651", most=MAX_OUTPUT)

    def _joined(self, parts: Iterable[str]) -> str:
        kept = list(parts)
        self._weigh(sum(map(len, kept)))
        return "".join(kept)

    def _counted(self, value: Any) -> list[Any]:
        if isinstance(value, Undefined):
            _refuse(value)
        if not isinstance(value, (list, tuple, range)):
            raise Fault("SK629", what="{% for %}")
        self._step(len(value) + 1)
        return list(value)

    def _glued(self, values: list[Any]) -> str:
        """`~`: text stays text; beside a macro's result it becomes a placeholder first."""
        words = [value if isinstance(value, Markup) else _words(value) for value in values]
        if sum(map(len, words)) > MAX_STRING:
            raise Fault("SK652", most=MAX_STRING)
        if not any(isinstance(word, Markup) for word in words):
            return "".join(words)
        return Markup("".join(w if isinstance(w, Markup) else self.keep(w) for w in words))  # noqa: S704

    def keep(self, text: str, kind: Any = "text") -> Markup:
        """Keep a value and print its placeholder."""
        self._step(1)
        self._weigh(len(text))
        return Markup(self.placeholders.put(text, kind))  # noqa: S704 - the marker holds a number only

    def _paragraphs(self, value: Any) -> Any:
        return value if isinstance(value, Markup) else self.keep(_words(value), "paragraphs")

    def _link(self, value: Any) -> Any:
        return value if isinstance(value, Markup) else self.keep(_words(value), "link")

    def _listing(self, values: Any, last: str = "and") -> str:
        words = tuple(_words(value) for value in self._counted(values))
        if last not in ("and", "or"):
            raise Fault("SK629", what="|opremset")
        return Language(language_code(self.language)).listing(words, "or" if last == "or" else "and")


@pass_context
def _printed(context: Context, value: Any) -> Any:
    """What `{{ value }}` puts on the page: the placeholder of a text or whole number; anything else is a mistake."""
    sandbox: Any = context.environment
    if isinstance(value, Markup):
        return value
    if isinstance(value, Undefined) and not isinstance(value, Missing):
        return ""  # `{{ "x" if y }}` without an else
    return sandbox.keep(_words(value))


def _words(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return str(value)
    if isinstance(value, Undefined):
        _refuse(value)
    if isinstance(value, bool):
        raise Fault("SK647")
    if value is None:
        raise Fault("SK648")
    raise Fault("SK627" if isinstance(value, (list, tuple, range, dict)) else "SK649")


def _refuse(value: Undefined) -> NoReturn:
    if isinstance(value, Missing):
        value.fail()
    raise Fault("SK648")


def _range(*bounds: Any) -> list[int]:
    if not 1 <= len(bounds) <= 2 or any(not isinstance(bound, int) for bound in bounds):
        raise Fault("SK629", what="range")
    numbers = range(*bounds)
    if max(map(abs, bounds)) > 10 * MAX_RANGE or len(numbers) > MAX_RANGE:
        raise Fault("SK654", most=MAX_RANGE)
    return list(numbers)


def _sized(value: Any) -> int:
    if isinstance(value, Undefined):
        _refuse(value)
    if not isinstance(value, (str, list, tuple, dict)):
        raise Fault("SK629", what="|length")
    return len(value)


def _end(index: int) -> Callable[[Any], Any]:
    def take(value: Any) -> Any:
        if isinstance(value, Undefined):
            _refuse(value)
        if not isinstance(value, (list, tuple)):
            raise Fault("SK629", what="|first, |last")
        return value[index] if value else Missing(obj={}, name="first" if index == 0 else "last")

    return take


def _join(values: Any, between: Any = ", ") -> str:
    if isinstance(values, Undefined):
        _refuse(values)
    if not isinstance(values, (list, tuple)):
        raise Fault("SK629", what="|join")
    text = _words(between).join(_words(value) for value in values)
    if len(text) > MAX_STRING:
        raise Fault("SK652", most=MAX_STRING)
    return text


def _capital(value: Any) -> str:
    return upper_first(_plain(value, "|stort"))


def _plain(value: Any, what: str) -> str:
    if isinstance(value, Markup):
        raise Fault("SK629", what=what)
    return _words(value)


def _default(value: Any, instead: Any = "") -> Any:
    return instead if isinstance(value, Undefined) or value is None or value == "" else value


_FILTERS: dict[str, Any] = {
    "length": _sized,
    "count": _sized,
    "first": _end(0),
    "last": _end(-1),
    "join": _join,
    "lower": lambda value: _plain(value, "|lower").lower(),
    "capfirst": _capital,
    "stort": _capital,
    "default": _default,
}


def _located(fault: Fault, writing: Any) -> Fault:
    """A fault with the line where a template, or the block or part it was writing, had paused."""
    while (inner := getattr(writing, "gi_yieldfrom", None)) is not None and hasattr(inner, "gi_frame"):
        writing = inner
    frame = writing.gi_frame
    template = frame.f_globals.get("__jinja_template__") if frame else None
    return fault.at(template.filename or "", template.get_corresponding_lineno(frame.f_lineno)) if template else fault


class _Loader(BaseLoader):
    """Reads the data repository's templates before the packaged ones; `standard/` always means the packaged one."""

    def __init__(self, own: TemplateTexts, packaged: TemplateTexts) -> None:
        self.own, self.packaged = own, packaged

    def get_source(self, _: Any, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        match = NAME.fullmatch(template)
        if not match:
            raise TemplateNotFound(template)
        name = match[2]
        found = None if match[1] else self.own.get(name)
        found = found or self.packaged.get(name)
        if not found:
            raise TemplateNotFound(template)
        path, text = found
        if len(text) > MAX_SOURCE:
            raise Fault("SK655", path=path, line=1, most=MAX_SOURCE)
        if private := PRIVATE.search(text):
            line = text.count("\n", 0, private.start()) + 1
            raise Fault("SK626", path=path, line=line, what=f"U+{ord(private[0]):04X}")
        return without_front_matter(text), path, lambda: True

    def names(self) -> list[str]:
        """Every template there is, as a template would name it."""
        return sorted(
            {f"{n}.md.j2" for n in (*self.own, *self.packaged)} | {f"standard/{n}.md.j2" for n in self.packaged}
        )


def syntax_fault(error: TemplateSyntaxError) -> Fault:
    """Jinja's message as one of our codes: unknown tag, unclosed block, unknown filter, other syntax."""
    message = error.message or ""
    where: dict[str, Any] = {"path": error.filename or "", "line": error.lineno}
    if tag := re.search(r"unknown tag '(\w+)'", message):
        tags = [
            "for",
            "endfor",
            "if",
            "elif",
            "else",
            "endif",
            "block",
            "endblock",
            "extends",
            "set",
            "macro",
            "include",
        ]
        fault = unknown(tag[1], tags)
        return Fault("SK624", hint=fault.hint, name=tag[1], **where)
    if "end of template" in message or "Missing end of" in message:
        block = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
        return Fault("SK623", name=block[1] if block else "", **where)
    if test := re.search(r"No (filter|test) named '(\w+)'", message):
        return Fault("SK625", name=test[2], **where)
    if block := re.search(r"block '(\w+)' defined twice", message):
        return Fault("SK699", name=block[1][:80], **where)
    return Fault("SK622", detail=message[:200], **where)
