"""The rules, one folder for each family; the first digit of a code is its family."""
