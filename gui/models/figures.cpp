#include "gui/models/figures.h"

#include "base/text.h"

#include <cmath>

namespace loadline::models {

using theme::Emphasis;

namespace {

const QString notKnown = QStringLiteral("–");

Cell textAndNumber(QString text, double number, Emphasis emphasis) {
  return {std::move(text), number, emphasis, {}};
}

} // namespace

QString toQString(std::string_view text) {
  // A control character would move the text of the row.
  return QString::fromStdString(printable(text));
}

Cell cellOf(const QString &text, Emphasis emphasis) {
  return {.text = text, .emphasis = emphasis};
}

Cell cellOf(std::string_view text, Emphasis emphasis) {
  return cellOf(toQString(text), emphasis);
}

Cell numberCell(std::optional<double> number, Emphasis emphasis) {
  if (!number || !std::isfinite(*number))
    return cellOf(notKnown, Emphasis::quiet);
  return textAndNumber(QString::fromStdString(threeDigits(*number)), *number, emphasis);
}

Cell cellOf(std::optional<units::Rate> rate) {
  return numberCell(rate ? std::optional(rate->count()) : std::nullopt);
}

Cell cellOf(std::optional<units::Concurrency> inFlight) {
  return numberCell(inFlight ? std::optional(inFlight->count()) : std::nullopt);
}

Cell cellOf(std::optional<units::Duration> duration) {
  return numberCell(duration ? std::optional(duration->count() * 1e3) : std::nullopt);
}

Cell percentCell(std::optional<units::Ratio> ratio, Emphasis emphasis) {
  return numberCell(ratio ? std::optional(ratio->count() * 100) : std::nullopt, emphasis);
}

Cell timesCell(std::optional<units::Ratio> ratio) {
  if (!ratio || !std::isfinite(ratio->count()))
    return cellOf(notKnown, Emphasis::quiet);
  const Emphasis emphasis = ratio->count() > 1 ? Emphasis::bad : Emphasis::none;
  return textAndNumber(QString::fromStdString(threeDigits(ratio->count())) + u'×', ratio->count(),
                       emphasis);
}

Cell placeCell(const SourcePosition &at) {
  if (at.file.empty())
    return cellOf(notKnown, Emphasis::quiet);
  const auto slash = at.file.str().rfind('/');
  SourcePosition shown{slash == std::string::npos ? at.file.str() : at.file.str().substr(slash + 1),
                       at.line, 0};
  Cell cell = cellOf(toString(shown));
  cell.tip = toQString(toString(at));
  return cell;
}

Cell servicesCell(const std::vector<std::string> &services) {
  return services.empty() ? cellOf(notKnown, Emphasis::quiet) : cellOf(inWords(services));
}

QString marked(const QString &word, Emphasis emphasis) {
  switch (emphasis) {
  case Emphasis::none:
    return word;
  case Emphasis::quiet:
    return QStringLiteral("○ ") + word;
  case Emphasis::good:
    return QStringLiteral("● ") + word;
  case Emphasis::caution:
    return QStringLiteral("◆ ") + word;
  case Emphasis::bad:
    return QStringLiteral("▲ ") + word;
  }
  return word;
}

Cell severityCell(findings::Severity severity) {
  const Emphasis emphasis = emphasisOf(severity);
  return textAndNumber(marked(toQString(findings::toString(severity)), emphasis),
                       -static_cast<int>(severity), emphasis);
}

QString verdictText(plan::Verdict verdict) {
  switch (verdict) {
  case plan::Verdict::fits:
    return QStringLiteral("fits");
  case plan::Verdict::aboveLine:
    return QStringLiteral("above the line");
  case plan::Verdict::overCapacity:
    return QStringLiteral("over capacity");
  case plan::Verdict::unknown:
    return QStringLiteral("unknown");
  }
  return {};
}

QString constraintText(plan::Constraint constraint) {
  if (constraint == plan::Constraint::none)
    return notKnown;
  if (constraint == plan::Constraint::cpu)
    return QStringLiteral("CPU");
  return toQString(toString(constraint)).replace(u'_', u' ');
}

Emphasis emphasisOf(plan::Verdict verdict) {
  switch (verdict) {
  case plan::Verdict::fits:
    return Emphasis::good;
  case plan::Verdict::aboveLine:
    return Emphasis::caution;
  case plan::Verdict::overCapacity:
    return Emphasis::bad;
  case plan::Verdict::unknown:
    return Emphasis::quiet;
  }
  return Emphasis::none;
}

Emphasis emphasisOf(findings::Severity severity) {
  switch (severity) {
  case findings::Severity::note:
    return Emphasis::quiet;
  case findings::Severity::warning:
    return Emphasis::caution;
  case findings::Severity::error:
    return Emphasis::bad;
  }
  return Emphasis::none;
}

Cell verdictCell(plan::Verdict verdict) {
  const Emphasis emphasis = emphasisOf(verdict);
  const int rank = verdict == plan::Verdict::unknown ? -1 : static_cast<int>(verdict);
  return textAndNumber(marked(verdictText(verdict), emphasis), -rank, emphasis);
}

Cell classCell(findings::SiteClass siteClass) {
  static constexpr Emphasis emphases[] = {Emphasis::good, Emphasis::caution, Emphasis::bad};
  const int rank = static_cast<int>(siteClass);
  return textAndNumber(marked(toQString(toString(siteClass)), emphases[rank]), -rank,
                       emphases[rank]);
}

Cell boundStatusCell(const review::LedgerEntry &entry, const findings::Audit *audit) {
  const bool isBroken = audit && review::isBroken(entry, *audit);
  const Emphasis emphasis = isBroken                                    ? Emphasis::bad
                            : entry.status == review::BoundStatus::kept ? Emphasis::good
                                                                        : Emphasis::quiet;
  const double rank = isBroken ? 0 : entry.status == review::BoundStatus::kept ? 2 : 1;
  return textAndNumber(marked(toQString(statusText(entry.status)), emphasis), rank, emphasis);
}

QString countText(double count) {
  return toQString(exactly(count));
}

QString durationText(units::Duration duration) {
  const double seconds = duration.count();
  const auto in = [&](double factor, const char *unit) {
    return QString::fromStdString(threeDigits(seconds * factor)) + QString::fromUtf8(unit);
  };
  if (seconds >= 1)
    return in(1, " s");
  if (seconds >= 1e-3 || seconds == 0)
    return in(1e3, " ms");
  return in(1e6, " µs");
}

} // namespace loadline::models
