#include "tests/planner/review/example_audit.h"

#include "tests/planner/diagram/example_plans.h"

namespace loadline::review {

findings::Site site(const std::string &file, findings::SiteClass siteClass, bound::Bound bound) {
  findings::Site out;
  out.id = file;
  out.at = {file, 10, 3};
  out.function = "run()";
  out.api = "std::thread";
  out.siteClass = siteClass;
  out.bound = std::move(bound);
  out.witness = {{{file, 9, 0}, "the accept loop"}};
  return out;
}

findings::Finding finding(const std::string &file, findings::Severity severity,
                          const std::string &message) {
  return {.check = "unbounded-spawn",
          .severity = severity,
          .message = message,
          .at = {file, 20, 5},
          .fingerprint = "f",
          .path = {{{file, 19, 0}, "the accept loop"}}};
}

plan::Plan planWithCode() {
  plan::Plan plan = diagram::sixServices();
  plan.services[0].code = {"src/edge/**"};
  plan.services[3].code = {"src/catalog/**"};
  return plan;
}

findings::Audit audit() {
  using findings::Severity;
  using findings::SiteClass;
  findings::Audit audit;
  audit.root = "/shop";
  audit.sites = {site("src/edge/server.cpp", SiteClass::dangerous, bound::Bound::unbounded()),
                 site("src/catalog/load.cpp", SiteClass::risky, bound::Bound::size("items")),
                 site("tools/bench.cpp", SiteClass::safe, bound::Bound::constant(8))};
  audit.findings = {finding("src/catalog/load.cpp", Severity::warning, "a task for each item"),
                    finding("src/edge/server.cpp", Severity::error, "a thread per connection"),
                    finding("tools/bench.cpp", Severity::note, "a thread that nobody joins")};
  audit.translationUnits = {.total = 3, .analysed = 3, .withErrors = 1, .skipped = 0, .failed = 0};
  audit.unresolvedCalls = 4;
  audit.notes = {"dropped the flag -fodd"};
  return audit;
}

} // namespace loadline::review
