#include "analyzer/findings/finding.h"

#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <unordered_map>

namespace loadline::findings {

std::string_view toString(Severity severity) {
  switch (severity) {
  case Severity::note:
    return "note";
  case Severity::warning:
    return "warning";
  case Severity::error:
    return "error";
  }
  return "warning";
}

std::string fingerprintOf(const std::vector<std::string> &parts) {
  std::uint64_t hash =
      0xcbf29ce484222325; // FNV-1a: stable across machines, and no secret is hashed
  const auto mix = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3; };
  for (const std::string &part : parts) {
    for (const char c : part)
      mix(static_cast<unsigned char>(c));
    mix(0);
  }
  return fmt::format("{:016x}", hash);
}

void makeFingerprintsUnique(std::vector<Finding> &findings) {
  std::unordered_map<std::string, int> seen;
  seen.reserve(findings.size());
  for (Finding &finding : findings)
    if (const int number = ++seen[finding.fingerprint]; number > 1)
      finding.fingerprint += fmt::format("-{}", number);
}

nlohmann::json toJson(const Step &step) {
  nlohmann::json out{{"file", printable(step.at.file)},
                     {"line", step.at.line},
                     {"column", step.at.column},
                     {"note", printable(step.note)}};
  if (step.isEvent)
    out["event"] = true;
  return out;
}

nlohmann::json toJson(const Finding &finding) {
  nlohmann::json path = nlohmann::json::array();
  for (const Step &step : finding.path)
    path.push_back(toJson(step));
  return {{"check", printable(finding.check)},
          {"severity", toString(finding.severity)},
          {"message", printable(finding.message)},
          {"file", printable(finding.at.file)},
          {"line", finding.at.line},
          {"column", finding.at.column},
          {"fingerprint", printable(finding.fingerprint)},
          {"path", std::move(path)}};
}

} // namespace loadline::findings
