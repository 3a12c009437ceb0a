"""The commands for pull requests: who may change which file, and the answer to a change."""
