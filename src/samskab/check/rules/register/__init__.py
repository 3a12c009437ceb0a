"""SK1: the register of municipalities."""

from samskab.check.rules.register import geography, municipality, register

MODULES = (municipality, register, geography)
