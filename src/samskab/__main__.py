"""`python -m samskab`."""

from samskab.cli.main import main

if __name__ == "__main__":
    main()
