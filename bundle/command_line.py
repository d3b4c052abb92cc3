"""Where the bundle's program without a window starts."""

import sys

from fieldreport.cli import main

sys.exit(main())
