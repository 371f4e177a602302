#pragma once

#include "analyzer/findings/inventory.h"
#include "base/source_position.h"
#include "gui/models/table.h"
#include "planner/plan/plan.h"
#include "planner/review/ledger.h"

#include <optional>

// Values as cells: three significant digits, "–" for what is not known. Units stand in the headers.

namespace loadline::models {

Cell cellOf(const QString &text, theme::Emphasis emphasis = theme::Emphasis::none);
Cell cellOf(std::string_view text, theme::Emphasis emphasis = theme::Emphasis::none);
Cell numberCell(std::optional<double> number, theme::Emphasis emphasis = theme::Emphasis::none);

Cell cellOf(std::optional<units::Rate> rate);            ///< requests per second
Cell cellOf(std::optional<units::Concurrency> inFlight); ///< requests in flight
Cell cellOf(std::optional<units::Duration> duration);    ///< in milliseconds
Cell percentCell(std::optional<units::Ratio> ratio,
                 theme::Emphasis emphasis = theme::Emphasis::none);
/// As "4.29×"; above 1 it is bad.
Cell timesCell(std::optional<units::Ratio> ratio);
/// As "cart.cpp:12", sorted by file and line, the whole position as the tip.
Cell placeCell(const SourcePosition &at);
/// "a, b and c", or "–" for none.
Cell servicesCell(const std::vector<std::string> &services);
/// A word with the shape of its emphasis before it, for whom colours don't tell: "▲ error", "◆
/// risky", "● safe".
QString marked(const QString &word, theme::Emphasis emphasis);
Cell severityCell(findings::Severity severity); ///< sorts the worst first
Cell verdictCell(plan::Verdict verdict);        ///< sorts the worst first
Cell classCell(findings::SiteClass siteClass);  ///< sorts the worst first
/// "kept", "drifted", …; sorts the broken ones first.
Cell boundStatusCell(const review::LedgerEntry &entry, const findings::Audit *audit);
/// A count in full, so that 1234 is not 1230.
QString countText(double count);

QString toQString(std::string_view text);
/// A duration by itself, with the unit that suits it: "250 ms", "1.5 s".
QString durationText(units::Duration duration);
/// "fits", "above the line", "over capacity", "unknown": as people say it.
QString verdictText(plan::Verdict verdict);
/// "in flight", "rate limit", …; "–" for none.
QString constraintText(plan::Constraint constraint);
theme::Emphasis emphasisOf(plan::Verdict verdict);
theme::Emphasis emphasisOf(findings::Severity severity);

} // namespace loadline::models
