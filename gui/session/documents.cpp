#include "gui/session/documents.h"

#include "base/files.h"
#include "gui/session/concerns.h"
#include "gui/session/decisions.h"
#include "gui/session/tried_sets.h"
#include "planner/loadtest/read.h"
#include "planner/plan/plan_file.h"

#include <algorithm>
#include <utility>

namespace loadline::session {

namespace {

constexpr std::size_t largestFile = std::size_t{512} << 20;

void openAudit(Documents &documents, const std::filesystem::path &file, std::string_view text) {
  auto audit = findings::parseAudit(text, file.string());
  if (!audit) {
    documents.problems[file] = audit.error();
    return;
  }
  documents.audit = std::make_shared<const findings::Audit>(*std::move(audit));
  documents.auditPath = file;
}

void openSpec(Documents &documents, const std::filesystem::path &file, std::string_view text) {
  auto plan = plan::planSpecText(text, file.string());
  if (!plan) {
    documents.problems[file] = plan.error();
    return;
  }
  if (!documents.plan) // load tests waited for it
    for (const LoadTestFile &loadTest : documents.loadTests)
      documents.problems.erase(loadTest.path);
  documents.plan = std::make_shared<const plan::Plan>(std::move(plan->plan));
  documents.system = std::make_shared<const spec::System>(std::move(plan->system));
  documents.asItStands = nullptr;
  documents.systemAsItStands = nullptr;
  documents.specPath = file;
  trySets(documents);
  readRecord(documents);
}

/// A file that is open already takes its own place.
void openLoadTest(Documents &documents, const std::filesystem::path &file, std::string_view text) {
  auto test = loadtest::readLoadTest(text, file.string());
  if (!test) {
    documents.problems[file] = test.error();
    return;
  }
  const auto known = std::find_if(documents.loadTests.begin(), documents.loadTests.end(),
                                  [&](const LoadTestFile &each) { return each.path == file; });
  LoadTestFile read{file, std::make_shared<const loadtest::LoadTest>(*std::move(test))};
  if (known != documents.loadTests.end())
    *known = std::move(read);
  else
    documents.loadTests.push_back(std::move(read));
}

/// A load test says nothing by itself: it is drawn over what a spec lets expect.
void tellOfLoadTests(Documents &documents) {
  if (!documents.plan)
    for (const LoadTestFile &file : documents.loadTests)
      documents.problems.try_emplace(
          file.path, Diagnostics{{{file.path.string(), 0, 0},
                                  "is the result of a load test, and no spec is open",
                                  "open one too: its Curve shows these points"}});
}

void openFile(Documents &documents, const std::filesystem::path &file) {
  documents.problems.erase(file);
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  // A pipe or a device would keep us waiting for ever.
  if (!std::filesystem::is_regular_file(status) && std::filesystem::exists(status)) {
    documents.problems[file] = {
        {{file.string(), 0, 0}, "is not a regular file", "open a spec (YAML) or an audit (JSON)"}};
    return;
  }
  const Result<std::string> text = readFile(file, largestFile);
  if (!text) {
    documents.problems[file] = text.error();
    return;
  }
  switch (kindOf(*text)) {
  case DocumentKind::audit:
    return openAudit(documents, file, *text);
  case DocumentKind::loadTest:
    return openLoadTest(documents, file, *text);
  case DocumentKind::spec:
    return openSpec(documents, file, *text);
  }
}

} // namespace

DocumentKind kindOf(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  const auto first = text.find_first_not_of(" \t\r\n");
  constexpr std::size_t head = 1 << 20; // of an audit, which may be large and says so at once
  const bool isAudit = text.substr(0, 256).find("\"loadline/audit/") != std::string_view::npos;
  if (!isAudit && loadtest::looksLikeLoadTest(text.substr(0, head)))
    return DocumentKind::loadTest;
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '['))
    return DocumentKind::spec;
  const auto second = text.find_first_not_of(" \t\r\n", first + 1);
  const bool isJson = second == std::string_view::npos ||
                      std::string_view("\"{}[]").find(text[second]) != std::string_view::npos;
  const bool saysLoadline = text.substr(0, 4096).find("\"loadline\"") != std::string_view::npos;
  return isJson && !saysLoadline ? DocumentKind::audit : DocumentKind::spec;
}

Documents opened(Documents before, const std::vector<std::filesystem::path> &files) {
  for (const auto &file : files)
    openFile(before, file);
  tellOfLoadTests(before);
  join(before);
  return before;
}

} // namespace loadline::session
