#include "analyzer/report/csv.h"

#include "analyzer/findings/risk.h"
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

std::string declaredIn(const findings::Site &site) {
  std::string out;
  for (const findings::DeclaredBound &declared : site.declared)
    out +=
        fmt::format("{}{}{}: {}", out.empty() ? "" : "; ", toString(declared.bound),
                    declared.review.empty() ? "" : " review " + declared.review, declared.reason);
  return out;
}

/// The lines that establish the bound; a file only where it is another one.
std::string witnessOf(const findings::Site &site) {
  std::string out;
  for (const findings::Step &step : site.witness)
    out += fmt::format("{}{}line {}: {}", out.empty() ? "" : "; ",
                       step.at.file == site.at.file ? "" : step.at.file.str() + " ", step.at.line,
                       step.note);
  return out;
}

} // namespace

std::string toCsv(const findings::Audit &audit) {
  std::string out = line({"id",          "file",
                          "line",        "column",
                          "function",    "api",
                          "bound",       "bound_kind",
                          "class",       "origin",
                          "limiter",     "collected",
                          "queue_bound", "queue_bound_kind",
                          "via",         "unit",
                          "declared",    "risk",
                          "risk_parts",  "fix_rank",
                          "witness"});
  std::vector<std::string> ranks(audit.sites.size());
  const std::vector<std::size_t> order = fixOrder(audit);
  for (std::size_t rank = 0; rank < order.size(); ++rank)
    ranks[order[rank]] = fmt::format("{}", rank + 1);
  for (std::size_t i = 0; i < audit.sites.size(); ++i) {
    const findings::Site &site = audit.sites[i];
    const findings::Risk risk = riskOf(site);
    out += line({site.id,
                 site.at.file.str(),
                 fmt::format("{}", site.at.line),
                 fmt::format("{}", site.at.column),
                 site.function,
                 site.api,
                 toString(site.bound),
                 std::string(toString(site.bound.kind())),
                 std::string(toString(site.siteClass)),
                 std::string(1, site.origin),
                 site.limiter,
                 std::string(toString(site.collected)),
                 site.queueBound ? toString(*site.queueBound) : "",
                 site.queueBound ? std::string(toString(site.queueBound->kind())) : "",
                 site.via,
                 site.unit,
                 declaredIn(site),
                 fmt::format("{}", risk.score),
                 inWords(risk),
                 ranks[i],
                 witnessOf(site)});
  }
  return out;
}

} // namespace loadline::report
