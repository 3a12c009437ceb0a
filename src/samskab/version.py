"""The version of the program, which reports and decision records name."""

VERSION = "0.1.0"
