#include "analyzer/checks/all_checks.h"
#include "analyzer/infer/permits.h"

#include <fmt/format.h>

namespace loadline::checks {

std::vector<findings::Finding> acquireWithoutRelease(const Subject &subject) {
  std::vector<findings::Finding> out;
  const link::Program &program = subject.inference.program();
  for (std::size_t id = 0; id < program.functions().size(); ++id) {
    const int unit = program.functions()[id].unit;
    for (const infer::LostPermit &lost :
         permitUse(subject.inference, static_cast<link::FunctionId>(id)).lost) {
      const std::string &name = nameIn(subject, lost.permit.semaphore);
      const infer::Call acquire{.context = {.function = static_cast<link::FunctionId>(id)},
                                .expression = lost.permit.acquire,
                                .unit = unit};
      findings::Finding finding = findingIn(
          subject, "acquire-without-release", findings::Severity::warning,
          fmt::format("the permit of {} that is taken here is not given back on every way out of "
                      "the function; a guard would give it back on all",
                      name),
          acquire, name);
      finding.path.push_back({placeIn(subject, unit, lost.leave->at), "leaves with the permit"});
      out.push_back(std::move(finding));
    }
  }
  return out;
}

} // namespace loadline::checks
