#include "analyzer/findings/inventory.h"

#include "analyzer/findings/risk.h"
#include "base/date.h"

#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>

namespace loadline::findings {

namespace {

using nlohmann::json;

template <class Enum>
struct Names;
template <>
struct Names<SiteClass> {
  static constexpr std::pair<SiteClass, std::string_view> all[] = {
      {SiteClass::safe, "safe"}, {SiteClass::risky, "risky"}, {SiteClass::dangerous, "dangerous"}};
};
template <>
struct Names<Collected> {
  static constexpr std::pair<Collected, std::string_view> all[] = {
      {Collected::joined, "joined"},
      {Collected::detached, "detached"},
      {Collected::escapes, "escapes"}};
};
template <>
struct Names<Severity> {
  static constexpr std::pair<Severity, std::string_view> all[] = {
      {Severity::note, "note"}, {Severity::warning, "warning"}, {Severity::error, "error"}};
};

template <class Enum>
std::string_view nameOf(Enum value) {
  for (const auto &[candidate, name] : Names<Enum>::all)
    if (candidate == value)
      return name;
  return "";
}

json witnessJson(const std::vector<Step> &witness) {
  json out = json::array();
  for (const Step &step : witness)
    out.push_back(toJson(step));
  return out;
}

json declaredJson(const std::vector<DeclaredBound> &declared) {
  json out = json::array();
  for (const DeclaredBound &one : declared) {
    out.push_back({{"file", printable(one.at.file.str())},
                   {"line", one.at.line},
                   {"column", one.at.column},
                   {"bound", printable(toString(one.bound))},
                   {"bound_kind", toString(one.bound.kind())},
                   {"reason", printable(one.reason)},
                   {"inferred", printable(toString(one.inferred))},
                   {"contradicted", one.isContradicted}});
    if (!one.review.empty())
      out.back()["review"] = one.review;
  }
  return out;
}

json riskJson(const Site &site) {
  const Risk risk = riskOf(site);
  json parts = json::array();
  for (const RiskPart &part : risk.parts)
    parts.push_back({{"part", part.name}, {"points", part.points}, {"why", part.why}});
  return {{"score", risk.score}, {"parts", std::move(parts)}};
}

/// `fixRank` counts from 1; 0 for what needs no mending.
json siteJson(const Site &site, std::size_t fixRank) {
  const json queue = site.queueBound ? json(printable(toString(*site.queueBound))) : json();
  const json queueKind = site.queueBound ? json(toString(site.queueBound->kind())) : json();
  json out{{"id", printable(site.id)},
           {"file", printable(site.at.file.str())},
           {"line", site.at.line},
           {"column", site.at.column},
           {"function", printable(site.function)},
           {"api", printable(site.api)},
           {"unit", printable(site.unit)},
           {"bound", printable(toString(site.bound))},
           {"bound_kind", toString(site.bound.kind())},
           {"class", nameOf(site.siteClass)},
           {"origin", std::string(1, site.origin)},
           {"limiter", printable(site.limiter)},
           {"collected", nameOf(site.collected)},
           {"queue_bound", queue},
           {"queue_bound_kind", queueKind},
           {"via", site.via.empty() ? json() : json(printable(site.via))},
           {"witness", witnessJson(site.witness)},
           {"declared", declaredJson(site.declared)},
           {"risk", riskJson(site)},
           {"fix_rank", fixRank > 0 ? json(fixRank) : json()}};
  if (site.perRun)
    out["per_run"] = printable(toString(*site.perRun));
  return out;
}

/// Reads typed fields out of one object; the first thing that does not fit is remembered with its
/// path.
class Fields {
public:
  Fields(const json &object, std::string path, std::string &problem)
      : object_(object), path_(std::move(path)), problem_(problem) {
    if (!object.is_object())
      fail("", "an object");
  }

  std::string text(const char *key) {
    return get<std::string>(key, &json::is_string, "a text", "");
  }
  std::string textOrNull(const char *key) {
    return object_.is_object() && object_.contains(key) && object_[key].is_null() ? "" : text(key);
  }
  std::string dateIfGiven(const char *key) {
    if (!object_.is_object() || !object_.contains(key))
      return "";
    const std::string day = text(key);
    if (!isDate(day))
      fail(key, "a day as in 2027-01-31");
    return day;
  }
  bool flag(const char *key) { return get<bool>(key, &json::is_boolean, "true or false", false); }
  /// A count, a line or a column: none is below 0.
  int number(const char *key) {
    const auto value = get<std::int64_t>(key, &json::is_number_integer, "a whole number", 0);
    if (value >= 0 && value <= std::numeric_limits<int>::max())
      return static_cast<int>(value);
    fail(key, "a whole number from 0 to 2147483647");
    return 0;
  }
  const json &list(const char *key) {
    static const json none = json::array();
    if (!object_.is_object() || !object_.contains(key) || !object_[key].is_array()) {
      fail(key, "a list");
      return none;
    }
    return object_[key];
  }
  bool has(const char *key) const {
    return object_.is_object() && object_.contains(key) && !object_[key].is_null();
  }

  template <class Enum>
  Enum word(const char *key) {
    const std::string value = text(key);
    for (const auto &[candidate, name] : Names<Enum>::all)
      if (name == value)
        return candidate;
    fail(key, "one of the words of the schema");
    return Names<Enum>::all[0].first;
  }

  bound::Bound bound(const char *key) {
    const Result<bound::Bound> parsed = bound::parseBound(text(key));
    if (!parsed)
      fail(key, "a bound");
    return parsed ? *parsed : bound::Bound::unknown("not read");
  }

  void fail(const char *key, std::string_view expected) {
    if (problem_.empty())
      problem_ = fmt::format("{}{}{} must be {}", path_, *key ? "." : "", key, expected);
  }

private:
  template <class Value>
  Value get(const char *key, bool (json::*isRight)() const noexcept, std::string_view expected,
            Value otherwise) {
    if (!object_.is_object() || !object_.contains(key) || !(object_[key].*isRight)()) {
      fail(key, expected);
      return otherwise;
    }
    return object_[key].get<Value>();
  }

  const json &object_;
  std::string path_;
  std::string &problem_;
};

std::vector<Step> readSteps(const json &list, const std::string &path, std::string &problem) {
  std::vector<Step> steps;
  for (const json &item : list) {
    Fields fields(item, fmt::format("{}[{}]", path, steps.size()), problem);
    Step step{{fields.text("file"), fields.number("line"), 0}, fields.text("note")};
    if (fields.has("column"))
      step.at.column = fields.number("column");
    step.isEvent = item.is_object() && item.value("event", json(false)) == true;
    steps.push_back(std::move(step));
  }
  return steps;
}

std::vector<DeclaredBound> readDeclared(const json &list, const std::string &path,
                                        std::string &problem) {
  std::vector<DeclaredBound> out;
  for (const json &item : list) {
    Fields fields(item, fmt::format("{}[{}]", path, out.size()), problem);
    out.push_back({{fields.text("file"), fields.number("line"), fields.number("column")},
                   fields.bound("bound"),
                   fields.text("reason"),
                   fields.bound("inferred"),
                   fields.flag("contradicted"),
                   fields.dateIfGiven("review")});
  }
  return out;
}

Site readSite(const json &item, const std::string &path, std::string &problem) {
  Fields fields(item, path, problem);
  Site site;
  site.id = fields.text("id");
  site.at = {fields.text("file"), fields.number("line"), fields.number("column")};
  site.function = fields.text("function");
  site.api = fields.text("api");
  if (fields.has("unit"))
    site.unit = fields.text("unit");
  site.bound = fields.bound("bound");
  if (fields.has("per_run"))
    site.perRun = fields.bound("per_run");
  site.siteClass = fields.word<SiteClass>("class");
  const std::string origin = fields.text("origin");
  if (origin.size() != 1 || origin[0] < 'A' || origin[0] > 'E')
    fields.fail("origin", "a letter from A to E");
  else
    site.origin = origin[0];
  site.limiter = fields.text("limiter");
  site.collected = fields.word<Collected>("collected");
  if (fields.has("queue_bound"))
    site.queueBound = fields.bound("queue_bound");
  site.via = fields.textOrNull("via");
  site.witness = readSteps(fields.list("witness"), path + ".witness", problem);
  if (fields.has("declared"))
    site.declared = readDeclared(fields.list("declared"), path + ".declared", problem);
  return site;
}

Finding readFinding(const json &item, const std::string &path, std::string &problem) {
  Fields fields(item, path, problem);
  Finding finding;
  finding.check = fields.text("check");
  finding.severity = fields.word<Severity>("severity");
  finding.message = fields.text("message");
  finding.at = {fields.text("file"), fields.number("line"), fields.number("column")};
  finding.fingerprint = fields.text("fingerprint");
  finding.path = readSteps(fields.list("path"), path + ".path", problem);
  return finding;
}

TranslationUnits readUnits(const json &item, std::string &problem) {
  Fields fields(item, "translation_units", problem);
  return {fields.number("total"), fields.number("analysed"), fields.number("with_errors"),
          fields.number("skipped"), fields.number("failed")};
}

SourcePosition positionOfByte(std::string_view text, std::size_t byte, const std::string &file) {
  SourcePosition at{file, 1, 1};
  for (const char c : text.substr(0, byte > 0 ? byte - 1 : 0)) {
    at.line += c == '\n';
    at.column = c == '\n' ? 1 : at.column + 1;
  }
  return at;
}

/// Depth is checked before parsing, since the parser and the tree's destructor recurse.
bool isTooDeep(std::string_view text) {
  int depth = 0;
  bool inString = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inString && c == '\\')
      ++i;
    else if (c == '"')
      inString = !inString;
    else if (!inString && (c == '[' || c == '{') && ++depth > 200)
      return true;
    else if (!inString && (c == ']' || c == '}'))
      --depth;
  }
  return false;
}

} // namespace

std::string_view toString(SiteClass siteClass) {
  return nameOf(siteClass);
}
std::string_view toString(Collected collected) {
  return nameOf(collected);
}

std::string toJsonText(const Audit &audit) {
  json sites = json::array();
  std::vector<std::size_t> ranks(audit.sites.size(), 0);
  const std::vector<std::size_t> order = fixOrder(audit);
  for (std::size_t rank = 0; rank < order.size(); ++rank)
    ranks[order[rank]] = rank + 1;
  for (std::size_t i = 0; i < audit.sites.size(); ++i)
    sites.push_back(siteJson(audit.sites[i], ranks[i]));
  json findings = json::array();
  for (const Finding &finding : audit.findings)
    findings.push_back(toJson(finding));
  json notes = json::array();
  for (const std::string &note : audit.notes)
    notes.push_back(printable(note));
  const TranslationUnits &units = audit.translationUnits;
  const nlohmann::ordered_json out = {{"schema", "loadline/audit/v1"},
                                      {"root", printable(audit.root)},
                                      {"translation_units",
                                       {{"total", units.total},
                                        {"analysed", units.analysed},
                                        {"with_errors", units.withErrors},
                                        {"skipped", units.skipped},
                                        {"failed", units.failed}}},
                                      {"unresolved_calls", audit.unresolvedCalls},
                                      {"sites", std::move(sites)},
                                      {"findings", std::move(findings)},
                                      {"notes", std::move(notes)}};
  return out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<Audit> parseAudit(std::string_view text, const std::string &file) {
  if (isTooDeep(text))
    return Diagnostic{{file, 0, 0},
                      "nested too deeply for an audit",
                      "the output of 'loadline audit --format json' is expected"};
  json document;
  try {
    document = json::parse(text);
  } catch (const json::parse_error &error) {
    return Diagnostic{positionOfByte(text, error.byte, file), "not valid JSON",
                      "the output of 'loadline audit --format json' is expected"};
  } catch (const json::out_of_range &) { // what the parser throws for 1e999
    return Diagnostic{{file, 0, 0},
                      "not valid JSON: a number is too large",
                      "the output of 'loadline audit --format json' is expected"};
  }
  if (!document.is_object() || document.value("schema", json()) != "loadline/audit/v1")
    return Diagnostic{{file, 0, 0},
                      "not an audit: its schema is not 'loadline/audit/v1'",
                      "write one with 'loadline audit --format json -o FILE'"};
  std::string problem;
  Fields fields(document, "audit", problem);
  Audit audit;
  audit.root = fields.text("root");
  audit.unresolvedCalls = fields.number("unresolved_calls");
  audit.translationUnits = readUnits(document.value("translation_units", json()), problem);
  for (const json &item : fields.list("sites"))
    audit.sites.push_back(readSite(item, fmt::format("sites[{}]", audit.sites.size()), problem));
  for (const json &item : fields.list("findings"))
    audit.findings.push_back(
        readFinding(item, fmt::format("findings[{}]", audit.findings.size()), problem));
  if (fields.has("notes"))
    for (const json &note : fields.list("notes")) {
      if (!note.is_string())
        fields.fail("notes", "a list of texts");
      audit.notes.push_back(note.is_string() ? note.get<std::string>() : "");
    }
  if (!problem.empty())
    return Diagnostic{
        {file, 0, 0}, problem, "the output of 'loadline audit --format json' is expected"};
  return audit;
}

} // namespace loadline::findings
