"""Runs every command of docs/tutorial.md in a folder of its own, and checks what the page says of them.

usage: tutorial.py SOURCE WORK PROGRAMS…    each program by its path; commands of those that are not built are left out
"""
import os
import pathlib
import re
import subprocess
import sys

source, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
programs = [pathlib.Path(p).resolve() for p in sys.argv[3:] if pathlib.Path(p).exists()]
page = (source / "docs/tutorial.md").read_text()
commands = re.findall(r"^\$ (.*)$", page, re.M)
assert len(commands) >= 8, "the tutorial has lost its commands"

work.mkdir(parents=True, exist_ok=True)
if not (work / "docs").exists():
    (work / "docs").symlink_to(source / "docs")
path = os.pathsep.join([str(p.parent) for p in programs] + [os.environ.get("PATH", "")])
names = {p.name for p in programs}
environment = dict(os.environ, PATH=path, QT_QPA_PLATFORM="offscreen")


def is_there(command):
    needs = {"loadline audit": "loadline-audit", "loadline-gui": "loadline-gui"}
    return all(program in names for prefix, program in needs.items() if command.startswith(prefix))


def run(command):
    if command.startswith("loadline-gui"):
        command += " --screenshot window.png"  # a window that waits for nobody
    done = subprocess.run(command, shell=True, cwd=work, env=environment, capture_output=True, text=True)
    assert done.returncode in (0, 1), f"{command}: exit {done.returncode}\n{done.stderr}"
    return done.stdout


outputs = {command: run(command) for command in commands if is_there(command)}
review = next(text for command, text in outputs.items() if command.startswith("loadline review"))
for said in ["drifted", "unbounded in code", "limit to 20: store: pool 80 / 4 parallel calls", "2500x", "4.36x"]:
    assert said in review and said in page.replace("2500 times", "2500x").replace("4.36 times", "4.36x"), said
changed = outputs[next(c for c in commands if c.startswith("diff"))].splitlines()
assert [line[0] for line in changed if line[0] in "<>"] == ["<", ">"], changed
assert "value: 96," in changed[-1], changed
assert (work / "review.html").stat().st_size > 10_000 and (work / "review.md").stat().st_size > 1_000
moved = outputs[next(c for c in commands if "--against" in c)]
assert "0 worse, 1 better" in moved, moved
record = outputs[next(c for c in commands if c.startswith("cat"))]
assert "verdict: to_fix" in record and "owner: anna" in record, record
assert "lapsed" in outputs[next(c for c in commands if "--today 2027-03-02" in c)]
