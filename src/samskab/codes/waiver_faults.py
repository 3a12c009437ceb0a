"""SK901-SK904: waivers that are wrong themselves."""

from __future__ import annotations

from samskab.codes.code import Code
from samskab.finding import Severity

WAIVER_CODES = (
    Code(
        "SK901",
        Severity.ERROR,
        """
        Fails:
            # data/waivers.yaml
            waivers:
              - code: SK103
                path: data/register.yaml
                reason: ''  # SK901
                until: 2099-12-31

        Passes:
            # data/waivers.yaml
            waivers:
              - code: SK103
                path: data/register.yaml
                reason: Kun de kommuner, som forløbet handler om, er med.
                until: 2099-12-31
        """,
    ),
    Code(
        "SK902",
        Severity.ERROR,
        """
        Fails:
            # data/waivers.yaml
            waivers:
              - code: SK103
                path: data/register.yaml
                reason: Kun de kommuner, som forløbet handler om, er med.
                until: 2025-12-31  # SK902

        Passes:
            # data/waivers.yaml
            waivers:
              - code: SK103
                path: data/register.yaml
                reason: Kun de kommuner, som forløbet handler om, er med.
                until: 2099-12-31
        """,
    ),
    Code(
        "SK903",
        Severity.WARNING,
        """
        Fails:
            # data/waivers.yaml
            waivers:
              - code: SK103  # SK903
                path: data/programmes/*/programme.yaml
                reason: Kun de kommuner, som forløbet handler om, er med.
                until: 2099-12-31

        Passes:
            # data/waivers.yaml
            waivers:
              - code: SK103
                path: data/register.yaml
                reason: Kun de kommuner, som forløbet handler om, er med.
                until: 2099-12-31
        """,
    ),
    Code(
        "SK904",
        Severity.ERROR,
        """
        Fails:
            # data/waivers.yaml
            waivers:
              - code: SK033  # SK904
                path: data/venues.yaml
                reason: Byen findes vi senere.
                until: 2099-12-31
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city:

        Passes:
            # data/waivers.yaml
            waivers: []
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
        """,
    ),
)
