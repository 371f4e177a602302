#!/usr/bin/env python3
"""What a cold audit costs beside the compiler's own syntax check of the same translation units.

    audit_cost.py --audit build/release/bin/loadline-audit -p BUILD [--root DIR] [--clang clang++-19]
                  [--every N] [-j N]

BUILD holds compile_commands.json of any checkout. One run measures both: `clang++ -fsyntax-only -w` for each command in turn
(with its own flags), then one cold audit of the same commands with parallel workers. CPU time is user + system time of all
processes; peak memory is that of the largest process. --every takes each Nth command, where a whole run takes too long.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor


def words_of(entry):
    return list(entry["arguments"]) if "arguments" in entry else shlex.split(entry["command"])


def syntax_check(entry, clang):
    """The command of an entry, turned into a syntax check by Clang; what writes files is left out."""
    kept, skip = [], False
    for word in words_of(entry)[1:]:
        if skip:
            skip = False
        elif word in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        elif word not in ("-c", "-MD", "-MMD", "-MP") and not word.startswith("-o"):
            kept.append(word)
    is_c = entry["file"].endswith(".c")
    return [clang.replace("++", "") if is_c else clang, *kept, "-fsyntax-only", "-w", "-Qunused-arguments"]


def run_one(job):
    """Runs a command; returns (ok, CPU seconds, peak MB) of it and its children."""
    words, folder = job
    child = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--audit", required=True)
    parser.add_argument("-p", dest="build", required=True)
    parser.add_argument("--root", default="")
    parser.add_argument("--clang", default="clang++-19")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("-j", dest="workers", type=int, default=os.cpu_count())
    options = parser.parse_args()
    database = options.build if options.build.endswith(".json") else os.path.join(options.build, "compile_commands.json")
    with open(database, encoding="utf-8") as file:
        entries = json.load(file)[:: options.every]
    root = os.path.abspath(options.root or os.path.commonpath([os.path.join(e["directory"], e["file"]) for e in entries]))
    jobs = [(syntax_check(entry, options.clang), entry["directory"]) for entry in entries]
    start = time.monotonic()
    with ThreadPoolExecutor(options.workers) as workers:
        checks = list(workers.map(run_one, jobs))
    syntax_wall = time.monotonic() - start
    syntax_cpu = sum(cpu for _, cpu, _ in checks)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as file:
            json.dump(entries, file)
        words = [os.path.abspath(options.audit), "-q", "-p", folder, "--root", root, "-j", str(options.workers), "--exit-zero",
                 "--format", "json:" + os.path.join(folder, "audit.json")]
        start = time.monotonic()
        code, audit_cpu, audit_peak = run_one((words, folder))
        audit_wall = time.monotonic() - start
        try:
            with open(os.path.join(folder, "audit.json"), encoding="utf-8") as file:
                units = json.load(file)["translation_units"]
        except OSError:
            print(f"audit_cost: the audit gave no result (exit {code})", file=sys.stderr)
            return 2
    failed = sum(1 for ok, _, _ in checks if ok != 0)
    peak = max(memory for _, _, memory in checks)
    print(f"{'':22}{'CPU':>10}{'wall':>10}{'peak memory of a process':>28}")
    print(f"{'clang -fsyntax-only':22}{syntax_cpu:9.1f}s{syntax_wall:9.1f}s{peak:25.0f} MB")
    print(f"{'audit, cold':22}{audit_cpu:9.1f}s{audit_wall:9.1f}s{audit_peak:25.0f} MB")
    print(f"{len(entries)} translation units, {options.workers} at a time; {failed} did not compile, "
          f"{units['failed']} failed in the audit ({units['with_errors']} with errors)")
    print(f"CPU ratio {audit_cpu / syntax_cpu:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
