"""The program, also as `python -m samskab`. Ctrl-C while its modules are imported ends it without a traceback."""

import sys


def main() -> None:
    """Import the command line and run it."""
    try:
        from samskab.cli.main import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
