"""The commands that publish: the report of a choice, the public site."""
