"""SK6: files, folders and references between records."""

from samskab.check.rules.repository import contacts, folders, references

MODULES = (references, folders, contacts)
