#include "analyzer/report/text.h"

#include "analyzer/findings/folded_sites.h"
#include "analyzer/findings/risk.h"
#include "base/text.h"
#include "base/text_table.h"

#include <fmt/format.h>

#include <string_view>

namespace loadline::report {

using findings::Audit;
using findings::Finding;
using findings::FoldedSite;
using findings::Site;
using findings::SiteClass;
using findings::Step;

namespace {

constexpr std::string_view plain = "\033[0m";
constexpr std::string_view bold = "\033[1m";

std::string_view colorOf(findings::Severity severity) {
  switch (severity) {
  case findings::Severity::error:
    return "\033[1;31m";
  case findings::Severity::warning:
    return "\033[1;35m";
  case findings::Severity::note:
    return "\033[1;36m";
  }
  return "";
}

std::string_view colorOf(SiteClass siteClass) {
  switch (siteClass) {
  case SiteClass::dangerous:
    return "\033[1;31m";
  case SiteClass::risky:
    return "\033[33m";
  case SiteClass::safe:
    return "\033[32m";
  }
  return "";
}

std::string painted(std::string_view text, std::string_view color, const TextOptions &options) {
  return options.color ? fmt::format("{}{}{}", color, text, plain) : std::string(text);
}

/// The line of a compiler, which editors and CI systems know how to read.
std::string compilerLine(const SourcePosition &at, findings::Severity severity,
                         std::string_view message, const TextOptions &options) {
  const std::string place = oneLine(toString(at)) + ": ";
  const std::string word = std::string(toString(severity)) + ": ";
  return painted(place, bold, options) + painted(word, colorOf(severity), options) +
         painted(oneLine(message), severity == findings::Severity::note ? plain : bold, options) +
         "\n";
}

std::string findingText(const Finding &finding, const TextOptions &options) {
  std::string out = compilerLine(finding.at, finding.severity,
                                 fmt::format("{} [{}]", finding.message, finding.check), options);
  for (const Step &step : finding.path)
    out += compilerLine(step.at, findings::Severity::note, step.note, options);
  return out;
}

std::vector<std::string> row(const Site &site, std::string_view indent) {
  const std::string queue =
      site.queueBound ? fmt::format(" (queue {})", toString(*site.queueBound)) : "";
  return {std::string(toString(site.siteClass)),
          fmt::format("{}{}:{}", indent, site.at.file.str(), site.at.line),
          toString(site.bound) + queue,
          site.api,
          site.limiter,
          fmt::format("{}", riskOf(site).score)};
}

/// Paints the first word of each line after the title: the class stands in the first column, and
/// padding must not count the colour.
std::string paintedClasses(const std::string &table, const std::vector<SiteClass> &classes,
                           const TextOptions &options) {
  const std::vector<std::string> lines = split(table, '\n');
  std::string out = painted(lines[0], bold, options) + "\n";
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const std::string_view word = toString(classes[i]);
    out += painted(word, colorOf(classes[i]), options) + lines[i + 1].substr(word.size()) + "\n";
  }
  return out;
}

std::string inventoryText(const std::vector<FoldedSite> &folded, const TextOptions &options) {
  TextTable table;
  table.columns = {{.title = "class"},
                   {.title = "site", .mayShrink = true, .narrowest = 38, .isPath = true},
                   {.title = "bound", .mayShrink = true, .narrowest = 18},
                   {.title = "started by", .mayShrink = true},
                   {.title = "limiter"},
                   {.title = "risk"}};
  std::vector<SiteClass> classes;
  for (const FoldedSite &site : folded) {
    table.rows.push_back(row(*site.site, ""));
    classes.push_back(site.site->siteClass);
    for (const Site *caller : site.reachedBy) {
      table.rows.push_back(row(*caller, "└ "));
      classes.push_back(caller->siteClass);
    }
  }
  return paintedClasses(render(table, options.width), classes, options);
}

/// The rows to mend first, with the parts of their scores.
std::string fixFirstText(const Audit &audit, const TextOptions &options) {
  constexpr std::size_t most = 10;
  const std::vector<std::size_t> order = fixOrder(audit);
  if (order.empty())
    return "";
  std::string out = painted("mend first", bold, options) + "\n";
  for (std::size_t rank = 0; rank < std::min(order.size(), most); ++rank) {
    const Site &site = audit.sites[order[rank]];
    const findings::Risk risk = riskOf(site);
    out += oneLine(fmt::format("{:2}. {}:{}  {} = {}", rank + 1, site.at.file.str(), site.at.line,
                               risk.score, inWords(risk))) +
           "\n";
  }
  if (order.size() > most)
    out += fmt::format("    and {} more\n", order.size() - most);
  return out + "\n";
}

std::string summaryOf(const Audit &audit) {
  const findings::SiteCounts sites = siteCounts(audit);
  const findings::TranslationUnits &units = audit.translationUnits;
  return fmt::format("{}: {} dangerous, {} risky, {} safe; {}: {} analysed ({} with errors), {} "
                     "skipped, {} failed; {}",
                     counted(sites.all, "spawn site"), sites.dangerous, sites.risky, sites.safe,
                     counted(static_cast<std::size_t>(units.total), "translation unit"),
                     units.analysed, units.withErrors, units.skipped, units.failed,
                     counted(static_cast<std::size_t>(audit.unresolvedCalls), "unresolved call"));
}

} // namespace

std::string toText(const Audit &audit, const TextOptions &options) {
  std::string out;
  for (const Finding &finding : audit.findings)
    out += findingText(finding, options);
  const std::vector<FoldedSite> folded = foldedSites(audit);
  if (!folded.empty())
    out += (out.empty() ? "" : "\n") + inventoryText(folded, options);
  return out + (out.empty() ? "" : "\n") + fixFirstText(audit, options) + summaryOf(audit) + "\n";
}

std::string summary(const Audit &audit) {
  return summaryOf(audit);
}

} // namespace loadline::report
