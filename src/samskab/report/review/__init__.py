"""Reports on a request to change files: for the municipality that made it, and for the secretariat."""
