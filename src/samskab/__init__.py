"""samskab: choose municipalities fairly, explain it, and send the letters."""

__version__ = "0.1.0"
