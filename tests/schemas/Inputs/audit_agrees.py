"""What a schema can't say of an audit: its parts agree with each other."""

import json
import sys

audit = json.load(open(sys.argv[1]))
units = audit["translation_units"]
assert units["total"] == units["analysed"] + units["skipped"] + units["failed"], units
assert units["with_errors"] <= units["analysed"], units
assert units["analysed"] > 0, units

ids = [site["id"] for site in audit["sites"]]
assert ids and len(ids) == len(set(ids)), "site ids are unique"
assert all(site["via"] in ids for site in audit["sites"] if site["via"]), "via names a site"
fingerprints = [finding["fingerprint"] for finding in audit["findings"]]
assert fingerprints and len(fingerprints) == len(set(fingerprints)), "fingerprints are unique"

for site in audit["sites"]:
    assert (site["queue_bound"] is None) == (site["queue_bound_kind"] is None), site
    assert site["bound_kind"] != "unbounded" or site["class"] == "dangerous", site
    assert not site["file"].startswith("/usr/share/doc"), site
