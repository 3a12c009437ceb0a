"""Answers that came by another door than git (a form's CSV) -> application drafts and findings."""
