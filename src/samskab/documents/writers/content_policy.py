"""The content policy of a page without requests: its own style sheet and script by their digests, nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256


def content_policy(style: str, script: str = "", *, inside: Iterable[str] = ()) -> str:
    """The value of `Content-Security-Policy`; `inside` names what may be part of the page: `img-src`, `font-src`."""
    scripts = f"script-src {_digest(script)}; " if script else ""
    parts = "".join(f"{each} data:; " for each in inside)
    own = f"default-src 'none'; style-src {_digest(style)}; {scripts}{parts}"
    return f"{own}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
