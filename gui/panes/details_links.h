#pragma once

#include "base/source_position.h"
#include "gui/session/documents.h"
#include "gui/session/subject.h"

#include <QString>

#include <optional>

// What the links of the pages of details lead to.

namespace loadline::panes {

/// The link to a place in the spec or the code, and back; "" for a place without a file.
QString linkOf(const SourcePosition &at);
std::optional<SourcePosition> placeOfLink(const QString &link);

/// The id of a check, where the link leads to its page.
std::optional<std::string> checkOfLink(const QString &link);

/// The link of a heading that folds what is below it, and the heading that one leads to.
QString foldLink(const QString &heading);
std::optional<QString> headingOfLink(const QString &link);

/// `service:3`, `plan-finding:3`, `code-finding:3` and `site:3`.
std::optional<session::Subject> subjectOfLink(const QString &link,
                                              const session::Documents &documents);

} // namespace loadline::panes
