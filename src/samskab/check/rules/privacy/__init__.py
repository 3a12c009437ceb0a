"""SK7: personal data."""

from samskab.check.rules.privacy import privacy

MODULES = (privacy,)
