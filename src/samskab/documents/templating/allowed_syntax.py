"""Which Jinja a template may use: enough to place text, not to compute, reach or exhaust anything.

The syntax tree of a template is checked before any of it is compiled. Runs in the child process only.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from jinja2 import nodes

from samskab.documents.templating.template_error import Fault

FILTERS = (
    "afsnit",
    "capfirst",
    "count",
    "default",
    "first",
    "join",
    "last",
    "length",
    "link",
    "listing",
    "lower",
    "opremset",
    "paragraphs",
    "stort",
)
TESTS = ("defined", "undefined", "none", "eq", "ne", "lt", "le", "gt", "ge", "in", "true", "false", "even", "odd")
LOOP_NAMES = ("first", "last", "index", "length")
MAX_NESTING = 12
MAX_LITERAL = 2_000

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Macro,
    nodes.CallBlock,
    nodes.Block,
    nodes.Extends,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Assign,
    nodes.AssignBlock,
    nodes.With,
    nodes.Scope,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.Keyword,
    nodes.Getitem,
    nodes.Getattr,
    nodes.Concat,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_NAMED = {
    nodes.FilterBlock: "{% filter %}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Pow: "**",
    nodes.Neg: "-",
    nodes.Pos: "+",
    nodes.Slice: "[:]",
    nodes.Dict: "{...}",
    nodes.NSRef: "{% set a.b %}",
}
_BLOCKS = (nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.With, nodes.AssignBlock)


def forbidden_constructs(tree: nodes.Template) -> Iterator[Fault]:
    """Every forbidden construct of a template, in reading order, with its line."""
    yield from _walk(tree, 1, 0)


def _walk(node: nodes.Node, line: int, depth: int) -> Iterator[Fault]:
    line = getattr(node, "lineno", None) or line
    if isinstance(node, _BLOCKS) and (depth := depth + 1) > MAX_NESTING:
        yield Fault("SK653", line=line, most=MAX_NESTING)
        return
    for fault in _own(node):
        fault.line = line
        yield fault
    for child in node.iter_child_nodes():
        yield from _walk(child, line, depth)


def _own(node: nodes.Node) -> Iterator[Fault]:
    if not isinstance(node, _ALLOWED):
        yield Fault("SK626", what=_NAMED.get(type(node), type(node).__name__.lower()))
    elif isinstance(node, (nodes.Name, nodes.Getattr)):
        name = node.name if isinstance(node, nodes.Name) else node.attr
        if name.startswith("_") or (isinstance(node, nodes.Name) and name in {"self", "varargs", "kwargs"}):
            yield Fault("SK626", what=name)
    elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
        yield _no_such("SK625", f"|{node.name}", node.name, FILTERS, "|")
    elif isinstance(node, nodes.Test) and node.name not in TESTS:
        yield _no_such("SK625", f"is {node.name}", node.name, TESTS, "is ")
    elif isinstance(node, nodes.Call):
        yield from _call(node)
    elif isinstance(node, nodes.Const) and len(str(node.value)) > MAX_LITERAL:
        yield Fault("SK652", most=MAX_LITERAL)
    elif what := _odd_shape(node):
        yield Fault("SK626", what=what)


def _odd_shape(node: nodes.Node) -> str:
    """An allowed construct in a form that is not: how it is written, or empty."""
    if isinstance(node, nodes.For) and node.recursive:
        return "{% for ... recursive %}"
    if isinstance(node, nodes.AssignBlock) and node.filter is not None:
        return "{% set ... | ... %}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and str(node.arg.value).startswith("_"):
        return str(node.arg.value)
    if isinstance(node, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        plain = isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
        return "" if plain else f"{{% {_tag(node)} ... %}}"
    return ""


def is_macros_alone(tree: nodes.Template) -> bool:
    """Whether a template prints no values by itself, so that it can be imported."""
    quiet = (nodes.Macro, nodes.Assign, nodes.AssignBlock, nodes.Import, nodes.FromImport)
    return all(
        isinstance(node, quiet)
        or (isinstance(node, nodes.Output) and all(isinstance(part, nodes.TemplateData) for part in node.nodes))
        for node in tree.body
    )


def _call(node: nodes.Call) -> Iterator[Fault]:
    if node.dyn_args or node.dyn_kwargs:
        yield Fault("SK626", what="(*...)")
    if not isinstance(node.node, (nodes.Name, nodes.Getattr)):
        yield Fault("SK626", what="...()")


def _tag(node: nodes.Node) -> str:
    return {"Extends": "extends", "Include": "include", "Import": "import"}.get(type(node).__name__, "from")


def _no_such(code: str, shown: str, name: str, known: tuple[str, ...], mark: str) -> Fault:
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return Fault(code, name=shown, hint=mark + near[0] if near else "")


def counted(tree: nodes.Template) -> nodes.Template:
    """The same template with a step counter around every loop and a checked `~`."""
    _rewrite(tree)
    if tree.environment is not None:
        tree.set_environment(tree.environment)  # for the new nodes
    return tree


def _rewrite(node: nodes.Node) -> None:
    for name, value in list(node.iter_fields()):
        if isinstance(value, nodes.Node):
            setattr(node, name, _replaced(value))
        elif isinstance(value, list):
            setattr(node, name, [_replaced(each) if isinstance(each, nodes.Node) else each for each in value])


def _replaced(node: nodes.Node) -> nodes.Node:
    _rewrite(node)
    if isinstance(node, nodes.For):
        node.iter = nodes.Filter(node.iter, "_counted", [], [], None, None, lineno=node.iter.lineno)
    if isinstance(node, nodes.Concat):
        joined = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(joined, "_glued", [], [], None, None, lineno=node.lineno)
    return node
