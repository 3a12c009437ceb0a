"""SK006-SK027, SK060, SK061, SK065 and SK079: the text of a file is no YAML that this program reads."""

from __future__ import annotations

from samskab.codes.code import reading_error

SYNTAX_CODES = (
    reading_error("SK006"),
    reading_error("SK007"),
    reading_error(
        "SK009",
        """
        Fails:
            # data/venues.yaml
            schema: samskab/venues@1
            venues: []
            ---  # SK009
            schema: samskab/venues@1

        Passes:
            # data/venues.yaml
            schema: samskab/venues@1
            venues: []
        """,
    ),
    reading_error(
        "SK010",
        """
        Fails:
            # data/venues.yaml
            %YAML 1.2  # SK010
            ---
            schema: samskab/venues@1
            venues: []

        Passes:
            # data/venues.yaml
            schema: samskab/venues@1
            venues: []
        """,
    ),
    reading_error(
        "SK011",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: !vigtigt Mødehuset  # SK011
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
        """,
    ),
    reading_error(
        "SK012",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: *Mødehuset  # SK012
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: '*Mødehuset'
                city: Aarhus
        """,
    ),
    reading_error(
        "SK013",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                <<: {seats: 60}  # SK013

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                seats: 60
        """,
    ),
    reading_error(
        "SK014",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                name: Huset ved havnen  # SK014

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Huset ved havnen
                city: Aarhus
        """,
    ),
    reading_error("SK015"),
    reading_error(
        "SK016",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                [60]: pladser  # SK016

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                seats: 60
        """,
    ),
    reading_error(
        "SK017",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: "Mødehuset  # SK017
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: "Mødehuset"
                city: Aarhus
        """,
    ),
    reading_error("SK018"),
    reading_error(
        "SK019",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset: den store sal  # SK019
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: 'Mødehuset: den store sal'
                city: Aarhus
        """,
    ),
    reading_error(
        "SK020",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: @Mødehuset  # SK020
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: '@Mødehuset'
                city: Aarhus
        """,
    ),
    reading_error(
        "SK021",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                 city: Aarhus  # SK021

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
        """,
    ),
    reading_error(
        "SK022",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                address: [Havnegade 1, 8000 Aarhus C  # SK022
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                address: [Havnegade 1, 8000 Aarhus C]
                city: Aarhus
        """,
    ),
    reading_error(
        "SK023",
        r"""
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: "Sal A\B"  # SK023
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: 'Sal A\B'
                city: Aarhus
        """,
    ),
    reading_error(
        "SK024",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name Mødehuset  # SK024
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
        """,
    ),
    reading_error(
        "SK025",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: "Mødehuset" ved havnen  # SK025
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: '"Mødehuset" ved havnen'
                city: Aarhus
        """,
    ),
    reading_error(
        "SK026",
        """
        Fails:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            answers:
              maal: | Flere skal kende hinanden.  # SK026
              lokalomraade: Nakskov Vest har mange foreninger.

        Passes:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            answers:
              maal: |
                Flere skal kende hinanden.
              lokalomraade: Nakskov Vest har mange foreninger.
        """,
    ),
    reading_error(
        "SK060",
        """
        Fails:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            answers:
              maal: |
            Flere skal kende hinanden.  # SK060

        Passes:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            answers:
              maal: |
                Flere skal kende hinanden.
              lokalomraade: Nakskov Vest har mange foreninger.
        """,
    ),
    reading_error(
        "SK065",
        """
        Fails:
            # data/programmes/naboskab-2026/programme.yaml
            intro: {da: Vi inviterer jer.} |  # SK065
              I kan søge til og med april.

        Passes:
            # data/programmes/naboskab-2026/programme.yaml
            intro:
              da: |
                Vi inviterer jer.
                I kan søge til og med april.
              en: We invite you to apply by the end of April.
        """,
    ),
    reading_error(
        "SK061",
        """
        Fails:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            status:submitted  # SK061

        Passes:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            status: submitted
        """,
    ),
    reading_error("SK027"),
    reading_error(
        "SK079",
        """
        Fails:
            # data/venues.yaml
            venues:
              - {id: moedehuset, name: Mødehuset, ved havnen, city: Aarhus}  # SK079

        Passes:
            # data/venues.yaml
            venues:
              - {id: moedehuset, name: 'Mødehuset, ved havnen', city: Aarhus}
        """,
    ),
)
