#pragma once

#include "gui/models/figures.h"
#include "gui/panes/details_links.h"
#include "gui/panes/rich_text.h"

#include <optional>

// What the pages of details are put together from.

namespace loadline::panes {

template <class Unit>
QString figure(std::optional<units::Quantity<Unit>> value, const char *unit = "") {
  const models::Cell cell =
      models::numberCell(value ? std::optional(value->count()) : std::nullopt);
  return value ? cell.text + QString::fromUtf8(unit) : cell.text;
}

/// "–" for what is not known, here and below.
QString figure(std::optional<units::Duration> value);
QString percent(std::optional<units::Ratio> value);
QString count(std::optional<int> value);

/// Where the link that goes with it leads: of a file with a whole path its name only.
QString place(const SourcePosition &at);
void addPlace(RichText &text, const SourcePosition &at);

/// A link to a service of the plan; plain text where the plan has none of that name.
void addServiceLink(RichText &text, const session::Documents &documents, const std::string &name,
                    const QString &label, theme::Emphasis emphasis = theme::Emphasis::none);

/// The line of one finding in a list, as a link.
void addFindingLine(RichText &text, const findings::Finding &finding, session::Subject::Kind kind,
                    std::size_t index);

} // namespace loadline::panes
