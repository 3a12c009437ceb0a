"""What several rules need: suggestions, dates, personal-data patterns, walking through a record."""
