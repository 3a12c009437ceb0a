"""SK059 and SK080-SK091: rows of a form's CSV file, and a value that `samskab set` cannot write."""

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
    reading_error(
        "SK086",
        """
        Fails:
            # svar.csv
            Kommune;Hvad er målet med jeres indsats?
            Lolland;Flere skal kende hinanden.
            Lolland Kommune;Flere skal kende hinanden godt.  # SK086

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
)
