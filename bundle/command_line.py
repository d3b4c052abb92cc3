"""Where the bundle's program without a window starts."""

import sys

if sys.argv[1:2] == ["--inspect-workbook"]:
    # The process that reads a file nobody trusts yet (fieldreport.verifying.verdict starts it).
    from fieldreport.verifying.inspecting import main as inspect_workbook

    sys.exit(inspect_workbook(sys.argv[2:]))

from fieldreport.cli import main

sys.exit(main())
