"""The content policy of a page without requests: its own style sheet and script by their digests, nothing else."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def content_policy(style: str, script: str = "", *, pictures: bool = False) -> str:
    """The value of `Content-Security-Policy`; with `pictures`, those inside the page are allowed too."""
    scripts = f"script-src {_digest(script)}; " if script else ""
    inside = "img-src data:; " if pictures else ""
    own = f"default-src 'none'; style-src {_digest(style)}; {scripts}{inside}"
    return f"{own}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
