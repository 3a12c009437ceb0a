"""The use cases, one module or folder each: load, validate, choose, decide, render letters."""
