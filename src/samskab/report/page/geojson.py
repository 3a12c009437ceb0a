"""The applicants of a report as points on a map (GeoJSON, RFC 7946): the seats of their municipalities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from samskab.language import phrase_key
from samskab.report.page.edition import ReportBasis
from samskab.report.page.places import MapPlace


def report_geojson(basis: ReportBasis, places: Iterable[MapPlace]) -> bytes:
    """A collection with a point for each municipality; longitude before latitude, in degrees (WGS84)."""
    features = [feature for place in places for feature in _features(basis, place)]
    title = basis.language.choose_line(basis.programme.title)
    whole: dict[str, Any] = {"type": "FeatureCollection", "title": title, "features": features}
    if basis.decision.demonstration:
        whole["note"] = basis.language.say("choice.demonstration")
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _features(basis: ReportBasis, place: MapPlace) -> Iterator[dict[str, Any]]:
    for code in place.codes:
        if (municipality := basis.data.municipalities.get(code)) is None:
            continue
        seat = municipality.seat
        yield {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(seat.lon), float(seat.lat)]},
            "properties": {
                "code": code,
                "municipality": municipality.name,
                "applicant": place.name,
                "number": place.label,
                "standing": place.standing,
                "standing_words": basis.language.say(phrase_key("map", place.standing)),
                "region": place.region.name,
            },
        }
