"""What the installed program starts with."""

import sys

from desktop_portal.__main__ import main

sys.exit(main())
