#include "gui/panes/source_pane.h"

#include "base/files.h"
#include "gui/models/figures.h"
#include "gui/session/editor.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace loadline::panes {

namespace {

constexpr std::size_t largestSource = std::size_t{8} << 20;

QString shortPlace(const SourcePosition &at) {
  const std::string name = std::filesystem::path(at.file.str()).filename().string();
  return models::toQString(toString(SourcePosition{name, at.line, 0}));
}

} // namespace

SourcePane::SourcePane(const Context &context)
    : session_(context.session), selection_(context.selection), settings_(context.settings),
      tools_(new QWidget(this)) {
  setAccessibleName(QStringLiteral("Source"));
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  buildTools();
  for (QLabel *label : {&place_, &note_, &nothing_}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
  }
  place_.setTextInteractionFlags(Qt::TextSelectableByMouse);
  place_.setProperty("muted", true);
  nothing_.setProperty("muted", true);
  nothing_.setAlignment(Qt::AlignCenter);
  auto *column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  for (QLabel *label : {&note_, &place_}) {
    label->setContentsMargins(16, 3, 16, 3);
    column->addWidget(label);
  }
  column->addWidget(&text_, 1);
  column->addWidget(&nothing_, 1);
  setFocusProxy(&text_);
  connect(&session_, &session::Session::changed, this, &SourcePane::follow);
  connect(&selection_, &session::Selection::changed, this, &SourcePane::follow);
  connect(&selection_, &session::Selection::codeStepped, this, &SourcePane::step);
  connect(&selection_, &session::Selection::codeShown, this, [this](const SourcePosition &at) {
    stops_ = {{at, {}}};
    showStop(0);
  });
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this, [this] { showStop(stop_); });
  follow();
}

QToolButton *SourcePane::button(const QString &text, const QString &name,
                                void (SourcePane::*press)()) {
  auto *button = new QToolButton(tools_);
  button->setText(text);
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setProperty("bare", true);
  connect(button, &QToolButton::clicked, this, press);
  tools_->layout()->addWidget(button);
  return button;
}

void SourcePane::buildTools() {
  auto *row = new QHBoxLayout(tools_);
  row->setContentsMargins(0, 0, 0, 0);
  previous_ = button(QStringLiteral("‹"), QStringLiteral("Previous step"), &SourcePane::previous);
  next_ = button(QStringLiteral("›"), QStringLiteral("Next step"), &SourcePane::next);
  row->addStretch();
  edit_ =
      button(QStringLiteral("Edit"), QStringLiteral("Open in editor"), &SourcePane::openInEditor);
}

/// To the first stop of what is selected; the same one where it is selected still.
void SourcePane::follow() {
  std::vector<models::CodeStop> stops =
      models::codePath(session_.documents(), selection_.subject());
  const bool isSame = stops == stops_;
  stops_ = std::move(stops);
  showStop(isSame && stop_ >= 0 ? stop_ : 0);
}

void SourcePane::step(int steps) {
  showStop(stop_ + steps);
}

void SourcePane::showStop(int stop) {
  const int count = static_cast<int>(stops_.size());
  stop_ = count == 0 ? -1 : std::clamp(stop, 0, count - 1);
  previous_->setEnabled(stop_ > 0);
  next_->setEnabled(stop_ + 1 < count);
  load();
}

void SourcePane::say(const QString &text) {
  text_.hide();
  nothing_.setText(text);
  nothing_.show();
}

void SourcePane::load() {
  if (!watcher_.files().isEmpty())
    watcher_.removePaths(watcher_.files());
  file_.clear();
  edit_->setEnabled(false);
  note_.setVisible(stop_ >= 0 &&
                   (stops_.size() > 1 || !stops_[static_cast<std::size_t>(stop_)].note.isEmpty()));
  place_.setVisible(stop_ >= 0);
  if (stop_ < 0)
    return say(QStringLiteral("Select a finding, a site, a bound or a service to see its source."));
  const models::CodeStop &stop = stops_[static_cast<std::size_t>(stop_)];
  const session::Documents &documents = session_.documents();
  note_.setText(stops_.size() > 1
                    ? QStringLiteral("%1 of %2: ").arg(stop_ + 1).arg(stops_.size()) + stop.note
                    : stop.note);
  place_.setText(shortPlace(stop.at));
  place_.setToolTip(theme::plainTip(models::toQString(toString(stop.at))));
  const std::filesystem::path file = models::fileOf(documents, stop.at);
  if (file.empty())
    return say(models::toQString(stop.at.file.str()) +
               QStringLiteral(" is not on this machine: neither below the root that was audited "
                              "nor beside the files that are open."));
  const Result<std::string> source = readFile(file, largestSource);
  if (!source)
    return say(models::toQString(toString(source.error())));
  file_ = file;
  edit_->setEnabled(true);
  watcher_.addPath(QString::fromStdString(file.string()));
  if (models::isNewerThanAudit(documents, file))
    place_.setText(place_.text() + QStringLiteral(" · changed since the audit, lines may be off"));
  const QString text = QString::fromStdString(*source);
  if (text != text_.toPlainText())
    text_.setSource(text, languageOf(file));
  text_.setMarks(models::codeMarks(documents, stop.at.file));
  nothing_.hide();
  text_.show();
  text_.showLine(stop.at.line);
}

void SourcePane::openInEditor() {
  if (stop_ < 0 || file_.empty())
    return;
  SourcePosition at = stops_[static_cast<std::size_t>(stop_)].at;
  at.file = file_.string();
  if (const Diagnostics problems = session::openInEditor(settings_.editor(), at); !problems.empty())
    note_.setText(models::toQString(toString(problems)));
}

PaneWidgets sourcePane(const Context &context) {
  auto *pane = new SourcePane(context);
  return {pane, pane->tools()};
}

} // namespace loadline::panes
