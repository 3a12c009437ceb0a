"""Histories of small repositories, made from a seed, with what the generator knows that it changed.

Records are mappings here; nothing of the package is used to make them or to say what changed. A commit costs
milliseconds: `git fast-import` takes the files as text.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random  # noqa: TID251  # a seed makes the histories
from typing import Any, NamedTuple

from tests.example_files import golden_files

Tree = dict[str, str]
Field = tuple[str, str, str, str]
"""Kind, programme and key of a record, and the path of the field with the names of list items in brackets."""

PROGRAMMES = ("alfa-2026", "beta-2026", "gamma-2026")
PLACES = {"aalborg": "0851", "aarhus": "0751", "odense": "0461", "varde": "0573"}
_WORDS = ("beboere", "fællesskab", "gård", "frivillige", "skole", "nabo", "mænd", "kor", "have", "cykel")
_SHARED = (
    "samskab.yaml",
    "data/register.yaml",
    "data/senders.yaml",
    "data/venues.yaml",
    "data/waivers.yaml",
    ".gitignore",
)


class History(NamedTuple):
    """A git repository with the commits `base` and `head`, both as files too, and what changed between them.

    fields    the fields that changed; a record that came or went has the empty field
    unread    the files that cannot be read at `head`
    moved     the files that are elsewhere at `head`, by their earlier path
    """

    base: Tree
    head: Tree
    fields: frozenset[Field]
    unread: frozenset[str]
    moved: dict[str, str]


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # a test's seed
        self.records: dict[str, dict[str, Any]] = {}
        self.forms: dict[str, int] = {}
        self.broken: dict[str, str] = {}
        self.touched: dict[Field, Any] = {}
        self.used: set[tuple[str, str]] = set()
        self._begin()

    def text(self) -> str:
        words = [self.random.choice(_WORDS) for _ in range(self.random.randint(4, 14))]
        return f"{' '.join(words).capitalize()} {self.random.randint(1, 10**6)}."

    def _begin(self) -> None:
        for number, programme in enumerate(PROGRAMMES):
            folder = f"data/programmes/{programme}"
            self.records[f"{folder}/programme.yaml"] = self.programme(programme, number)
            self.records[f"{folder}/schedule.yaml"] = self.schedule(programme)
            for key in sorted(self.random.sample(sorted(PLACES), 3)):
                self.records[f"{folder}/applications/{key}.yaml"] = self.application(programme, key)
                self.used.add((programme, key))
        self.forms = {path: self.random.randrange(10**6) for path in self.records}

    def programme(self, key: str, number: int) -> dict[str, Any]:
        more: dict[str, Any] = {"continues": PROGRAMMES[0]} if number == 2 else {}
        if number == 1:
            other = {"programme": PROGRAMMES[0], "who": "applied"}
            more["intake_conditions"] = [{"id": "ikke-igen", "not_among": other, "text": {"da": "Ikke igen."}}]
        intake: dict[str, Any] = {"kind": "application", "rounds": [
            {"id": "runde-1", "opens": "2026-01-05", "closes": {"date": "2026-03-02"}},
        ]}  # fmt: skip
        intake |= {"conditions": more.pop("intake_conditions")} if "intake_conditions" in more else {}
        return {
            "schema": "samskab/programme@1", "id": key, "title": {"da": f"Forløb {key}"}, "status": "draft",
            "period": {"start": "2026-03", "end": "2026-12"}, "senders": ["sekretariatet"], "intake": intake,
            "capacity": {"municipalities": {"min": 1, "max": 20}},
            "roles": [
                {"id": "leader", "title": {"da": "Leder"}, "min": 1, "max": 2},
                {"id": "staff", "title": {"da": "Medarbejder"}, "max": 4},
            ],
            "questions": [
                {"id": "maal", "title": {"da": "Hvad er målet?"}, "max_words": 12},
                {"id": "omraade", "title": {"da": "Hvilket område?"}},
            ],
            "commitments": [{"id": "timer", "text": {"da": "Vi giver tid"}}, {"id": "net", "text": {"da": "Vi deler"}}],
            **more,
        }  # fmt: skip

    def schedule(self, key: str) -> dict[str, Any]:
        meetings = [
            {"id": f"dag-{n}", "kind": "course_day", "title": {"da": f"Dag {n}"}, "date": f"2026-{3 + n:02d}-11"}
            for n in range(1, 4)
        ]
        return {"schema": "samskab/schedule@1", "programme": key, "meetings": meetings}

    def application(self, programme: str, key: str) -> dict[str, Any]:
        return {
            "schema": "samskab/application@1", "id": key, "programme": programme,
            "applicant": {"municipalities": [PLACES[key]]}, "status": "submitted", "demonstration": True,
            "received": {"at": "2026-02-10T10:15+01:00", "via": "mail"}, "contact": f"p-{PLACES[key]}1",
            "participants": [
                {"role": "leader", "person": f"p-{PLACES[key]}2", "title": "chef"},
                {"role": "staff", "person": f"p-{PLACES[key]}3", "title": "konsulent"},
            ],
            "local_area": {"name": self.text()}, "partners": [{"name": self.text()}, {"name": self.text()}],
            "answers": {"maal": self.text(), "omraade": self.text()}, "commitments": {"timer": True, "net": True},
        }  # fmt: skip

    # What may happen to a record. A field is noted with the value that it had at the base.

    def note(self, path: str, field: str, before: Any) -> None:
        self.touched.setdefault((*_identity(self.records[path]), field), deepcopy(before))

    def put(self, path: str, field: str, holder: Any, name: Any, value: Any) -> None:
        """Sets a value of a mapping; None takes it out."""
        self.note(path, field, holder.get(name))
        if value is None:
            holder.pop(name, None)
        else:
            holder[name] = value

    def some(self, kind: str) -> str | None:
        found = sorted(
            path for path, one in self.records.items() if _identity(one)[0] == kind and path not in self.broken
        )
        return self.random.choice(found) if found else None

    def edit_application(self) -> None:
        path = self.some("application")
        if path is None:
            return
        one, r = self.records[path], self.random
        match r.randrange(9):
            case 0 | 1:
                key = r.choice(("maal", "omraade"))
                self.put(path, f"answers.{key}", one["answers"], key, r.choice((self.text(), self.text(), None)))
            case 2:
                key = r.choice(("timer", "net"))
                self.put(path, f"commitments.{key}", one["commitments"], key, r.choice((True, False, None)))
            case 3:
                self.put(path, "contact", one, "contact", f"p-{r.randint(1000, 9999)}")
            case 4:
                self.put(path, "status", one, "status", r.choice(("draft", "submitted")))
            case 5:
                self.put(path, "local_area.name", one["local_area"], "name", self.text())
            case 6:
                item = r.choice(one["participants"])
                self.put(path, f"participants[{item['role']}].title", item, "title", r.choice(("rektor", "chef", None)))
            case 7:
                name = self.text()
                self.note(path, f"partners[{name}]", None)
                one["partners"].append({"name": name})
            case 8:
                if one["partners"]:
                    item = one["partners"].pop(r.randrange(len(one["partners"])))
                    self.note(path, f"partners[{item['name']}]", item)

    def edit_programme(self) -> None:
        path = self.some("programme")
        if path is None:
            return
        one, r = self.records[path], self.random
        match r.randrange(5):
            case 0:
                closes = one["intake"]["rounds"][0]["closes"]
                day = f"2026-{r.randint(1, 12):02d}-{r.randint(10, 28)}"
                self.put(path, "intake.rounds[runde-1].closes.date", closes, "date", day)
            case 1:
                limits = one["capacity"]["municipalities"]
                self.put(path, "capacity.municipalities.max", limits, "max", r.choice((1, 2, 5, 30)))
            case 2:
                question = r.choice(one["questions"])
                self.put(path, f"questions[{question['id']}].title.da", question["title"], "da", self.text())
            case 3:
                question = r.choice(one["questions"])
                value = r.choice((3, 8, 400, None))
                self.put(path, f"questions[{question['id']}].max_words", question, "max_words", value)
            case 4:
                key = f"nyt-{r.randrange(10**4)}"
                self.note(path, f"questions[{key}]", None)
                one["questions"].append({"id": key, "title": {"da": self.text()}, "required": r.random() < 0.5})

    def edit_schedule(self) -> None:
        path = self.some("schedule")
        if path is None:
            return
        one, r = self.records[path], self.random
        meeting = r.choice(one["meetings"]) if one["meetings"] else None
        match r.randrange(4):
            case 0 if meeting:
                day = f"2026-{r.randint(4, 12):02d}-{r.randint(10, 28)}"
                self.put(path, f"meetings[{meeting['id']}].date", meeting, "date", day)
            case 1 if meeting:
                status = r.choice(("planned", "cancelled"))
                # `planned` is what holds where nothing is said
                self.note(path, f"meetings[{meeting['id']}].status", meeting.get("status", "planned"))
                meeting["status"] = status
            case 2 if meeting:
                one["meetings"].remove(meeting)
                self.note(path, f"meetings[{meeting['id']}]", meeting)
            case _:
                key = f"ekstra-{r.randrange(10**4)}"
                self.note(path, f"meetings[{key}]", None)
                meeting = {"id": key, "kind": "seminar", "title": {"da": self.text()}, "date": "2026-11-12"}
                one["meetings"].insert(r.randint(0, len(one["meetings"])), meeting)

    def form(self) -> None:
        """Another form of a file: order, quoting, comments, line ends."""
        path = self.random.choice(sorted(self.records))
        self.forms[path] = self.random.randrange(10**6)

    def move(self) -> None:
        """An application in a file of another name."""
        path = self.some("application")
        if path is not None:
            new = f"{path.rpartition('/')[0]}/flyttet-{self.random.randrange(10**4)}.yaml"
            self.records[new], self.forms[new] = self.records.pop(path), self.forms.pop(path)

    def add(self) -> None:
        programme = self.random.choice(PROGRAMMES)
        free = sorted(key for key in PLACES if (programme, key) not in self.used)
        if free:
            path = f"data/programmes/{programme}/applications/{self.random.choice(free)}.yaml"
            if path not in self.records:
                key = path.rpartition("/")[2].removesuffix(".yaml")
                self.records[path] = self.application(programme, key)
                self.used.add((programme, key))
                self.forms[path] = self.random.randrange(10**6)
                self.note(path, "", None)

    def delete(self) -> None:
        path = self.some("application")
        if path is not None:
            self.note(path, "", "there")
            del self.records[path]

    def break_file(self) -> None:
        """A file that no reader can read any more: the marks of a conflict, a missing bracket, a tab."""
        path = self.random.choice(sorted(set(self.records) - set(self.broken)))
        marks = "<<<<<<< HEAD\nstatus: draft\n=======\nstatus: submitted\n>>>>>>> gren\n"
        self.broken[path] = self.random.choice((marks, "answers: [\n", "\tstatus: draft\n"))

    def step(self) -> None:
        r = self.random
        acts: list[tuple[Callable[[], None], int]] = [
            (self.edit_application, 8), (self.edit_programme, 4), (self.edit_schedule, 4), (self.form, 6),
            (self.move, 1), (self.add, 1), (self.delete, 1), (self.break_file, 1),
        ]  # fmt: skip
        for act in r.choices([act for act, _ in acts], [weight for _, weight in acts], k=r.randint(1, 4)):
            act()

    def tree(self) -> Tree:
        files = {path: _written(one, self.forms[path]) for path, one in self.records.items()}
        files |= {path: files[path] + text for path, text in self.broken.items() if path in files}
        return {**_shared(), **files}


def history(seed: int, folder: Path) -> History:
    """A history in `folder`, which is made a git repository with the branches `base` and `head`."""
    maker = _Maker(seed)
    base, before = maker.tree(), deepcopy(maker.records)
    commits = [base]
    for _ in range(maker.random.randint(1, 3)):
        maker.step()
        commits.append(maker.tree())
    _import(folder, commits, merge=maker.random.random() < 0.4)
    unread = frozenset(path for path in maker.broken if path in maker.records)
    now = {_identity(one): path for path, one in maker.records.items() if path not in unread}
    moved = {path: now.get(_identity(one), path) for path, one in before.items() if path not in maker.records}
    return History(base, commits[-1], frozenset(_changed(maker, before, unread)), unread, moved)


def _changed(maker: _Maker, before: dict[str, dict[str, Any]], unread: frozenset[str]) -> Iterator[Field]:
    """The fields that are not at the head as they were at the base."""
    old, new = ({_identity(one): one for one in records.values()} for records in (before, maker.records))
    lost = {_identity(maker.records[path]) for path in unread}
    for record in {**old, **new}:
        if record in lost:
            continue
        if (record in old) is not (record in new):
            yield (*record, "")
    for (*record, field), value in maker.touched.items():
        name = (record[0], record[1], record[2])
        if not field or name not in old or name not in new or name in lost:
            continue
        item = field.rpartition("]")[0] + "]"
        is_whole = "[" not in field or field == item or (_value(old[name], item) and _value(new[name], item))
        if is_whole and _now(new[name], field) != value:
            yield (*name, field)


def _now(record: dict[str, Any], field: str) -> Any:
    """The value of a field, or what holds where it is left out."""
    value = _value(record, field)
    return "planned" if value is None and field.endswith("].status") else value


def _value(record: Any, field: str) -> Any:
    """The value at a path with the names of list items in brackets."""
    steps = field.replace("]", "").replace("[", ".[").split(".") if "[" not in field else _steps(field)
    for step in steps:
        if record is None:
            return None
        if step.startswith("["):
            names = ("id", "role", "name")
            record = next((one for one in record if step[1:] in {one.get(name) for name in names}), None)
        else:
            record = record.get(step)
    return record


def _steps(field: str) -> list[str]:
    head, _, rest = field.partition("[")
    name, _, tail = rest.rpartition("]")
    return [*head.split("."), f"[{name}", *(step for step in tail.split(".") if step)]


def _identity(record: dict[str, Any]) -> tuple[str, str, str]:
    kind = record["schema"].removeprefix("samskab/").partition("@")[0]
    if kind == "programme":
        return kind, record["id"], ""
    return kind, record["programme"], record["id"] if kind == "application" else ""


def _shared() -> Tree:
    golden = golden_files()
    codes = tuple(f"data/municipalities/{code}" for code in PLACES.values())
    return {path: golden[path] for path in golden if path in _SHARED or path.startswith(codes)}


def _written(record: dict[str, Any], form: int) -> str:
    """A record as YAML in one of many forms that mean the same."""
    r = Random(form)  # a test's seed
    keys = list(record)
    if r.random() < 0.5:
        r.shuffle(keys)
    lines = [f"# {r.choice(_WORDS)}"] if r.random() < 0.5 else []
    for key in keys:
        lines += ["", *_entry(key, record[key], r)] if r.random() < 0.2 else _entry(key, record[key], r)
        if r.random() < 0.1:
            lines.append("  # bemærkning")
    return (r.choice(("\n", "\n", "\r\n"))).join([*lines, ""])


def _entry(key: str, value: Any, r: Random) -> list[str]:
    if isinstance(value, dict) and value and r.random() < 0.5:
        items = list(value.items())
        if r.random() < 0.5:
            r.shuffle(items)
        return [f"{key}:", *(f"  {line}" for name, inner in items for line in _entry(name, inner, r))]
    if key == "partners" and r.random() < 0.5:
        value = r.sample(value, len(value))
    if isinstance(value, str) and key in {"maal", "omraade"} and r.random() < 0.5:
        return [f"{key}: |", f"  {value}"]
    if isinstance(value, str) and key in {"status", "contact"} and r.random() < 0.5:
        return [f"{key}: {value}"]
    return [f"{key}: {json.dumps(value, ensure_ascii=False)}"]


def _import(folder: Path, commits: list[Tree], *, merge: bool) -> None:
    """The commits as a line of history; with `merge`, the last one has a second parent beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    stream: list[bytes] = []
    for number, tree in enumerate(commits):
        parents = [f"from :{number}"] if number else []
        if merge and number == len(commits) - 1 and number:
            stream.append(_commit(100, commits[0], ["from :1"], "side"))
            parents.append("merge :100")
        stream.append(_commit(number + 1, tree, parents, "main"))
    stream.append(f"reset refs/heads/base\nfrom :1\n\nreset refs/heads/head\nfrom :{len(commits)}\n\n".encode())
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=b"".join(stream), check=True)


def _commit(mark: int, tree: Tree, parents: list[str], branch: str) -> bytes:
    parts = [
        f"commit refs/heads/{branch}\nmark :{mark}\ncommitter A <a@example.org> 1767225600 +0000\ndata 0\n".encode()
    ]
    parts += [f"{parent}\n".encode() for parent in parents]
    parts.append(b"deleteall\n")
    for path, text in tree.items():
        content = text.encode()
        parts.append(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
    return b"".join([*parts, b"\n"])


def put_files(tree: Tree, folder: Path) -> None:
    """The files of a tree in a folder."""
    for path, text in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
