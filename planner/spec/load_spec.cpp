#include "planner/spec/load_spec.h"

#include "planner/spec/document.h"
#include "planner/spec/resolve.h"
#include "planner/spec/sidecars.h"

#include <algorithm>

namespace loadline::spec {

Result<System> parseSystem(std::string_view text, const std::string &file) {
  Result<yaml::Node> document = readDocument(text, file);
  if (!document)
    return document.error();
  Diagnostics errors;
  const std::vector<Range> ranges = rangesOf(*document, errors);
  if (!errors.empty())
    return errors;
  draw(ranges, std::vector<double>(ranges.size(), 0.5));
  return understand(*document, file);
}

Result<System> understand(const yaml::Node &document, const std::string &file) {
  Diagnostics errors;
  syntax::Spec spec = syntax::parseSpec(document, errors);
  addSidecars(spec, errors);
  System system = resolve(spec, file, errors);
  if (errors.empty())
    return system;
  std::stable_sort(errors.begin(), errors.end(),
                   [](const Diagnostic &a, const Diagnostic &b) { return a.at < b.at; });
  const auto isSame = [](const Diagnostic &a, const Diagnostic &b) { // by way of an alias
    return a.at == b.at && a.message == b.message;
  };
  errors.erase(std::unique(errors.begin(), errors.end(), isSame), errors.end());
  return errors;
}

} // namespace loadline::spec
