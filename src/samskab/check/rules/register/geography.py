"""SK1: the seat, the neighbours and the regions of a municipality."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from samskab.check.rule import Mistake, rule
from samskab.finding import Severity
from samskab.model.dataset import Dataset
from samskab.model.municipality import Membership, Municipality


@rule("SK105", Severity.ERROR)
def regions_overlap(data: Dataset) -> Iterator[Mistake]:
    """A municipality is in at most one region on any day.

    Fails:

        # data/municipalities/0360-lolland.yaml
        region:
          - {id: sjaelland, until: 2027-01-01}
          - {id: oestdanmark, since: 2027-01-01}   # SK105

    Passes:

        # data/municipalities/0360-lolland.yaml
        region:
          - {id: sjaelland, until: 2026-12-31}
          - {id: oestdanmark, since: 2027-01-01}
    """
    for m in data.all(Municipality):
        for place, later, earlier in _neighbouring_times(m):
            if earlier.until is None or (later.since or date.min) <= earlier.until:
                yield Mistake.at(m, f"region[{place}].since", first=earlier.id, second=later.id)


@rule("SK106", Severity.ERROR)
def regions_leave_a_gap(data: Dataset) -> Iterator[Mistake]:
    """A municipality is in a region on every day.

    Fails:

        # data/municipalities/0360-lolland.yaml
        region:
          - {id: sjaelland, until: 2026-11-30}
          - {id: oestdanmark, since: 2027-01-01}   # SK106

    Passes:

        # data/municipalities/0360-lolland.yaml
        region:
          - {id: sjaelland, until: 2026-12-31}
          - {id: oestdanmark, since: 2027-01-01}
    """
    for m in data.all(Municipality):
        for place, later, earlier in _neighbouring_times(m):
            if earlier.until is None or later.since is None:
                continue
            if (later.since - earlier.until).days > 1:
                start, end = earlier.until + timedelta(days=1), later.since - timedelta(days=1)
                yield Mistake.at(m, f"region[{place}].since", since=start, until=end, hint=start.isoformat())


@rule("SK109", Severity.ERROR)
def neighbour_unknown(data: Dataset) -> Iterator[Mistake]:
    """A neighbour is another municipality of the register.

    Fails:

        # data/municipalities/0360-lolland.yaml
        neighbours:
          - {code: "0376", kind: land}
          - {code: "0360", kind: land}   # SK109
          - {code: "0377", kind: land}   # SK109

    Passes:

        # data/municipalities/0360-lolland.yaml
        neighbours:
          - {code: "0376", kind: land}
    """
    known = data.municipalities
    for m in data.all(Municipality):
        for place, neighbour in enumerate(m.neighbours):
            itself = neighbour.code == m.code
            if itself or (neighbour.code not in known and not data.is_unread("municipality", neighbour.code)):
                yield Mistake.at(m, f"neighbours[{place}].code", code=neighbour.code, name=m.name)


@rule("SK110", Severity.ERROR)
def neighbour_one_sided(data: Dataset) -> Iterator[Mistake]:
    """A neighbour lists the municipality as its neighbour too.

    Fails:

        # data/municipalities/0360-lolland.yaml
        neighbours:
          - {code: "0376", kind: land}
          - {code: "0851", kind: land}   # SK110

    Passes:

        # data/municipalities/0360-lolland.yaml
        neighbours:
          - {code: "0376", kind: land}
    """
    for m in data.all(Municipality):
        for place, neighbour in enumerate(m.neighbours):
            other = data.municipalities.get(neighbour.code)
            if other is None or other is m:
                continue
            if all((back.code, back.kind) != (m.code, neighbour.kind) for back in other.neighbours):
                field, related = f"neighbours[{place}].code", (other.at("neighbours"),)
                yield Mistake.at(m, field, related=related, name=m.name, other=other.name)


@rule("SK114", Severity.ERROR)
def seat_outside_denmark(data: Dataset) -> Iterator[Mistake]:
    """The seat is in Denmark: 54.5-57.8 degrees north, 8.0-15.3 degrees east.

    Fails:

        # data/municipalities/0360-lolland.yaml
        seat: {name: Maribo, lat: 11.5002, lon: 54.7766}   # SK114

    Passes:

        # data/municipalities/0360-lolland.yaml
        seat: {name: Maribo, lat: 54.7766, lon: 11.5002}
    """
    for m in data.all(Municipality):
        lat, lon = float(m.seat.lat), float(m.seat.lon)
        if not (54.5 <= lat <= 57.8 and 8.0 <= lon <= 15.3):
            swapped = 54.5 <= lon <= 57.8 and 8.0 <= lat <= 15.3
            hint = f"{{name: {m.seat.name}, lat: {m.seat.lon}, lon: {m.seat.lat}}}" if swapped else ""
            yield Mistake.at(m, "seat", hint=hint, name=m.seat.name, lat=str(m.seat.lat), lon=str(m.seat.lon))


@rule("SK117", Severity.ERROR)
def region_missing(data: Dataset) -> Iterator[Mistake]:
    """A municipality belongs to a region.

    Fails:

        # data/municipalities/0360-lolland.yaml
        region: []   # SK117

    Passes:

        # data/municipalities/0360-lolland.yaml
        region:
          - {id: sjaelland, until: 2026-12-31}
          - {id: oestdanmark, since: 2027-01-01}
    """
    for m in data.all(Municipality):
        if not m.region:
            yield Mistake.at(m, "region", name=m.name)


def _neighbouring_times(m: Municipality) -> Iterator[tuple[int, Membership, Membership]]:
    """Each membership with its place in the file and the one before it in time."""
    ordered = sorted(enumerate(m.region), key=lambda entry: entry[1].since or date.min)
    for (_, earlier), (place, later) in pairwise(ordered):
        yield place, later, earlier
