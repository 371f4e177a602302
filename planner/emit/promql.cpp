#include "planner/emit/promql.h"

#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace loadline::emit {

std::string quoted(const std::string &text) {
  return nlohmann::json(printable(text)).dump();
}

std::string selector(const std::string &service, const std::string &more) {
  return fmt::format("{{service={}{}}}", quoted(service), more);
}

} // namespace loadline::emit
