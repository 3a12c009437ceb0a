"""SK028-SK049, SK062-SK075, SK078 and SK096: a field is missing, unknown, or has a value of another type."""

from __future__ import annotations

from samskab.codes.code import reading_error

VALUE_CODES = (
    reading_error(
        "SK028",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                pladser: 60  # SK028

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
        "SK029",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset  # SK029

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
        """,
    ),
    reading_error(
        "SK030",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                address: Havnegade 1, 8000 Aarhus C  # SK030

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                address:
                  - Havnegade 1
                  - 8000 Aarhus C
        """,
    ),
    reading_error(
        "SK031",
        """
        Fails:
            # data/programmes/naboskab-2026/programme.yaml
            period: 2026  # SK031

        Passes:
            # data/programmes/naboskab-2026/programme.yaml
            period: {start: 2026-01, end: 2026-12}
        """,
    ),
    reading_error(
        "SK032",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: [Mødehuset, Huset ved havnen]  # SK032
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset (huset ved havnen)
                city: Aarhus
        """,
    ),
    reading_error(
        "SK033",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city:  # SK033

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
        """,
    ),
    reading_error(
        "SK034",
        """
        Fails:
            # data/programmes/naboskab-2026/programme.yaml
            status: offentlig  # SK034

        Passes:
            # data/programmes/naboskab-2026/programme.yaml
            status: published
        """,
    ),
    reading_error(
        "SK035",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                municipality: 0751  # SK035

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                municipality: '0751'
        """,
    ),
    reading_error(
        "SK036",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: 2026-05-11  # SK036
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: '2026-05-11'
                city: Aarhus
        """,
    ),
    reading_error(
        "SK037",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                seats: ca. 60  # SK037

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
        "SK038",
        """
        Fails:
            # data/municipalities/0492-aeroe.yaml
            figures:
              population:
                - {year: 2026, value: ca. 5766, source: danmarks-statistik}  # SK038

        Passes:
            # data/municipalities/0492-aeroe.yaml
            figures:
              population:
                - {year: 2026, value: 5766, source: danmarks-statistik}
        """,
    ),
    reading_error(
        "SK039",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                seats: 060  # SK039

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
        "SK042",
        """
        Fails:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            commitments: {timer: ja, netvaerk: true}  # SK042

        Passes:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            commitments: {timer: true, netvaerk: true}
        """,
    ),
    reading_error(
        "SK043",
        """
        Fails:
            # data/programmes/naboskab-2026/programme.yaml
            period: {start: 2026-05, end: 2026-11-31}  # SK043

        Passes:
            # data/programmes/naboskab-2026/programme.yaml
            period: {start: 2026-05, end: 2026-11-30}
        """,
    ),
    reading_error(
        "SK044",
        """
        Fails:
            # data/waivers.yaml
            waivers:
              - code: SK103
                path: data/register.yaml
                reason: Kun de kommuner, som prøven bruger, er med.
                until: 31/12 2026  # SK044

        Passes:
            # data/waivers.yaml
            waivers:
              - code: SK103
                path: data/register.yaml
                reason: Kun de kommuner, som prøven bruger, er med.
                until: 2026-12-31
        """,
    ),
    reading_error(
        "SK045",
        """
        Fails:
            # data/programmes/naboskab-2026/programme.yaml
            period: {start: foråret 2026, end: 2026-12}  # SK045

        Passes:
            # data/programmes/naboskab-2026/programme.yaml
            period: {start: 2026-03, end: 2026-12}
        """,
    ),
    reading_error(
        "SK046",
        """
        Fails:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            received: {at: 15-02-2026 kl. 10.20, via: docx}  # SK046

        Passes:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            received: {at: '2026-02-15T10:20+01:00', via: docx}
        """,
    ),
    reading_error(
        "SK047",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: Mødehuset  # SK047
                name: Mødehuset
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
        "SK048",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                municipality: Aarhus  # SK048

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                municipality: '0751'
        """,
    ),
    reading_error(
        "SK049",
        """
        Fails:
            # data/programmes/naboskab-2026/schedule.yaml
            defaults: {start: kl. 10, end: '15:30'}  # SK049

        Passes:
            # data/programmes/naboskab-2026/schedule.yaml
            defaults: {start: '10:00', end: '15:30'}
        """,
    ),
    reading_error(
        "SK062",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                municipality: ”0751”  # SK062

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset
                city: Aarhus
                municipality: '0751'
        """,
    ),
    reading_error(
        "SK063",
        """
        Fails:
            # data/programmes/naboskab-2026/programme.yaml
            title: Naboskab og sundhed  # SK063

        Passes:
            # data/programmes/naboskab-2026/programme.yaml
            title: {da: Naboskab og sundhed, en: Neighbours and health}
        """,
    ),
    reading_error(
        "SK064",
        """
        Fails:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            received: {at: '2026-02-10T10:15+01:00'}  # SK064

        Passes:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            received: {at: '2026-02-10T10:15+01:00', via: docx}
        """,
    ),
    reading_error(
        "SK070",
        """
        Fails:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            contact: Kontoret for sundhed  # SK070

        Passes:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            contact: p-7f3a
        """,
    ),
    reading_error(
        "SK071",
        """
        Fails:
            # data/senders.yaml
            senders:
              - id: sund-by-netvaerket
                organisation: {da: Sund By Netværket}
                website: sundbynetvaerket.example  # SK071

        Passes:
            # data/senders.yaml
            senders:
              - id: sund-by-netvaerket
                organisation: {da: Sund By Netværket}
                website: https://sundbynetvaerket.example
        """,
    ),
    reading_error(
        "SK072",
        """
        Fails:
            # data/senders.yaml
            senders:
              - id: sund-by-netvaerket
                organisation: {da: Sund By Netværket}
                mail: post(at)sundbynetvaerket.example  # SK072

        Passes:
            # data/senders.yaml
            senders:
              - id: sund-by-netvaerket
                organisation: {da: Sund By Netværket}
                mail: post@sundbynetvaerket.example
        """,
    ),
    reading_error(
        "SK073",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: |  # SK073
                  Mødehuset
                  ved havnen
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: moedehuset
                name: Mødehuset ved havnen
                city: Aarhus
        """,
    ),
    reading_error(
        "SK075",
        """
        Fails:
            # data/venues.yaml
            venues:
              - id: aux  # SK075
                name: Den store sal
                city: Aarhus

        Passes:
            # data/venues.yaml
            venues:
              - id: den-store-sal
                name: Den store sal
                city: Aarhus
        """,
    ),
    reading_error("SK078"),
    reading_error(
        "SK096",
        """
        Fails:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            answers:
              maal: 1.200  # SK096

        Passes:
            # data/programmes/naboskab-2026/applications/lolland.yaml
            answers:
              maal: '1.200'
              lokalomraade: Nakskov Vest har mange stærke foreninger.
        """,
    ),
)
