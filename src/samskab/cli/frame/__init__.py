"""What every command stands on: the front door, Typer in our words, the session, the terminal."""
