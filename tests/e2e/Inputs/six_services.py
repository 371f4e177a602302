"""Holds the plan of the six services against the figures of the diagram."""

import json
import sys

plan = json.load(open(sys.argv[1]))
assert plan["schema"] == "loadline/plan/v1", plan["schema"]
tier = next(t for t in plan["tiers"] if sorted(t["members"]) == ["auth", "catalog", "recommendations"])
assert (tier["offered"], tier["admitted"]) == (1500, 350), tier
assert abs(tier["oversubscription"] - 1500 / 350) < 1e-9, tier
assert (tier["offered_clamped"], round(tier["oversubscription_clamped"], 2)) == (600, 1.71), tier

# Little's law holds for every service whose figures are known.
for name, service in plan["services"].items():
    mean = service["residence_time"]["mean"]
    if mean is not None:
        assert abs(service["in_flight"]["mean"] - service["arrival_rate"] * mean) < 1e-6, name

# One row per ordered pair.
pairs = [(edge["from"], edge["to"]) for edge in plan["edges"]]
assert len(pairs) == len(set(pairs)), pairs
