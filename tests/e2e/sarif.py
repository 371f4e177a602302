"""sarif.py FILE: the one result of the echo server, field by field."""

import json
import sys

log = json.load(open(sys.argv[1], encoding="utf-8"))
assert log["version"] == "2.1.0" and log["$schema"], log
run = log["runs"][0]
rules = run["tool"]["driver"]["rules"]
assert len(run["results"]) == 1, run["results"]
result = run["results"][0]

assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "unbounded-spawn"
assert "CWE-770" in " ".join(rules[result["ruleIndex"]]["properties"]["tags"]).upper().replace("/", "-")
assert rules[result["ruleIndex"]]["help"]["markdown"].startswith("# unbounded-spawn")

location = result["locations"][0]["physicalLocation"]
assert location["artifactLocation"]["uri"] == "cpp11/echo/blocking_tcp_echo_server.cpp"
region = location["region"]
assert (region["startLine"], region["startColumn"]) == (50, 5), region
assert region["endLine"] >= 50 and region["endColumn"] > 0, region
assert result["partialFingerprints"]["primaryLocationLineHash"]

steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
lines = [step["location"]["physicalLocation"]["region"]["startLine"] for step in steps]
assert 48 in lines, f"the accept loop is no step of the way: {lines}"
for step in steps:
    uri = step["location"]["physicalLocation"]["artifactLocation"]["uri"]
    assert not uri.startswith("/") and "://" not in uri, uri
assert run["invocations"][0]["executionSuccessful"] is True
