"""Those in a report as points on a map (GeoJSON, RFC 7946): the seats of their municipalities."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from samskab.report.page.content import ReportContent
from samskab.report.page.edition import PageBasis, region_name
from samskab.report.page.participants import Participants
from samskab.report.page.places import MapPlace


def report_geojson(basis: PageBasis, page: ReportContent | Participants) -> bytes:
    """A collection with a point for each municipality; longitude before latitude, in degrees (WGS84)."""
    words = {each.standing: each.name for each in page.legend}
    features = [feature for place in page.places for feature in _features(basis, place, words)]
    title = basis.language.choose_line(basis.programme.title)
    whole: dict[str, Any] = {"type": "FeatureCollection", "title": title, "features": features}
    if page.is_demonstration:
        whole["note"] = basis.language.say("choice.demonstration")
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _features(basis: PageBasis, place: MapPlace, words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
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
                "standing_words": words[place.standing],
                "region": region_name(basis, (code,)).name,
            },
        }
