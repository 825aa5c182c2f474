"""`python -m guides.cli`, as `python -m guides`."""

import sys

from guides.cli import main

sys.exit(main())
