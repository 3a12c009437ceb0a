"""SK620-SK699: found in templates, in letterheads and layouts of an office, in the words of letters."""

from __future__ import annotations

from samskab.codes.code import Code
from samskab.finding import Severity

TEMPLATE_CODES = (
    Code(
        "SK620",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% include 'underskrift.md.j2' %} {# SK620 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% include 'signature.md.j2' %}
        """,
    ),
    Code(
        "SK621",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.nam }} {# SK621 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}
        """,
    ),
    Code(
        "SK622",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {{ programme title }} {# SK622 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {{ programme.title }}
        """,
    ),
    Code(
        "SK623",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% if programme.free %}
            Det er gratis at deltage. {# SK623 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% if programme.free %}
            Det er gratis at deltage.
            {% endif %}
        """,
    ),
    Code(
        "SK624",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% hvis programme.free %} {# SK624 #}
            Det er gratis at deltage.
            {% endif %}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% if programme.free %}
            Det er gratis at deltage.
            {% endif %}
        """,
    ),
    Code(
        "SK625",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # {{ programme.title|upper }} {# SK625 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # {{ programme.title|stort }}
        """,
    ),
    Code(
        "SK626",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            Vi ses om {{ 7 * 2 }} dage. {# SK626 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            Vi ses om 14 dage.
        """,
        only_when_run=True,
    ),
    Code(
        "SK627",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            I får: {{ programme.outcomes }} {# SK627 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            I får:

            {% for outcome in programme.outcomes %}
            - {{ outcome }}
            {% endfor %}
        """,
        only_when_run=True,
    ),
    Code(
        "SK629",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            Vi er {{ programme.title|first }} med. {# SK629 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {{ programme.outcomes|first }}
        """,
        only_when_run=True,
    ),
    Code(
        "SK630",
        Severity.WARNING,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% for outcome in programme.outcomes %}
            - {{ outcome }}
            {% endfor %} {# SK630 #}
            Vi glæder os.

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% for outcome in programme.outcomes %}
            - {{ outcome }}
            {% endfor %}

            Vi glæder os.
        """,
    ),
    Code(
        "SK631",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            |  |  | {# SK631 #}
            |---|---|
            | Fristen | {{ programme.deadline.text }} |

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            | Hvad | Hvornår |
            |---|---|
            | Fristen | {{ programme.deadline.text }} |
        """,
    ),
    Code(
        "SK632",
        Severity.WARNING,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            Læs mere på https://www.kommune.example/naboskab {# SK632 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            [Læs mere om naboskab](https://www.kommune.example/naboskab)
        """,
    ),
    Code(
        "SK633",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            [Se filen](file:///S:/Naboskab/plan.docx) {# SK633 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            [Se planen](https://www.kommune.example/plan)
        """,
    ),
    Code("SK634", Severity.WARNING),
    Code("SK635", Severity.WARNING),
    Code("SK636", Severity.ERROR),
    Code("SK637", Severity.ERROR),
    Code(
        "SK638",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            ::: underskrit {# SK638 #}
            Venlig hilsen
            :::

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            ::: underskrift
            Venlig hilsen
            :::
        """,
    ),
    Code(
        "SK639",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            ---
            title: Velkommen
            Til alle kommuner {# SK639 #}
            ---
            # Kære {{ recipient.name }}

        Passes:
            {# templates/da/brev.md.j2 #}
            ---
            title: Velkommen
            ---
            # Kære {{ recipient.name }}
        """,
    ),
    Code(
        "SK640",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            Kære {{ recipient.name }} {# SK640 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}
        """,
    ),
    Code(
        "SK641",
        Severity.WARNING,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            [Tilmelding](https://www.kommune.example/naboskab)

            [Program](https://www.kommune.example/nabboskab) {# SK641 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            [Tilmelding](https://www.kommune.example/naboskab)

            [Program](https://www.kommune.example/naboskab/program)
        """,
    ),
    Code(
        "SK642",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ borgmester }} {# SK642 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}
        """,
    ),
    Code(
        "SK647",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            Gratis: {{ programme.free }} {# SK647 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% if programme.free %}
            Det er gratis at deltage.
            {% endif %}
        """,
        only_when_run=True,
    ),
    Code("SK648", Severity.ERROR),
    Code("SK649", Severity.ERROR, only_when_run=True),
    Code(
        "SK650",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% for row in range(900) %}{% for column in range(900) %} {# SK650 #}
            {% endfor %}{% endfor %}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% for meeting in meetings %}{{ meeting.title }}

            {% endfor %}
        """,
        only_when_run=True,
    ),
    Code("SK651", Severity.ERROR, only_when_run=True),
    Code("SK652", Severity.ERROR, only_when_run=True),
    Code("SK653", Severity.ERROR, only_when_run=True),
    Code(
        "SK654",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% for number in range(1000000) %}.{% endfor %} {# SK654 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            {% for number in range(10) %}.{% endfor %}
        """,
        only_when_run=True,
    ),
    Code("SK655", Severity.ERROR, only_when_run=True),
    Code("SK656", Severity.ERROR, only_when_run=True),
    Code("SK657", Severity.ERROR, only_when_run=True),
    Code("SK659", Severity.ERROR),
    Code("SK660", Severity.ERROR),
    Code("SK661", Severity.ERROR),
    Code("SK662", Severity.WARNING),
    Code("SK663", Severity.WARNING),
    Code("SK664", Severity.WARNING),
    Code(
        "SK665",
        Severity.WARNING,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            Skriv til [KONTAKT], hvis der er spørgsmål. {# SK665 #}

        Passes:
            {# templates/da/brev.md.j2 #}
            # Kære {{ recipient.name }}

            Skriv til sekretariatet, hvis der er spørgsmål.
        """,
    ),
    Code(
        "SK680",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/receipt.md.j2 #} {# SK680 #}
            {% block videre %}
            Vi ringer til jer.
            {% endblock %}

        Passes:
            {# templates/da/receipt.md.j2 #}
            {% extends "standard/receipt.md.j2" %}
            {% block videre %}
            Vi ringer til jer.
            {% endblock %}
        """,
    ),
    Code(
        "SK681",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/receipt.md.j2 #}
            {% extends "receipt.md.j2" %} {# SK681 #}
            {% block videre %}
            Vi ringer til jer.
            {% endblock %}

        Passes:
            {# templates/da/receipt.md.j2 #}
            {% extends "standard/receipt.md.j2" %}
            {% block videre %}
            Vi ringer til jer.
            {% endblock %}
        """,
    ),
    Code(
        "SK682",
        Severity.WARNING,
        """
        Fails:
            {# templates/da/rejection.md.j2 #} {# SK682 #}
            {% extends "standard/rejection.md.j2" %}
            {% block klage %}
            I kan ringe til os.
            {% endblock %}

        Passes:
            {# templates/da/rejection.md.j2 #}
            {% extends "standard/rejection.md.j2" %}
            {% block klage %}
            {{ super() }}
            I kan ringe til os.
            {% endblock %}
        """,
    ),
    Code(
        "SK690",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/receipt.md.j2 #}
            {% extends "standard/receipt.md.j2" %}
            {% block vidre %} {# SK690 #}
            Vi ringer til jer.
            {% endblock %}

        Passes:
            {# templates/da/receipt.md.j2 #}
            {% extends "standard/receipt.md.j2" %}
            {% block videre %}
            Vi ringer til jer.
            {% endblock %}
        """,
    ),
    Code(
        "SK698",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/brev.md.j2 #}
            ---
            audience: muncipalities {# SK698 #}
            ---
            # Kære {{ recipient.name }}

        Passes:
            {# templates/da/brev.md.j2 #}
            ---
            audience: municipalities
            ---
            # Kære {{ recipient.name }}
        """,
    ),
    Code(
        "SK699",
        Severity.ERROR,
        """
        Fails:
            {# templates/da/receipt.md.j2 #}
            {% extends "standard/receipt.md.j2" %}
            {% block videre %}
            Vi ringer til jer.
            {% endblock %}
            {% block videre %} {# SK699 #}
            Vi skriver til jer.
            {% endblock %}

        Passes:
            {# templates/da/receipt.md.j2 #}
            {% extends "standard/receipt.md.j2" %}
            {% block videre %}
            Vi ringer og skriver til jer.
            {% endblock %}
        """,
    ),
)
