"""The report of a choice and what it shares with the public site."""
