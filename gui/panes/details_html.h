#pragma once

#include "gui/session/documents.h"
#include "gui/session/subject.h"
#include "gui/theme/theme.h"

#include <QString>

#include <optional>

namespace loadline::panes {

/// Everything that is known about the subject as rich text; of the whole system where it is none.
/// What comes from files is escaped. Links are those of `subjectOfLink`.
QString detailsHtml(const session::Documents &documents, const session::Subject &subject,
                    const theme::Colors &colors);

/// `service:3`, `plan-finding:3`, `code-finding:3` and `site:3`.
std::optional<session::Subject> subjectOfLink(const QString &link,
                                              const session::Documents &documents);

} // namespace loadline::panes
