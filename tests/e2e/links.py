"""Exits with 1 when a relative link of a Markdown file leads nowhere: links.py FILE..."""

import pathlib
import re
import sys

broken = []
for name in sys.argv[1:]:
    page = pathlib.Path(name)
    for target in re.findall(r"\w[`/]?\]\(([^)\s#]+)", page.read_text(encoding="utf-8")):
        if "://" not in target and not (page.parent / target).exists():
            broken.append(f"{page}: {target}")
print("\n".join(broken))
assert len(sys.argv) > 1
sys.exit(1 if broken else 0)
