"""The forms of a programme: made for those who apply or assess, and read when they come back."""
