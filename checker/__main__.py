"""`python -m checker` is `modelterms`."""

from checker.cli import main

main()
