"""Write the map outlines `src/samskab/report/map/outlines.json`: `python tools/outlines.py data/source`.

From degrees to a small sheet of whole numbers, in three steps:

1. A border between two municipalities is one arc, cut where three meet, and thinned once (Douglas-Peucker), so
   both sides keep the same points: no gaps, no overlaps. Islets below `ISLET` are left out, never a municipality.
2. Projected as UTM zone 32 does it, on a sphere: transverse Mercator, central meridian 9° east, conformal.
   One unit of the sheet is `UNIT` metres; y points down.
3. Bornholm is moved, in full size, into a frame at the top right, as on most Danish maps. Below it is room for
   a lens on the capital, where municipalities are small: `lens` gives the box it shows and the box it is drawn in.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

EARTH = 6_371_000.0  # metres, mean radius
MERIDIAN = 9.0
UNIT = 200.0  # metres
TOLERANCE = 1.2  # units: the greatest distance of a thinned border from the given one
ISLET = 50.0  # square units, 2 km²
MARGIN = 12
ISLAND = "0400"  # Bornholm
CAPITAL = ("0101", "0187")  # the lens: codes of Byen København and Københavns omegn
FRAME = 385  # width of both frames in units
ATTRIBUTION = (
    "Indeholder data fra Klimadatastyrelsen (tidl. SDFI/Geodatastyrelsen), "
    "DAGI via DAWA, september 2021, generaliseret."
)

Point = tuple[float, float]
Ring = list[Point]
Grid = tuple[int, int]


def project(point: Point) -> Point:
    """Longitude and latitude in degrees -> units of the sheet, before it is placed."""
    lon, lat = math.radians(point[0] - MERIDIAN), math.radians(point[1])
    east = math.atanh(math.cos(lat) * math.sin(lon))
    north = math.atan2(math.tan(lat), math.cos(lon))
    return east * EARTH / UNIT, -north * EARTH / UNIT


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    """Every ring of a (multi)polygon in degrees, its closing point left out."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(x, y) for x, y in ring[:-1]] for polygon in polygons for ring in polygon]


def junctions(rings: Iterable[Ring]) -> set[Point]:
    """The points where arcs meet: those with more than two points next to them."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, after in zip(ring, ring[1:] + ring[:1], strict=True):
            beside[before].add(after)
            beside[after].add(before)
    return {point for point, others in beside.items() if len(others) > 2}


def arcs_of(ring: Ring, cuts: set[Point]) -> list[Ring]:
    """The arcs of a ring, each with both its ends; a ring without cuts is cut at its two farthest corners."""
    places = [i for i, point in enumerate(ring) if point in cuts]
    if len(places) < 2:
        first = places[0] if places else ring.index(min(ring))
        far = max(range(len(ring)), key=lambda i: (math.dist(ring[i], ring[first]), ring[i]))
        places = sorted({first, far})
    closed = ring + ring[: places[0] + 1]
    return [closed[a : b + 1] for a, b in zip(places, [*places[1:], len(ring) + places[0]], strict=True)]


def thin(arc: Ring) -> Ring:
    """The arc without the points that are closer than `TOLERANCE` to the line (Douglas and Peucker 1973)."""
    if len(arc) < 3:
        return arc
    (ax, ay), (bx, by) = arc[0], arc[-1]
    length = math.hypot(bx - ax, by - ay)

    def away(point: Point) -> float:
        x, y = point
        if not length:
            return math.hypot(x - ax, y - ay)
        along = min(1.0, max(0.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length**2))
        return math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))

    far = max(range(1, len(arc) - 1), key=lambda i: away(arc[i]))
    if away(arc[far]) <= TOLERANCE:
        return [arc[0], arc[-1]]
    return thin(arc[: far + 1])[:-1] + thin(arc[far:])


def thinned(ring: Ring, cuts: set[Point]) -> list[Grid]:
    """The ring on the whole-number sheet, each arc thinned in one direction, so that neighbours share it."""
    found: list[Grid] = []
    for arc in arcs_of(ring, cuts):
        turned = arc[::-1] < arc
        points = thin([project(point) for point in (arc[::-1] if turned else arc)])
        found += [(round(x), round(y)) for x, y in (points[::-1] if turned else points)][:-1]
    return [point for i, point in enumerate(found) if point != found[i - 1]]


def area(ring: Iterable[tuple[float, float]]) -> float:
    """The area of a ring in square units."""
    points = list(ring)
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def path(rings: Iterable[list[Grid]]) -> str:
    """SVG path data: every ring begins at an absolute point and goes on in steps."""
    words = []
    for ring in rings:
        steps = [f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(ring)]
        words.append(f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps).replace(' -', '-')}z")
    return "".join(words)


def outlines(source: Path) -> dict[str, Any]:
    """The sheet: its size, the frame of Bornholm, and per code the name, the label point and the path."""
    features = json.loads((source / "municipalities.geojson").read_text(encoding="utf-8"))["features"]
    degrees = {feature["properties"]["code"]: rings_of(feature["geometry"]) for feature in features}
    cuts = junctions(ring for rings in degrees.values() for ring in rings)
    shapes: dict[str, list[list[Grid]]] = {}
    for code, given in sorted(degrees.items()):
        rings = sorted((thinned(ring, cuts) for ring in given), key=area, reverse=True)
        shapes[code] = [ring for i, ring in enumerate(rings) if len(ring) > 2 and (i == 0 or area(ring) >= ISLET)]
    with (source / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    labels = {code: project((float(row["label_lon"]), float(row["label_lat"]))) for code, row in rows.items()}

    left, top, width, height = box_of(shapes[code] for code in shapes if code != ISLAND)
    own = box_of([shapes[ISLAND]])
    inset = (width - FRAME - MARGIN // 2, MARGIN // 2, FRAME, own[3])
    placed = {}
    for code, rings in shapes.items():
        dx, dy = (inset[0] + (FRAME - own[2]) // 2 - own[0], inset[1] - own[1]) if code == ISLAND else (-left, -top)
        shapes[code] = [[(x + dx, y + dy) for x, y in ring] for ring in rings]
        label = [round(labels[code][0] + dx), round(labels[code][1] + dy)]
        placed[code] = {"name": rows[code]["name"], "label": label, "path": path(shapes[code])}
    seen = box_of(shapes[code] for code in shapes if CAPITAL[0] <= code <= CAPITAL[1])
    lens = (inset[0], inset[1] + inset[3] + MARGIN, FRAME, round(FRAME * seen[3] / seen[2]))
    return {
        "attribution": ATTRIBUTION,
        "projection": f"transverse Mercator on a sphere, central meridian {MERIDIAN:g} E, {UNIT:g} m a unit",
        "size": [width, height],
        "inset": {"code": ISLAND, "frame": inset},
        "lens": {"seen": seen, "frame": lens},
        "municipalities": placed,
    }


def box_of(shapes: Iterable[list[list[Grid]]]) -> tuple[int, int, int, int]:
    """Left, top, width and height of the box around shapes, with a margin."""
    points = [point for rings in shapes for ring in rings for point in ring]
    left, top = min(x for x, _ in points) - MARGIN, min(y for _, y in points) - MARGIN
    return left, top, max(x for x, _ in points) + MARGIN - left, max(y for _, y in points) + MARGIN - top


def text(sheet: dict[str, Any]) -> str:
    """The file: one municipality a line, so that a new edition shows what moved."""
    head = {key: value for key, value in sheet.items() if key != "municipalities"}
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}," for key, value in head.items()]
    places = [
        f"  {json.dumps(code)}: {json.dumps(place, ensure_ascii=False, separators=(',', ':'))}"
        for code, place in sheet["municipalities"].items()
    ]
    return "\n".join(["{", *lines, ' "municipalities": {', ",\n".join(places), " }", "}"]) + "\n"


def main() -> None:
    """Write the outlines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="folder with municipalities.geojson and municipalities.csv")
    parser.add_argument("--to", type=Path, default=ROOT / "src" / "samskab" / "report" / "map" / "outlines.json")
    options = parser.parse_args()
    options.to.write_text(text(outlines(options.source)), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{options.to}\n")


if __name__ == "__main__":
    main()
