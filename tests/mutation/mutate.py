#!/usr/bin/env python3
"""Takes limiters away and counts the alarms, then puts them back and counts the silence.

    mutate.py --audit build/release/bin/loadline-audit [--sites FILE.json --sources DIR] [-v]

The cases are the files of cases/: code that is limited, with the lines that limit it marked by `//- NAME`, and lines that
stand in for them marked by `//+ NAME: code`. For each case and name, the mutant without these lines must be an alarm, and the
code with them must be silent. All cases are mutated at once, each by its own name, since they do not touch each other.

--sites adds sites of real repositories below DIR (a checkout each, named OWNER+NAME): which lines are deleted or
replaced, or what is put in front of one. Copies are changed, never the checkouts. Their code is not part of this repository.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
REMOVED = re.compile(r"//- (\w+)\s*$")
ADDED = re.compile(r"^(\s*)//\+ (\w+): (.*)$")
CASE = re.compile(r"^// case: (\w+)$")
ENOUGH = 0.95


def cases_of(lines):
    """By case: its first line, its last, and the names of its limiters; lines count from 1."""
    starts = [(number, match.group(1)) for number, line in enumerate(lines, 1) if (match := CASE.match(line))]
    ends = [number - 1 for number, _ in starts[1:]] + [len(lines)]
    cases = {}
    for (first, name), last in zip(starts, ends):
        inside = lines[first - 1 : last]
        limiters = sorted({match.group(1) for line in inside if (match := REMOVED.search(line))})
        if not limiters:
            sys.exit(f"mutate: the case {name} marks no limiter")
        cases[name] = (first, last, limiters)
    return cases


def mutant(lines, cases, chosen):
    """The text with the chosen limiter of each case taken away; line numbers stay as they are."""
    out = list(lines)
    for name, (first, last, _) in cases.items():
        for number in range(first, last + 1):
            line = lines[number - 1]
            removed, added = REMOVED.search(line), ADDED.match(line)
            if removed and removed.group(1) == chosen.get(name):
                out[number - 1] = ""
            elif added and added.group(2) == chosen.get(name):
                out[number - 1] = added.group(1) + added.group(3)
    return out


def audit(tool, words):
    done = subprocess.run([tool, "-q", "--exit-zero", "--format", "json", *words], capture_output=True, text=True)
    if done.returncode not in (0, 3) or not done.stdout:
        sys.exit(f"mutate: the audit failed ({done.returncode}): {done.stderr.strip()}")
    return json.loads(done.stdout)


def alarms(result, file):
    return [(f["line"], f["message"]) for f in result["findings"]
            if f["file"].endswith(file) and f["check"] in ("unbounded-spawn", "data-sized-spawn", "unresolved-bound")]


def run_cases(tool, verdicts):
    for file in sorted(os.listdir(os.path.join(HERE, "cases"))):
        with open(os.path.join(HERE, "cases", file), encoding="utf-8") as source:
            lines = source.read().split("\n")
        cases = cases_of(lines)
        rounds = max(len(limiters) for _, _, limiters in cases.values())
        for turn in range(-1, rounds):
            chosen = {name: limiters[turn] for name, (_, _, limiters) in cases.items() if 0 <= turn < len(limiters)}
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, file)
                with open(path, "w", encoding="utf-8") as out:
                    out.write("\n".join(mutant(lines, cases, chosen)))
                found = alarms(audit(tool, ["--root", folder, path, "--", "-std=c++20"]), file)
            for name, (first, last, _) in cases.items():
                hits = [line for line, _ in found if first <= line <= last]
                if turn < 0:
                    verdicts.append(("limited", name, "silent", not hits))
                elif name in chosen:
                    verdicts.append(("mutant", f"{name} without its {chosen[name]}", "alarm", bool(hits)))


def run_sites(tool, sites, sources, verdicts):
    """Each site: {"repo", "commit" (of its lines), "file", "line", "is": "safe" | "dangerous", "flags": […],
    "delete": [lines], "replace": {line: code}, "insert": {line: code before it}}"""
    for site in sites:
        checkout = os.path.join(sources, site["repo"].replace("/", "+"))
        original = os.path.join(checkout, site["file"])
        flags = [flag.replace("{root}", checkout) for flag in site.get("flags", [])]
        with open(original, encoding="utf-8", errors="surrogateescape") as source:
            lines = source.read().split("\n")
        changed = list(lines)
        for number in site.get("delete", []):
            changed[number - 1] = ""
        for number, code in site.get("replace", {}).items():
            changed[int(number) - 1] = code
        for number, code in site.get("insert", {}).items():
            changed[int(number) - 1] = code + " " + changed[int(number) - 1]
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "tree")
            shutil.copytree(os.path.dirname(original), copy)  # its own headers lie beside it
            path = os.path.join(copy, os.path.basename(original))
            found = []
            for text in (lines, changed):
                with open(path, "w", encoding="utf-8", errors="surrogateescape") as out:
                    out.write("\n".join(text))
                result = audit(tool, ["--root", copy, path, "--", *flags])
                found.append(any(line == site["line"] for line, _ in alarms(result, os.path.basename(original))))
        name = f"{site['repo']} {site['file']}:{site['line']}"
        wants = site["is"] == "dangerous"
        verdicts.append(("site", name, "alarm" if wants else "silent", found[0] == wants))
        kind = "site limited" if wants else "site mutant"
        verdicts.append((kind, name, "silent" if wants else "alarm", found[1] != wants))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--audit", required=True)
    parser.add_argument("--sites")
    parser.add_argument("--sources")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    verdicts = []
    run_cases(options.audit, verdicts)
    if options.sites:
        with open(options.sites, encoding="utf-8") as file:
            run_sites(options.audit, json.load(file), options.sources, verdicts)
    is_enough = True
    for kind in dict.fromkeys(kind for kind, _, _, _ in verdicts):
        of_kind = [verdict for verdict in verdicts if verdict[0] == kind]
        right = sum(1 for verdict in of_kind if verdict[3])
        is_enough = is_enough and right / len(of_kind) >= ENOUGH
        print(f"{kind:13} {right:3} of {len(of_kind):3} as they should be ({right / len(of_kind):.2f})")
    for kind, name, expected, is_right in verdicts:
        if options.v or not is_right:
            print(f"{'ok  ' if is_right else 'MISS'} {kind}: {name}: {expected} expected")
    return 0 if is_enough else 1


if __name__ == "__main__":
    sys.exit(main())
