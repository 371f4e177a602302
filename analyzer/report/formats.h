#pragma once

#include "analyzer/report/sarif.h"
#include "analyzer/report/text.h"

#include <string>
#include <string_view>
#include <vector>

// To add an output format of the audit:
//   analyzer/report/<name>.{h,cpp}   the function from an audit to text
//   analyzer/report/formats.cpp      its row
//   analyzer/report/CMakeLists.txt   its source
//   tests/analyzer/report/<name>_test.cpp

namespace loadline::report {

struct Options {
  TextOptions text;
  SarifOptions sarif;
};

/// What `--format` takes.
struct Format {
  std::string_view name;
  std::string_view description; ///< for --help
  std::string (*write)(const findings::Audit &, const Options &);
};

/// All of them, in the order that --help lists them.
const std::vector<Format> &formats();

/// The format of that name, or null.
const Format *findFormat(std::string_view name);

} // namespace loadline::report
