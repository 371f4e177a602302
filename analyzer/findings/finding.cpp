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

namespace {

/// FNV-1a: stable across machines, and no secret is hashed.
class Hash {
public:
  void add(std::string_view part) {
    for (const char c : part)
      mix(static_cast<unsigned char>(c));
    mix(0);
  }
  std::string hexadecimal() const {
    std::string out(16, '0');
    for (std::size_t digit = 0; digit < out.size(); ++digit)
      out[digit] = "0123456789abcdef"[hash_ >> (60 - 4 * digit) & 0xf];
    return out;
  }

private:
  void mix(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3; }

  std::uint64_t hash_ = 0xcbf29ce484222325;
};

} // namespace

std::string fingerprintOf(std::initializer_list<std::string_view> parts) {
  Hash hash;
  for (const std::string_view part : parts)
    hash.add(part);
  return hash.hexadecimal();
}

std::string fingerprintOf(std::string_view check, std::initializer_list<std::string_view> parts) {
  Hash hash;
  hash.add(check);
  for (const std::string_view part : parts)
    hash.add(part);
  return hash.hexadecimal();
}

void makeFingerprintsUnique(std::vector<Finding> &findings) {
  std::unordered_map<std::string_view, int> seen; // into the first of each, which stays as it is
  seen.reserve(findings.size());
  for (Finding &finding : findings)
    if (const int number = ++seen[finding.fingerprint]; number > 1)
      finding.fingerprint += fmt::format("-{}", number);
}

nlohmann::json toJson(const Step &step) {
  nlohmann::json out{{"file", printable(step.at.file.str())},
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
          {"file", printable(finding.at.file.str())},
          {"line", finding.at.line},
          {"column", finding.at.column},
          {"fingerprint", printable(finding.fingerprint)},
          {"path", std::move(path)}};
}

} // namespace loadline::findings
