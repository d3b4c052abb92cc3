"""``python -m fieldreport``: the command line."""

import sys

from fieldreport.cli import main

sys.exit(main())
