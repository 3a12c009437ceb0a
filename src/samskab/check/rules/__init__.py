"""The rules, one folder a family; the first digit of a code is its family."""
