"""Where the bundle's program with the window starts."""

import sys

from ui.__main__ import main

sys.exit(main())
