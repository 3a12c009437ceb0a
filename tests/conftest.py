"""Makes `example_files` (beside this file) importable from every folder of tests."""
