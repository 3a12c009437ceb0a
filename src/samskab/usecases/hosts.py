"""`schedule hosts`: who hosts which meeting, proven, why somebody does not, and the change of the schedule's file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from samskab.check.rules.schedule.hosting import people_at, people_expected
from samskab.fairness.constraints.distance import least_distance
from samskab.fairness.pool import applicant_points
from samskab.finding import Finding
from samskab.language import Fact, phrase_key
from samskab.model.application import Application
from samskab.model.dataset import Dataset
from samskab.model.programme import Programme
from samskab.model.schedule import Meeting, Rotation, Schedule
from samskab.solve.hosts import (
    HostRotation,
    HostTask,
    RotationTotals,
    best_rotation,
    own_travel,
    totals_with,
    without_host,
)
from samskab.yaml.splice import splice

_ORDER = tuple(Meeting.__struct_encode_fields__)


class HostProposal(NamedTuple):
    """The rotation, None when there is none; then the meetings without a host.

    worst_off   who travels as far as the worst
    reasons     of each participant without a meeting, or of everyone when there is no rotation
    """

    task: HostTask
    rotation: HostRotation | None
    without: tuple[str, ...]
    worst_off: tuple[str, ...]
    reasons: tuple[tuple[str, Fact], ...]


def propose_hosts(data: Dataset, programme: Programme, schedule: Schedule) -> HostProposal:
    """The best rotation among those who take part; hosts that are decided keep their meetings."""
    task = _task(data, programme, schedule)
    rotation = best_rotation(task)
    if rotation is None:
        reasons = tuple((host, _inability(data, programme, schedule, host, task)) for host in task.hosts)
        return HostProposal(task, None, without_host(task), (), reasons)
    idle = [host for host in task.hosts if host not in rotation.hosts.values()]
    reasons = tuple((host, _reason(data, programme, schedule, host, task, rotation)) for host in idle)
    own = own_travel(task, rotation.hosts)
    worst = tuple(each for each in sorted(own) if own[each] == rotation.totals.worst)
    return HostProposal(task, rotation, (), worst, reasons)


def _task(data: Dataset, programme: Programme, schedule: Schedule) -> HostTask:
    meetings, hosts = schedule.hosted(), tuple(sorted(data.taking_part(programme.id)))
    known = {key: each for key in hosts if (each := data.application(programme.id, key))}
    rules = schedule.hosting or Rotation()
    decided = {each.id: each.host for each in meetings if each.host in hosts}
    able = {
        (host, each.id)
        for each in meetings
        for host in hosts
        if decided.get(each.id, host) == host and (each.id in decided or _can(data, known.get(host), each, rules))
    }
    most = {host: max(rules.each_host_max, Counter(decided.values())[host]) for host in hosts}
    points = {key: applicant_points(data, each) for key, each in known.items()}
    legs = {
        (one, host, each.id): least_distance("sphere", points[one], points[host])
        for each in meetings
        for one in known
        for host in known
        if points[one] and points[host] and people_at(programme, each, known[one])
    }
    travel = Counter[tuple[str, str]]()
    by_id = {each.id: each for each in meetings}
    for (one, host, key), leg in legs.items():
        travel[host, key] += leg * people_at(programme, by_id[key], known[one])
    earlier = _earlier(data, programme, known.values())
    return HostTask(hosts, tuple(by_id), frozenset(able), most, earlier, travel, legs)


def _can(data: Dataset, application: Application | None, meeting: Meeting, rules: Rotation) -> bool:
    hosting = application.hosting if application else None
    if application is None or hosting is None or not hosting.willing or hosting.seats is None:
        return False
    is_free = not set(meeting.exact_days()) & set(hosting.not_on)
    return is_free and hosting.seats >= seats_needed(data, application.programme, meeting, rules)


def seats_needed(data: Dataset, programme: str, meeting: Meeting, rules: Rotation) -> int:
    """As many as are expected at a meeting, and no fewer than every host is to have."""
    return max(meeting.seats_expected or 0, rules.seats or 0, people_expected(data, programme, meeting))


def _earlier(data: Dataset, programme: Programme, applications: Iterable[Application]) -> dict[str, int]:
    """How often the municipalities of each applicant have hosted in an earlier edition of the series."""
    codes: Counter[str] = Counter()
    for earlier in _earlier_editions(data, programme):
        schedule = data.schedule(earlier.id)
        for meeting in schedule.hosted() if schedule else ():
            host = data.application(earlier.id, meeting.host_application() or "")
            codes.update(host.applicant.municipalities if host else ())
    return {each.id: max((codes[code] for code in each.applicant.municipalities), default=0) for each in applications}


def _earlier_editions(data: Dataset, programme: Programme) -> Iterator[Programme]:
    for each in data.programmes.values():
        before = each.edition is not None and programme.edition is not None and each.edition < programme.edition
        in_series = programme.series is not None and each.series == programme.series and before
        if each.id != programme.id and (in_series or each.id == programme.continues):
            yield each


def _inability(data: Dataset, programme: Programme, schedule: Schedule, host: str, task: HostTask) -> Fact:
    """Why a participant can have none of the meetings, or only some."""
    application, rules = data.application(programme.id, host), schedule.hosting or Rotation()
    hosting = application.hosting if application else None
    if hosting is None or not hosting.willing:
        return Fact("hosts.why.unwilling" if hosting else "hosts.why.no_answer", {})
    if hosting.seats is None:
        return Fact("hosts.why.no_seats", {})
    meetings = schedule.hosted()
    needed = min((seats_needed(data, programme.id, each, rules) for each in meetings), default=0)
    if hosting.seats < needed:
        return Fact("hosts.why.seats", {"seats": hosting.seats, "needed": needed})
    possible = [each for each in task.meetings if (host, each) in task.able]
    if possible:
        return Fact("hosts.why.able", {"count": len(possible)})
    free = sum(_can(data, application, each, rules) for each in meetings)
    if free:
        return Fact("hosts.why.taken", {"count": free})
    return Fact("hosts.why.days", {"days": tuple(sorted(hosting.not_on))})


def _reason(
    data: Dataset, programme: Programme, schedule: Schedule, host: str, task: HostTask, rotation: HostRotation
) -> Fact:
    """Why a participant has no meeting: it cannot, or what its having one would cost."""
    if not any(able == host for able, _ in task.able):
        return _inability(data, programme, schedule, host, task)
    totals, best = totals_with(task, host), rotation.totals
    if totals is None:
        return Fact("hosts.why.leaves_one", {})
    aim = next((name for name in RotationTotals._fields if getattr(totals, name) != getattr(best, name)), "order")
    more = getattr(totals, aim) - getattr(best, aim) if aim != "order" else 0
    return Fact(phrase_key("hosts.why", aim), {"count": more} if aim == "earlier" else {"km": kilometres(more)})


def kilometres(tenths: int) -> Decimal:
    """Whole tenths of a kilometre as kilometres."""
    return Decimal(tenths) / 10


def with_hosts(text: str, schedule: Schedule, hosts: HostRotation) -> str | Finding:
    """The text of a schedule with the host of each meeting; every other character stays."""
    for place, meeting in enumerate(schedule.meetings):
        host = hosts.hosts.get(meeting.id)
        if host is not None and host != meeting.host:
            changed = splice(text, f"meetings[{place}].host", host, schedule.path, _ORDER)
            if isinstance(changed, Finding):
                return changed
            text = changed
    return text
