#include "planner/review/burn_down.h"

#include "base/date.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::review {

namespace {

constexpr double daysOfMonth = 365.25 / 12, mostDays = 36'525;

/// Sites fewer a day: minus the slope of the least-squares line through the audits.
double pacePerDay(const std::vector<AuditOn> &audits) {
  const auto count = static_cast<double>(audits.size());
  double day = 0, left = 0;
  for (const AuditOn &audit : audits) {
    day += daysOf(audit.day) / count;
    left += audit.left() / count;
  }
  double both = 0, square = 0;
  for (const AuditOn &audit : audits) {
    both += (daysOf(audit.day) - day) * (audit.left() - left);
    square += (daysOf(audit.day) - day) * (daysOf(audit.day) - day);
  }
  return -both / square;
}

std::string endOf(const AuditOn &last, double perDay) {
  if (last.left() == 0)
    return last.day;
  const double days = perDay > 0 ? std::ceil(last.left() / perDay) : mostDays + 1;
  return days > mostDays ? "" : dayAfter(last.day, static_cast<int>(days));
}

TextTable auditsTable(const BurnDown &of) {
  using Align = TextTable::Align;
  TextTable table{{{"Day"},
                   {"left", Align::right},
                   {"dangerous", Align::right},
                   {"risky", Align::right},
                   {"safe", Align::right},
                   {"sites", Align::right}},
                  {}};
  for (const AuditOn &audit : of.audits)
    table.rows.push_back({audit.day, exactly(audit.left()), std::to_string(audit.counts.dangerous),
                          std::to_string(audit.counts.risky), std::to_string(audit.counts.safe),
                          std::to_string(audit.counts.all)});
  return table;
}

std::string paceInWords(const BurnDown &of) {
  if (!of.perMonth)
    return "One audit tells no pace.";
  const std::string pace = threeDigits(std::abs(*of.perMonth));
  const std::string from = fmt::format("(least squares over {} audits)", of.audits.size());
  if (*of.perMonth > 0)
    return fmt::format("{} sites fewer a month {}.", pace, from);
  return *of.perMonth < 0 ? fmt::format("{} sites more a month {}.", pace, from)
                          : fmt::format("Neither fewer nor more sites {}.", from);
}

std::string endInWords(const BurnDown &of) {
  if (of.audits.back().left() == 0)
    return "None is left.";
  if (!of.endsOn)
    return "";
  return of.endsOn->empty() ? std::string("At this pace some are left in a hundred years.")
                            : fmt::format("At this pace none of {} is left by {}.",
                                          exactly(of.audits.back().left()), *of.endsOn);
}

} // namespace

bool BurnDown::isLate() const {
  return !until.empty() && audits.back().left() > 0 &&
         (!endsOn || endsOn->empty() || *endsOn > until); // as texts, dates compare as the days do
}

Result<BurnDown> burnDown(std::vector<AuditOn> audits, const std::string &until) {
  if (audits.empty())
    return Diagnostic{{}, "no audit is given", "as in 2027-01-31=audit.json"};
  std::sort(audits.begin(), audits.end(),
            [](const AuditOn &a, const AuditOn &b) { return a.day < b.day; });
  const auto same =
      std::adjacent_find(audits.begin(), audits.end(),
                         [](const AuditOn &a, const AuditOn &b) { return a.day == b.day; });
  if (same != audits.end())
    return Diagnostic{{}, fmt::format("two audits are of {}", same->day), "one a day"};
  BurnDown out{.audits = std::move(audits), .until = until};
  const AuditOn &last = out.audits.back();
  if (!until.empty() && until < last.day)
    return Diagnostic{
        {}, fmt::format("{} is before the last audit, of {}", until, last.day), "a later day"};
  if (out.audits.size() > 1) {
    const double perDay = pacePerDay(out.audits);
    out.perMonth = perDay * daysOfMonth;
    out.endsOn = endOf(last, perDay);
  }
  if (const double days = until.empty() ? 0 : daysOf(until) - daysOf(last.day); days > 0)
    out.needed = last.left() / days * daysOfMonth;
  return out;
}

std::vector<ReportSection> burnDownReport(const BurnDown &of) {
  ReportSection section;
  section.table = auditsTable(of);
  ReportSection pace{.title = "Pace"};
  pace.paragraphs.push_back(paceInWords(of));
  if (const std::string end = endInWords(of); !end.empty())
    pace.paragraphs.push_back(end);
  if (of.needed && of.audits.back().left() > 0)
    pace.paragraphs.push_back(fmt::format("To have none left by {} takes {} a month{}.", of.until,
                                          threeDigits(*of.needed),
                                          of.isLate() ? ", which is more" : ""));
  return {section, pace};
}

std::string burnDownChart(const BurnDown &of) {
  std::vector<std::string> days, left;
  for (const AuditOn &audit : of.audits) {
    days.push_back('"' + audit.day + '"');
    left.push_back(exactly(audit.left()));
  }
  return fmt::format("xychart-beta\n  title \"Spawn sites still to be limited\"\n  x-axis [{}]\n"
                     "  y-axis \"sites\"\n  bar [{}]\n",
                     fmt::join(days, ", "), fmt::join(left, ", "));
}

} // namespace loadline::review
