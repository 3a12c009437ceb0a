"""SK7: personal data, and who may change which file."""

from samskab.check.rules.privacy import permissions, privacy

MODULES = (privacy, permissions)
