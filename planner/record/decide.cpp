#include "planner/record/decide.h"

#include "base/files.h"
#include "planner/record/write_decision.h"

#include <system_error>

namespace loadline::record {

namespace {

/// Empty where there is no file yet.
Result<std::string> textOf(const std::filesystem::path &record) {
  std::error_code ignored;
  return std::filesystem::exists(record, ignored) ? readFile(record)
                                                  : Result<std::string>(std::string());
}

Diagnostics replaced(const std::filesystem::path &record, const Result<std::string> &after) {
  return after ? writeFile(record, *after) : after.error();
}

} // namespace

/// By the rules that a file is read by, so that what is refused there is refused here.
Diagnostics faultsOf(const Decision &decision) {
  const Result<Record> read = parseRecord(headText("\n") + entryText(decision, 2, "\n"), "");
  Diagnostics faults = read ? Diagnostics() : read.error();
  for (Diagnostic &fault : faults)
    fault.at = {}; // it stands in no file
  return faults;
}

Diagnostics decideIn(const std::filesystem::path &record, const Decision &decision) {
  if (Diagnostics faults = faultsOf(decision); !faults.empty())
    return faults;
  const Result<std::string> before = textOf(record);
  return before ? replaced(record, decided(*before, record.string(), decision)) : before.error();
}

Diagnostics withdrawFrom(const std::filesystem::path &record, const Subject &about) {
  const Result<std::string> before = textOf(record);
  return before ? replaced(record, withdrawn(*before, record.string(), about)) : before.error();
}

} // namespace loadline::record
