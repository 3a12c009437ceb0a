"""SK001-SK005, SK008, SK050-SK058, SK092, SK093: the file itself: its bytes, size, name, place and kind."""

from __future__ import annotations

from samskab.codes.code import Code, reading_error
from samskab.finding import Severity

FILE_CODES = (
    reading_error("SK001"),
    reading_error("SK002"),
    reading_error("SK003"),
    reading_error("SK004"),
    reading_error("SK005"),
    reading_error("SK008"),
    reading_error("SK050"),
    reading_error("SK051"),
    reading_error("SK052"),
    reading_error("SK053"),
    reading_error("SK054"),
    reading_error("SK055"),
    reading_error(
        "SK056",
        """
        Fails:
            # data/steder.yaml  # SK056
            schema: samskab/venues@1
            venues: []

        Passes:
            # data/venues.yaml
            schema: samskab/venues@1
            venues: []
        """,
    ),
    reading_error(
        "SK057",
        """
        Fails:
            # data/venues.yaml
            schema: samskab/senders@1  # SK057
            venues: []

        Passes:
            # data/venues.yaml
            schema: samskab/venues@1
            venues: []
        """,
    ),
    reading_error("SK092"),
    Code("SK093", Severity.WARNING),
    reading_error(
        "SK058",
        """
        Fails:
            # skrivebord/steder.yaml  # SK058
            venues: []

        Passes:
            # skrivebord/steder.yaml
            schema: samskab/venues@1
            venues: []
        """,
    ),
)
