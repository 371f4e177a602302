#include "tests/analyzer/report/example_audit.h"

namespace loadline {

using bound::Bound;

findings::Audit echoServerAudit() {
  findings::Audit audit;
  audit.root = "/src/examples";
  audit.translationUnits = {.total = 3, .analysed = 2, .withErrors = 1, .skipped = 0, .failed = 1};
  audit.unresolvedCalls = 1;
  audit.notes = {"-fconserve-stack is not known to Clang and was dropped"};
  audit.sites = {{.id = "pool",
                  .at = {"pool.cpp", 8, 3},
                  .function = "main",
                  .api = "asio::thread_pool",
                  .bound = Bound::constant(4),
                  .siteClass = findings::SiteClass::safe,
                  .origin = 'B',
                  .limiter = "pool",
                  .collected = findings::Collected::joined,
                  .queueBound = Bound::unbounded()},
                 {.id = "echo",
                  .at = {"echo.cpp", 56, 5},
                  .function = "server",
                  .api = "std::thread",
                  .bound = Bound::unbounded(),
                  .siteClass = findings::SiteClass::dangerous,
                  .origin = 'D',
                  .collected = findings::Collected::detached,
                  .witness = {{{"echo.cpp", 54, 0}, "accepts in an endless loop", true}}}};
  audit.findings = {{.check = "unbounded-spawn",
                     .severity = findings::Severity::warning,
                     .message = "a thread per connection, and nothing limits how many",
                     .at = {"echo.cpp", 56, 5},
                     .fingerprint = "0123456789abcdef",
                     .path = {{{"echo.cpp", 54, 3}, "accepts in an endless loop"}}}};
  return audit;
}

} // namespace loadline
