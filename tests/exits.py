"""exits.py CODE COMMAND…: succeeds when the command exits with exactly that code."""

import subprocess
import sys

wanted, command = int(sys.argv[1]), sys.argv[2:]
got = subprocess.run(command).returncode
if got != wanted:
    sys.exit(f"exits.py: wanted exit {wanted}, got {got}: {' '.join(command)}")
