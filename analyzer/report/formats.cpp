#include "analyzer/report/formats.h"

#include "analyzer/report/csv.h"
#include "analyzer/report/html.h"

namespace loadline::report {

using findings::Audit;

const std::vector<Format> &formats() {
  static const std::vector<Format> all = {
      {"text", "findings as a compiler writes them, the inventory as a table, and a summary",
       [](const Audit &audit, const Options &options) { return toText(audit, options.text); }},
      {"json", "everything, as loadline/audit/v1; what the planner and the GUI read",
       [](const Audit &audit, const Options &) { return toJsonText(audit); }},
      {"sarif", "the findings as SARIF 2.1.0, for code scanning",
       [](const Audit &audit, const Options &options) { return toSarif(audit, options.sarif); }},
      {"csv", "the inventory for a spreadsheet",
       [](const Audit &audit, const Options &) { return toCsv(audit); }},
      {"html", "the inventory and the findings as one page that sorts",
       [](const Audit &audit, const Options &) { return toHtml(audit); }},
  };
  return all;
}

const Format *findFormat(std::string_view name) {
  for (const Format &format : formats())
    if (format.name == name)
      return &format;
  return nullptr;
}

} // namespace loadline::report
