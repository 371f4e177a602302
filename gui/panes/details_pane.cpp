#include "gui/panes/details_pane.h"

#include "gui/panes/details_html.h"

#include <QEvent>

namespace loadline::panes {

DetailsPane::DetailsPane(const Context &context)
    : session_(context.session), selection_(context.selection) {
  setAccessibleName(QStringLiteral("Details of the selection"));
  setOpenLinks(false);
  document()->setDocumentMargin(16);
  connect(this, &QTextBrowser::anchorClicked, this, &DetailsPane::follow);
  connect(&session_, &session::Session::changed, this, &DetailsPane::render);
  connect(&selection_, &session::Selection::changed, this, &DetailsPane::render);
  render();
}

void DetailsPane::changeEvent(QEvent *event) {
  QTextBrowser::changeEvent(event);
  if (event->type() == QEvent::PaletteChange)
    render();
}

void DetailsPane::render() {
  setHtml(detailsHtml(session_.documents(), selection_.subject(), theme::colorsOf(palette())));
}

void DetailsPane::follow(const QUrl &link) {
  if (const auto subject = subjectOfLink(link.toString(QUrl::FullyDecoded), session_.documents()))
    selection_.select(*subject);
}

PaneWidgets detailsPane(const Context &context) {
  return {new DetailsPane(context), nullptr};
}

} // namespace loadline::panes
