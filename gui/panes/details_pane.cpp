#include "gui/panes/details_pane.h"

#include "base/install_paths.h"
#include "gui/panes/details_html.h"
#include "gui/panes/details_links.h"

#include <QEvent>
#include <QScrollBar>

namespace loadline::panes {

DetailsPane::DetailsPane(const Context &context)
    : session_(context.session), selection_(context.selection), settings_(context.settings),
      folded_(settings_.foldedDetails()), fresh_([this] { render(); }, this) {
  fresh_.watch(viewport());
  setAccessibleName(QStringLiteral("Details of the selection"));
  setOpenLinks(false);
  connect(this, &QTextBrowser::anchorClicked, this, &DetailsPane::follow);
  connect(&session_, &session::Session::changed, &fresh_, &WhenSeen::ask);
  connect(&selection_, &session::Selection::changed, &fresh_, &WhenSeen::ask);
  render();
}

void DetailsPane::changeEvent(QEvent *event) {
  QTextBrowser::changeEvent(event);
  if (event->type() == QEvent::PaletteChange)
    render();
}

/// A page is put together before it is shown: in place, it would be laid out without the scroll
/// bar first and with it again.
void DetailsPane::render() {
  auto *page = new QTextDocument(this);
  page->setDefaultFont(font());
  page->setDocumentMargin(16);
  page->setTextWidth(viewport()->width());
  page->setHtml(
      detailsHtml(session_.documents(), selection_.subject(), theme::colorsOf(palette()), folded_));
  setDocument(page);
  if (page_)
    page_->deleteLater(); // a link of it may just be followed
  page_ = page;
}

/// The page of a check, until something else is selected.
void DetailsPane::showCheck(const std::string &check) {
  const Result<std::string> page =
      readShipped("docs", std::filesystem::path("checks") / (check + ".md"));
  const std::string text = page ? *page : toString(page.error());
  document()->setMarkdown(QStringLiteral("[‹ Back](back:)\n\n") + QString::fromStdString(text),
                          QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                              QTextDocument::MarkdownNoHTML);
}

/// The page stays where it is, so that the heading is still under the pointer.
void DetailsPane::fold(const QString &heading) {
  if (folded_.removeAll(heading) == 0)
    folded_ << heading;
  settings_.setFoldedDetails(folded_);
  const int place = verticalScrollBar()->value();
  render();
  verticalScrollBar()->setValue(place);
}

void DetailsPane::follow(const QUrl &url) {
  const QString link = url.toString();
  if (const auto at = placeOfLink(link))
    return selection_.showCode(*at);
  if (const auto check = checkOfLink(link))
    return showCheck(*check);
  if (const auto heading = headingOfLink(link))
    return fold(*heading);
  if (link == QLatin1String("back:"))
    return render();
  if (const auto subject = subjectOfLink(link, session_.documents()))
    selection_.select(*subject);
}

PaneWidgets detailsPane(const Context &context) {
  return {new DetailsPane(context), nullptr};
}

} // namespace loadline::panes
