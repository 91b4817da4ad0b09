"""Opens the page, on the sample article or another: `python app.py [ARTICLE]`."""

import sys

from qa.command_line import main

if __name__ == "__main__":
    main(["chat", *sys.argv[1:]])
