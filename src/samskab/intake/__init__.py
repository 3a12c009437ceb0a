"""Applications from outside git (a form's CSV) -> application drafts and findings."""
