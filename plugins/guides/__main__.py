"""`python -m guides`: the same as the `guides` command."""

import sys

from guides.cli import main

sys.exit(main())
