"""`Refusal`: a request that cannot be carried out as it was made."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  # a refusal is a result of the request, not an error of the program
    """Stops a command with one sentence of the catalogue.

    code       key of the sentence
    values     what the sentence needs
    exit_code  2 for wrong use, 1 for a request that the data or the disk does not allow
    """

    def __init__(self, code: str, /, *, exit_code: int = 2, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.values = values
