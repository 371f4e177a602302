"""Runs the audit and the clang-tidy plugin over annotated sources, and tells where they differ.

usage: compare.py AUDIT CLANG_TIDY PLUGIN ROOT DIFFERENCES [EVERY]

A source takes part when its first RUN line audits it alone with flags of its own (`… %s -- FLAGS`). What differs must stand in
the file DIFFERENCES, a line `source: reason` each, and what stands there must differ. EVERY: only each so-manieth source.
"""

import json
import os
import re
import subprocess
import sys

RUN = re.compile(r"RUN: .*%audit .*%s -- ([^|<>]*)")
DIAGNOSTIC = re.compile(r"^(.+?):(\d+):\d+: (?:warning|error): .*\[loadline-([a-z-]+)[],]")


def flags_of(path, substitutions):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if "RUN:" in line][:1]
    found = RUN.search(lines[0]) if lines else None
    if not found:
        return None
    text = found.group(1)
    for name, value in substitutions.items():
        text = text.replace(name, value)
    return None if "%" in text else text.split()


def by_audit(audit, path, flags):
    words = [audit, "-q", "--exit-zero", "--format", "json", "--root", "/", path, "--", *flags]
    done = subprocess.run(words, capture_output=True, text=True)
    return {("/" + f["file"].lstrip("/"), f["line"], f["check"]) for f in json.loads(done.stdout)["findings"]}


def by_plugin(tidy, plugin, path, flags):
    words = [tidy, f"--load={plugin}", "--checks=-*,loadline-*", "--header-filter=.*", path, "--", *flags]
    done = subprocess.run(words, capture_output=True, text=True)
    return {(os.path.realpath(match.group(1)), int(match.group(2)), match.group(3))
            for line in done.stdout.split("\n") if (match := DIAGNOSTIC.match(line))}


def main():
    audit, tidy, plugin, root, differences = sys.argv[1:6]
    every = int(sys.argv[6]) if len(sys.argv) > 6 else 1
    with open(differences, encoding="utf-8") as file:
        expected = {line.split(":")[0] for line in file if line.strip() and not line.startswith("#")}
    sources = sorted(os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names
                     if name.endswith((".cpp", ".c")) and "Inputs" not in folder)
    compared, wrong = 0, 0
    for path in sources[::every]:
        flags = flags_of(path, {"%S": os.path.dirname(path), "%qt_headers": "/usr/include/x86_64-linux-gnu/qt6"})
        if flags is None:
            continue
        compared += 1
        name = os.path.relpath(path, root)
        one, other = by_audit(audit, path, flags), by_plugin(tidy, plugin, path, flags)
        if (one != other) == (name in expected):
            continue
        wrong += 1
        print(f"{name}: " + ("is listed and does not differ" if one == other else "differs"))
        for title, only in (("audit", one - other), ("plugin", other - one)):
            for file, line, check in sorted(only):
                print(f"  only by the {title}: {os.path.basename(file)}:{line} {check}")
    print(f"{compared} sources compared, {wrong} not as listed")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
