"""What several rules need: suggestions, severities, days off, personal-data patterns, the values of a record."""
