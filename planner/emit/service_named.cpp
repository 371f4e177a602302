#include "planner/emit/service_named.h"

#include "base/text.h"

#include <fmt/format.h>

namespace loadline::emit {

Result<const plan::ServicePlan *> serviceNamed(const plan::PlannedSpec &planned,
                                               const std::string &name) {
  std::vector<std::string> names;
  for (const spec::Service &service : planned.system.services) {
    if (service.name() == name)
      return planned.plan.find(name);
    names.push_back(service.name());
  }
  const std::string near = nearest(name, names);
  return Diagnostic{{planned.plan.file, 0, 0},
                    fmt::format("no service '{}' in this spec", name),
                    near.empty() ? "one of " + listed(names)
                                 : fmt::format("did you mean '{}'?", near)};
}

} // namespace loadline::emit
