"""SK059, SK080-SK091, SK099, SK780-SK799: forms that come in, and a value that `samskab set` cannot write."""

from __future__ import annotations

from samskab.codes.code import Code, reading_error
from samskab.finding import Severity

FORM_CODES = (
    Code(
        "SK059",
        Severity.WARNING,
        """
        Fails:
            # svar.csv
            Kommune;Kontaktperson;Hvad er målet med jeres indsats?  # SK059
            Lolland;lederen af sundhedscentret;Flere skal kende hinanden.

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.
        """,
    ),
    Code("SK099", Severity.WARNING, waivable=False),
    reading_error(
        "SK080",
        """
        Fails:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden;også om vinteren.  # SK080

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;"Flere skal kende hinanden;også om vinteren."
        """,
    ),
    reading_error(
        "SK081",
        """
        Fails:
            # svar.csv
            Kommune;Hvad er målet?  # SK081
            Lolland;Flere skal kende hinanden.

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.
        """,
    ),
    reading_error(
        "SK082",
        """
        Fails:
            # svar.csv
            Hvad er målet med jeres indsats?  # SK082
            Flere skal kende hinanden.

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.
        """,
    ),
    reading_error(
        "SK083",
        """
        Fails:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Loland;Flere skal kende hinanden.  # SK083

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.
        """,
    ),
    reading_error(
        "SK084",
        """
        Fails:
            # svar.csv
            Kommune;Vi deler vores erfaringer.
            Lolland;måske  # SK084

        Passes:
            # svar.csv
            Kommune;Vi deler vores erfaringer.
            Lolland;ja
        """,
    ),
    reading_error("SK085"),
    Code(
        "SK086",
        Severity.WARNING,
        """
        Fails:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.  # SK086
            Lolland Kommune;Flere skal kende hinanden godt.

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland Kommune;Flere skal kende hinanden godt.
        """,
    ),
    reading_error(
        "SK087",
        """
        Fails:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;"Flere skal kende hinanden.  # SK087

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;"Flere skal kende hinanden."
        """,
    ),
    reading_error(
        "SK088",
        """
        Fails:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?  # SK088

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.
        """,
    ),
    reading_error(
        "SK089",
        """
        Fails:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?;Kommune  # SK089
            Lolland;Flere skal kende hinanden.;Lolland

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.
        """,
    ),
    reading_error("SK090"),
    reading_error("SK091"),
    reading_error("SK780"),
    reading_error("SK781"),
    Code("SK782", Severity.WARNING, waivable=False),
    reading_error(
        "SK783",
        """
        Fails:
            # svar.csv
            Kommune;Modtaget;Hvad er målet med jeres indsats?
            Lolland;03/02/2026 10:15;Flere skal kende hinanden.  # SK783

        Passes:
            # svar.csv
            Kommune;Modtaget;Hvad er målet med jeres indsats?
            Lolland;03-02-2026 10:15;Flere skal kende hinanden.
        """,
    ),
    reading_error("SK784"),
    Code("SK785", Severity.WARNING, waivable=False),
    reading_error("SK787"),
    Code(
        "SK788",
        Severity.WARNING,
        """
        Fails:
            # svar.csv
            Kommune;Hvem deltager?;Hvad er målet med jeres indsats?  # SK788
            Lolland;lederen og en medarbejder;Flere skal kende hinanden.

        Passes:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.
        """,
        waivable=False,
    ),
    reading_error("SK790"),
    Code("SK791", Severity.WARNING, waivable=False),
    reading_error("SK792"),
    reading_error("SK793"),
    reading_error("SK794"),
    Code("SK795", Severity.WARNING, waivable=False),
    reading_error("SK796"),
    reading_error("SK797"),
    Code("SK798", Severity.WARNING, waivable=False),
    Code("SK799", Severity.WARNING, waivable=False),
)
