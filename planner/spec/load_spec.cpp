#include "planner/spec/load_spec.h"

#include "planner/spec/resolve.h"
#include "planner/spec/sidecars.h"

#include <algorithm>

namespace loadline::spec {

namespace {

std::vector<std::string> scalarsOf(const std::vector<Range> &ranges) {
  std::vector<std::string> scalars;
  for (const Range &range : ranges)
    scalars.push_back(range.scalar->scalar);
  return scalars;
}

/// An error in a value drawn from a range quotes the range, which is what stands in the file.
void quoteRange(const std::vector<Range> &ranges, const std::vector<std::string> &written,
                Diagnostic &error) {
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const std::string drawn = "'" + ranges[i].scalar->scalar + "'";
    const std::size_t quoted = error.message.find(drawn);
    if (ranges[i].at == error.at && quoted != std::string::npos)
      error.message.replace(quoted, drawn.size(), "'" + written[i] + "'");
  }
}

void inOrder(Diagnostics &errors) {
  std::stable_sort(errors.begin(), errors.end(),
                   [](const Diagnostic &a, const Diagnostic &b) { return a.at < b.at; });
}

} // namespace

Result<System> parseSystem(std::string_view text, const std::string &file) {
  Diagnostics errors;
  Result<yaml::Node> document = readDocument(text, file, errors);
  if (!document)
    return document.error();
  const std::vector<Range> ranges = rangesOf(*document, errors);
  return understandMiddles(*document, ranges, file, std::move(errors));
}

Result<System> understandMiddles(const yaml::Node &document, const std::vector<Range> &ranges,
                                 const std::string &file, Diagnostics told) {
  if (document.kind == yaml::Node::Kind::null)
    return Diagnostic{document.at, "there is nothing in it",
                      "a spec starts with 'loadline: 1'; 'loadline init' writes one"};
  const std::vector<std::string> written = scalarsOf(ranges);
  draw(ranges, std::vector<double>(ranges.size(), 0.5));
  Result<System> system = understand(document, file);
  if (system && told.empty())
    return system;
  const std::size_t before = told.size();
  if (!system)
    for (const Diagnostic &error : system.error()) {
      const auto isAtSamePlace = [&](const Diagnostic &each) { return each.at == error.at; };
      const auto end = told.begin() + static_cast<std::ptrdiff_t>(before);
      if (std::any_of(told.begin(), end, isAtSamePlace))
        continue; // it follows from the one that has been found
      told.push_back(error);
      quoteRange(ranges, written, told.back());
    }
  inOrder(told);
  return told;
}

Result<System> understand(const yaml::Node &document, const std::string &file) {
  Diagnostics errors;
  syntax::Spec spec = syntax::parseSpec(document, errors);
  if (!errors.empty() && spec.services.empty())
    return errors; // names of services have nothing to stand for
  addSidecars(spec, errors);
  System system = resolve(spec, file, errors);
  if (errors.empty())
    return system;
  inOrder(errors);
  const auto isSame = [](const Diagnostic &a, const Diagnostic &b) { // by way of an alias
    return a.at == b.at && a.message == b.message;
  };
  errors.erase(std::unique(errors.begin(), errors.end(), isSame), errors.end());
  return errors;
}

} // namespace loadline::spec
