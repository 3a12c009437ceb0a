"""A letter that has one of everything, for the tests of the writers."""

from __future__ import annotations

from datetime import date

from samskab.documents.document import Document, SenderBlock
from samskab.documents.templating.client import Engine

LETTER = """# Invitation til {{ navn }}

::: manchet
Lær om og få erfaring
:::

Kære **{{ navn }}**, "velkommen" til mødet den 27. februar 2018 kl. 10.00-18.30 for *alle*.

## Tidsplan

| Møde | Tid | Sted |
|---|---|--:|
{% for m in moeder %}
| {{ m.navn }} | {{ m.tid }} | {{ m.sted }} |
{% endfor %}

### Det får I

- viden
- *netværk* og mere

1. først
2. sidst

> {{ navn }} har svaret

::: boks
**Husk** [Læs mere her](https://example.dk/mere) eller skriv til {{ mail|link }}.
:::

---

{{ svar|afsnit }}

::: underskrift
Med venlig hilsen

Sekretariatet
:::
"""


def written(navn="Ærø Kommune", **more):
    """The letter as a Document; `more` goes to the Document."""
    data = {
        "navn": navn,
        "mail": "post@example.dk",
        "svar": "Første afsnit.\n\nAndet afsnit,\nmed to linjer.",
        "moeder": [
            {"navn": "1. møde", "tid": "tirsdag den 27. februar 2018", "sted": "Aarhus (mødested oplyses snarest)"},
            {"navn": "2. møde", "tid": "tirsdag den 26. juni 2018 kl. 10.00–18.30", "sted": "KL-huset, København"},
        ],
    }
    with Engine({}, {"letter": ("letter.md.j2", LETTER)}, "da") as engine:
        rendered = engine.render("letter", data)
    assert not rendered.findings
    about = {
        "title": rendered.title,
        "language": "da",
        "day": date(2017, 12, 1),
        "blocks": rendered.blocks,
        "day_words": "1. december 2017",
        "sender": SenderBlock(
            "Sund By Netværket", ("c/o KL-huset", "2300 København S"), ("post@example.dk", "tlf. 12 34 56 78")
        ),
        "recipient": (navn, "Att.: Sundhedschefen", "Rådhusvej 1"),
    }
    return Document(**(about | more))
