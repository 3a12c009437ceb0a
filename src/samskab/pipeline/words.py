"""The catalogue of sentences, for those who tell stories; the command line takes it from where it is read."""

from samskab.read.catalogue import phrasebook

__all__ = ["phrasebook"]
