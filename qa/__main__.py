"""The command line by another name: `python -m qa COMMAND`."""

from qa.command_line import main

if __name__ == "__main__":
    main()
