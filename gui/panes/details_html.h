#pragma once

#include "gui/session/documents.h"
#include "gui/session/subject.h"
#include "gui/theme/theme.h"

#include <QString>

namespace loadline::panes {

/// Everything that is known about the subject as rich text; of the whole system where it is none.
/// What comes from files is escaped. Links are those of details_links.h.
///   folded  headings of which nothing but themselves is shown
QString detailsHtml(const session::Documents &documents, const session::Subject &subject,
                    const theme::Colors &colors, const QStringList &folded = {});

} // namespace loadline::panes
