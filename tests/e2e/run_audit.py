"""run_audit.py AUDIT EXIT_CODE ARGUMENT…: runs the audit and fails unless it exits with that code."""

import subprocess
import sys

expected = int(sys.argv[2])
code = subprocess.run([sys.argv[1], *sys.argv[3:]]).returncode
if code != expected:
    sys.exit(f"expected exit code {expected}, got {code}: {' '.join(sys.argv[1:])}")
