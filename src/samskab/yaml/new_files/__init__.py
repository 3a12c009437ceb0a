"""The text of new files: a data repository, a programme, an application, a meeting."""
