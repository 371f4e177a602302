"""What the audit says of a project whose compile database lies two folders down: near_database.py AUDIT

The project lies outside the source tree: in it, the project's own database would be found upwards.
"""
import pathlib
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as project:
    build = pathlib.Path(project, "out", "debug")
    build.mkdir(parents=True)
    (build / "compile_commands.json").write_text("[]")
    told = subprocess.run([sys.argv[1], project], capture_output=True, text=True, check=False)
    print(told.stderr, end="")
    sys.exit(told.returncode)
