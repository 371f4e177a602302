# The configuration of every lit suite. A suite's lit.site.cfg.py says what this build has, then loads this.

import os

import lit.formats

config.name = "loadline-" + os.path.basename(config.test_source_root)
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".test"]
config.excludes = ["Inputs", "validate_json.cpp"]
config.environment["NO_COLOR"] = "1"
config.environment["LC_ALL"] = "C.UTF-8"
for name in ("LOADLINE_TEST_FULL", "ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

tools = os.path.join(config.loadline_llvm_root, "bin")
config.environment["PATH"] = os.pathsep.join([config.loadline_bin, tools, os.environ["PATH"]])

# What a test asks for by REQUIRES.
binary = lambda name: os.path.join(config.loadline_bin, name)
qt_headers = "/usr/include/x86_64-linux-gnu/qt6"
features = {
    "audit": binary("loadline-audit"),
    "plan": binary("loadline"),
    "gui": binary("loadline-gui"),
    "asio": os.path.join(config.asio_examples, "cpp11/echo/blocking_tcp_echo_server.cpp"),
    "boost": "/usr/include/boost/thread.hpp",
    "qt": os.path.join(qt_headers, "QtCore/QThread"),
    "plugin": config.loadline_plugin,
    "other-clang-tidy": config.other_clang_tidy,
    "wrk": "/usr/bin/wrk",
    "hey": "/usr/bin/hey",
}
config.available_features.update(name for name, path in features.items() if path and os.path.exists(path))

if "LOADLINE_TEST_FULL" in os.environ:
    config.available_features.add("full")

config.substitutions += [
    ("%audit", binary("loadline-audit")),
    ("%loadline", binary("loadline")),
    ("%gui", binary("loadline-gui")),
    ("%validate", binary("validate_json")),
    ("%clang_tidy", config.clang_tidy),
    ("%other_clang_tidy", config.other_clang_tidy),
    ("%plugin", config.loadline_plugin),
    ("%asio_examples", config.asio_examples),
    ("%qt_headers", qt_headers),
    ("%exits", f"{config.python} {config.loadline_source}/tests/exits.py"),
    ("%source", config.loadline_source),
    ("%build", config.loadline_build),
    ("%python", config.python),
    ("%cmake", config.cmake),
]
