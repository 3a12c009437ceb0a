"""The commands for the time after the letters: what was sent, and what is to be deleted."""
