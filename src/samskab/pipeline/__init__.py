"""The stories of samskab, told in plain calls: load, validate, select, render.

Each story is one file beside this one; what they need is imported when they are told, so that `validate` never
loads a solver or a typesetter.
"""

from samskab.pipeline.load import Repo, load
from samskab.pipeline.validate import Validation, validate
from samskab.pipeline.words import phrasebook

__all__ = ["Repo", "Validation", "load", "phrasebook", "validate"]
