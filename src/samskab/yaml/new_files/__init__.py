"""New files: a data repository, a programme, an application, a meeting, each question above its answer."""
