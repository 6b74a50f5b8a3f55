"""`python -m defgap`."""

from defgap.cli import main

if __name__ == "__main__":
    main()
