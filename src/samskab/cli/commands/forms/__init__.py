"""The commands that make the forms, and read them when they come back."""
