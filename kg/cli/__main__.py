"""`python -m kg.cli`: the same as the command `kg`."""

from kg.cli.app import main

if __name__ == "__main__":  # worker processes import this module as well
    main()
