"""What a person can ask for, one module or folder a use case: load, validate, choose, decide, render letters."""
