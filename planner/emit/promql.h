#pragma once

#include <string>

// What queries of Prometheus are made of.

namespace loadline::emit {

/// From here on a bound counts as nearly full.
inline constexpr double nearlyFull = 0.95;

/// A text in double quotes, which PromQL and YAML read as JSON does.
std::string quoted(const std::string &text);

/// The label of a service, and what else is asked: `{service="api",outcome="success"}`.
std::string selector(const std::string &service, const std::string &more = "");

} // namespace loadline::emit
