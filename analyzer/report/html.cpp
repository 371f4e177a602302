#include "analyzer/report/html.h"

#include "analyzer/findings/folded_sites.h"
#include "analyzer/findings/risk.h"
#include "analyzer/report/html_style.h"
#include "base/markup.h"

#include <fmt/format.h>

#include <limits>
#include <map>
#include <string_view>

namespace loadline::report {

using findings::Audit;
using findings::Site;

namespace {

struct Column {
  std::string_view title;
  bool isNumber = false;
};
constexpr Column columns[] = {{"Fix", true}, {"Class"},  {"Risk", true}, {"Site"},
                              {"Function"},  {"Bound"},  {"Limiter"},    {"Started by"},
                              {"Collected"}, {"Origin"}, {"Evidence"}};

std::string heading() {
  std::string out = "<thead><tr>";
  for (const Column &column : columns)
    out += fmt::format("<th scope=\"col\"{}><button type=\"button\">{}</button></th>",
                       column.isNumber ? " data-number" : "", column.title);
  return out + "</tr></thead>\n";
}

std::string codeCell(std::string_view text) {
  return fmt::format("<td class=\"code\">{}</td>", escapedMarkup(text));
}

std::string place(const SourcePosition &at) {
  return escapedMarkup(toString(at));
}

/// What bounds it, what its author says, what makes its score.
std::string evidence(const Site &site) {
  std::string items;
  for (const findings::Step &step : site.witness)
    items += fmt::format("<li><code>{}</code> {}</li>", place(step.at), escapedMarkup(step.note));
  for (const findings::DeclaredBound &declared : site.declared)
    items += fmt::format(
        "<li><code>{}</code> declared {}: {}{}; the code gives {}{}</li>", place(declared.at),
        escapedMarkup(toString(declared.bound)), escapedMarkup(declared.reason),
        declared.review.empty() ? ""
                                : ", to be looked at again by " + escapedMarkup(declared.review),
        escapedMarkup(toString(declared.inferred)),
        declared.isContradicted ? ", which contradicts it" : "");
  if (site.queueBound)
    items += fmt::format("<li>its queue holds at most {}</li>",
                         escapedMarkup(toString(*site.queueBound)));
  const findings::Risk risk = riskOf(site);
  items += fmt::format("<li>risk {} = {}</li>", risk.score,
                       risk.score > 0 ? escapedMarkup(inWords(risk)) : "0");
  return fmt::format("<td><details><summary>{} steps</summary><ul>{}</ul></details></td>",
                     site.witness.size(), items);
}

/// `rank` counts from 1; 0 for what needs no mending, which sorts behind all others.
std::string row(const Site &site, std::size_t rank, bool isCall) {
  const std::string_view word = toString(site.siteClass);
  const auto last = std::numeric_limits<int>::max();
  std::string out = isCall ? "<tr class=\"via\">" : "<tr>";
  out += rank > 0 ? fmt::format("<td class=\"number\" data-key=\"{0}\">{0}</td>", rank)
                  : fmt::format("<td class=\"number quiet\" data-key=\"{}\">-</td>", last);
  // worst first when it ascends
  out += fmt::format("<td class=\"{0}\" data-key=\"{1}\">{0}</td>", word,
                     static_cast<int>(findings::SiteClass::dangerous) -
                         static_cast<int>(site.siteClass));
  out += fmt::format("<td class=\"number\">{}</td>", riskOf(site).score);
  out += fmt::format("<td class=\"code\" data-key=\"{}:{:09}\">{}{}</td>",
                     escapedMarkup(site.at.file.str()), site.at.line, isCall ? "└ " : "", place(site.at));
  out += codeCell(site.function) + codeCell(toString(site.bound));
  out += fmt::format("<td>{}</td>", escapedMarkup(site.limiter)) + codeCell(site.api);
  out += fmt::format("<td>{}</td><td>{}</td>", toString(site.collected),
                     escapedMarkup(std::string(1, site.origin)));
  return out + evidence(site) + "</tr>\n";
}

std::string inventory(const Audit &audit) {
  std::map<const Site *, std::size_t> rankOf;
  const std::vector<std::size_t> order = fixOrder(audit);
  for (std::size_t rank = 0; rank < order.size(); ++rank)
    rankOf[&audit.sites[order[rank]]] = rank + 1;
  const auto rank = [&](const Site *site) {
    const auto found = rankOf.find(site);
    return found == rankOf.end() ? std::size_t{0} : found->second;
  };
  std::string out = "<div class=\"scroll\"><table id=\"inventory\">\n" + heading() + "<tbody>\n";
  for (const findings::FoldedSite &folded : foldedSites(audit)) {
    out += row(*folded.site, rank(folded.site), false);
    for (const Site *call : folded.reachedBy)
      out += row(*call, rank(call), true);
  }
  return out + "</tbody></table></div>\n";
}

std::string findingsList(const Audit &audit) {
  std::string out;
  for (const findings::Finding &finding : audit.findings) {
    out += fmt::format("<li><code>{}</code> <strong>{}</strong>: {} <span class=\"quiet\">[{}]"
                       "</span><ul>",
                       place(finding.at), toString(finding.severity),
                       escapedMarkup(finding.message), escapedMarkup(finding.check));
    for (const findings::Step &step : finding.path)
      out += fmt::format("<li><code>{}</code> {}</li>", place(step.at), escapedMarkup(step.note));
    out += "</ul></li>\n";
  }
  return out.empty() ? "<p>Nothing to fix was found.</p>\n" : "<ul>\n" + out + "</ul>\n";
}

std::string notes(const Audit &audit) {
  std::string out;
  for (const std::string &note : audit.notes)
    out += "<li>" + escapedMarkup(note) + "</li>\n";
  return out.empty() ? "" : "<h2>Notes</h2>\n<ul>\n" + out + "</ul>\n";
}

} // namespace

std::string toHtml(const Audit &audit) {
  const findings::SiteCounts sites = siteCounts(audit);
  const findings::TranslationUnits &units = audit.translationUnits;
  return fmt::format(
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
             "'unsafe-inline'; script-src 'unsafe-inline'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<title>Spawn sites of {0}</title>\n<style>{1}</style>\n</head>\n<body>\n"
             "<h1>Spawn sites of <code>{0}</code></h1>\n"
             "<p>{2} spawn sites: <span class=\"dangerous\">{3} dangerous</span>, <span "
             "class=\"risky\">{4} risky</span>, <span class=\"safe\">{5} safe</span>. {6} of {7} "
             "translation units analysed, {8} with errors, {9} failed. A row below a site (└) is a "
             "call "
             "that reaches it.</p>\n",
             escapedMarkup(audit.root), htmlStyle(), sites.all, sites.dangerous, sites.risky,
             sites.safe, units.analysed, units.total, units.withErrors, units.failed) +
         inventory(audit) + "<h2>Findings</h2>\n" + findingsList(audit) + notes(audit) +
         fmt::format("<script>{}</script>\n</body>\n</html>\n", htmlScript());
}

} // namespace loadline::report
