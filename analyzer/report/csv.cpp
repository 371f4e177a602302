#include "analyzer/report/csv.h"

#include "base/text.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace loadline::report {

namespace {

std::string cell(std::string_view value) {
  std::string text = oneLine(value);
  if (!text.empty() && std::string_view("=+-@").find(text[0]) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"") == std::string::npos)
    return text;
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string line(const std::vector<std::string> &values) {
  std::string out;
  for (const std::string &value : values)
    out += (out.empty() ? "" : ",") + cell(value);
  return out + "\r\n";
}

} // namespace

std::string toCsv(const findings::Audit &audit) {
  std::string out =
      line({"id", "file", "line", "column", "function", "api", "bound", "bound_kind", "class",
            "origin", "limiter", "collected", "queue_bound", "queue_bound_kind", "via"});
  for (const findings::Site &site : audit.sites)
    out += line({site.id, site.at.file, fmt::format("{}", site.at.line),
                 fmt::format("{}", site.at.column), site.function, site.api, toString(site.bound),
                 std::string(toString(site.bound.kind())), std::string(toString(site.siteClass)),
                 std::string(1, site.origin), site.limiter, std::string(toString(site.collected)),
                 site.queueBound ? toString(*site.queueBound) : "",
                 site.queueBound ? std::string(toString(site.queueBound->kind())) : "", site.via});
  return out;
}

} // namespace loadline::report
