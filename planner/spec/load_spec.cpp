#include "planner/spec/load_spec.h"

#include "planner/spec/resolve.h"

#include <algorithm>

namespace loadline::spec {

Result<System> parseSystem(std::string_view text, const std::string &file) {
  const Result<yaml::Node> document = yaml::parseYaml(text, file);
  if (!document)
    return document.error();
  Diagnostics errors;
  const syntax::Spec spec = syntax::parseSpec(*document, errors);
  System system = resolve(spec, file, errors);
  if (errors.empty())
    return system;
  std::stable_sort(errors.begin(), errors.end(),
                   [](const Diagnostic &a, const Diagnostic &b) { return a.at < b.at; });
  return errors;
}

} // namespace loadline::spec
