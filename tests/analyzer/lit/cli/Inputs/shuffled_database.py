"""usage: shuffled_database.py SOURCES COUNT FOLDER…   a compile database of the same sources in each folder, in a random order"""

import json
import os
import random
import sys

sources, count, *folders = sys.argv[1:]
sources = os.path.realpath(sources)
names = sorted(name for name in os.listdir(sources) if name.endswith(".cpp"))[: int(count)]
random.seed(20)
for folder in folders:
    entries = [{"directory": sources, "file": name, "arguments": ["c++", "-std=c++20", name]} for name in names]
    random.shuffle(entries)
    with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump(entries, file)
