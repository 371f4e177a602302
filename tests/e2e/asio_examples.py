"""asio_examples.py AUDIT.json [--all]: what an audit of the asio examples must have found.

Each line below names a place by the text that stands there, so that it is read off the sources."""

import json
import pathlib
import sys

EXAMPLES = pathlib.Path("/usr/share/doc/libasio-dev/examples")
audit = json.load(open(sys.argv[1], encoding="utf-8"))
faults = []


def line_of(file, text):
    """The only line of a source that holds the text."""
    lines = [n for n, line in enumerate((EXAMPLES / file).read_text().splitlines(), 1) if text in line]
    assert len(lines) == 1, f"{file}: '{text}' stands on lines {lines}"
    return lines[0]


def site_at(file, text, api):
    line = line_of(file, text)
    found = [s for s in audit["sites"] if s["file"] == file and s["line"] == line and s["api"] == api]
    if len(found) != 1:
        faults.append(f"{file}:{line}: expected one site of {api}, found {len(found)}")
        return None
    return found[0]


def expect(site, **fields):
    for name, value in fields.items():
        if site is not None and site[name] != value:
            faults.append(f"{site['file']}:{site['line']}: {name} is {site[name]!r}, expected {value!r}")


def expect_witness(site, text):
    """A step of the witness stands on the line with the text."""
    if site is None:
        return
    line = line_of(site["file"], text)
    if not any(step["line"] == line and step["file"] == site["file"] for step in site["witness"]):
        faults.append(f"{site['file']}:{site['line']}: no witness on line {line} ('{text}'): {site['witness']}")


def expect_finding(site):
    if site is not None and not any(f["file"] == site["file"] and f["line"] == site["line"] for f in audit["findings"]):
        faults.append(f"{site['file']}:{site['line']}: no finding")


for mode, start, accept in (("cpp11", "std::thread(session, a.accept()).detach();", "std::thread(session, a.accept())"),
                            ("cpp14", "std::thread(session, std::move(sock)).detach();", "a.accept(sock);")):
    echo = site_at(f"{mode}/echo/blocking_tcp_echo_server.cpp", start, "std::thread")
    expect(echo, **{"class": "dangerous", "bound": "unbounded", "bound_kind": "unbounded", "collected": "detached"})
    expect_witness(echo, accept)
    expect_finding(echo)

echo = site_at("cpp03/echo/blocking_tcp_echo_server.cpp", "asio::thread t(boost::bind(session, sock));", "asio::thread")
expect(echo, **{"class": "dangerous", "bound": "unbounded", "collected": "detached"})
expect_witness(echo, "a.accept(*sock);")
expect_finding(echo)

for mode in ("cpp03", "cpp11"):
    fork = site_at(f"{mode}/fork/process_per_connection.cpp", "if (fork() == 0)", "fork")
    expect(fork, **{"class": "dangerous", "bound": "unbounded"})
    expect_witness(fork, "acceptor_.async_accept(")
    expect_finding(fork)

threads = site_at("cpp03/http/server2/io_context_pool.cpp", "new asio::thread(", "asio::thread")
expect(threads, **{"class": "safe", "bound": "config(argv[3])", "bound_kind": "config", "collected": "joined"})
threads = site_at("cpp03/http/server3/server.cpp", "new asio::thread(", "asio::thread")
expect(threads, **{"class": "safe", "bound": "config(argv[3])", "bound_kind": "config", "collected": "joined"})
pool = site_at("cpp11/executors/fork_join.cpp", "threads_(thread_count)", "asio::thread_pool")
expect(pool, **{"class": "safe", "bound": "2*hardware", "bound_kind": "hardware"})

units = audit["translation_units"]
if units["total"] != units["analysed"] + units["skipped"] + units["failed"]:
    faults.append(f"translation units do not add up: {units}")
if units["with_errors"] > 5 or units["failed"] > 0:
    faults.append(f"too many translation units with errors: {units}")
if "--all" in sys.argv and units["total"] != 190:
    faults.append(f"expected the 190 sources of the package: {units}")
if faults:
    sys.exit("\n".join(faults))
