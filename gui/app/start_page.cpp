#include "gui/app/start_page.h"

#include "base/install_paths.h"
#include "gui/theme/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace loadline::app {

namespace {

constexpr int cardWidth = 640;
constexpr std::size_t mostRecent = 6;
constexpr int columns = 3;
constexpr int nameWidth = 150; // of a file's name, pixels

QLabel *label(QWidget *parent, const QString &text, bool isMuted) {
  auto *label = new QLabel(text, parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setProperty("muted", isMuted);
  return label;
}

} // namespace

std::vector<std::filesystem::path> exampleFiles() {
  std::vector<std::filesystem::path> files;
  const auto folder = dataFolder("docs") / "examples";
  std::error_code ignored;
  for (const auto &entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".yaml")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

StartPage::StartPage(QWidget *parent) : QWidget(parent), lists_(nullptr), card_(nullptr) {
  setAccessibleName(QStringLiteral("Start page"));
  auto *page = new QWidget(this); // scrolls in a window that is too low for it
  auto *scrolled = new QScrollArea(this);
  scrolled->setAccessibleName(QStringLiteral("What to open"));
  scrolled->setFrameShape(QFrame::NoFrame);
  scrolled->setWidgetResizable(true);
  scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scrolled->setWidget(page);
  auto *whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(scrolled);
  auto *card = new QFrame(page);
  card->setProperty("card", true);
  card->setMaximumWidth(cardWidth);
  auto *outer = new QHBoxLayout(page);
  outer->addStretch(1);
  outer->addWidget(card, 8, Qt::AlignVCenter);
  outer->addStretch(1);
  card_ = new QVBoxLayout(card);
  card_->setContentsMargins(32, 28, 32, 24);
  card_->setSpacing(10);
  auto *title = label(card, QStringLiteral("Loadline"), false);
  title->setFont(theme::font(9, true));
  auto *open = new QPushButton(QStringLiteral("Open a spec or an audit…"), card);
  open->setAccessibleName(open->text());
  open->setProperty("primary", true);
  connect(open, &QPushButton::clicked, this, &StartPage::openAsked);
  card_->addWidget(title);
  card_->addWidget(label(
      card, QStringLiteral("How much each service can hold, and whether its code keeps to it."),
      true));
  card_->addSpacing(6);
  card_->addWidget(open, 0, Qt::AlignLeft);
  card_->addWidget(
      label(card,
            QStringLiteral(
                "A spec is YAML, an audit the JSON of loadline audit. Both may be dropped here."),
            true));
  setRecent({});
}

void StartPage::setRecent(const QStringList &files) {
  delete lists_;
  lists_ = new QWidget(this);
  auto *column = new QVBoxLayout(lists_);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(6);
  std::vector<std::filesystem::path> recent;
  for (const QString &file : files)
    if (QFileInfo::exists(file) && recent.size() < mostRecent)
      recent.push_back(file.toStdString());
  addFiles(QStringLiteral("Recent"), std::move(recent));
  addQuestions();
  addFiles(QStringLiteral("Examples"), exampleFiles());
  card_->addWidget(lists_);
}

QGridLayout *StartPage::addList(const QString &heading) {
  auto *title = label(lists_, heading, false);
  title->setFont(theme::font(0, true));
  title->setContentsMargins(0, 8, 0, 0);
  auto *grid = new QGridLayout;
  grid->setVerticalSpacing(0);
  auto *column = static_cast<QVBoxLayout *>(lists_->layout());
  column->addWidget(title);
  column->addLayout(grid);
  return grid;
}

QPushButton *StartPage::rowButton(const QString &text) {
  auto *button = new QPushButton(lists_);
  button->setText(QString(text).replace(u'&', QStringLiteral("&&")));
  button->setProperty("row", true);
  return button;
}

/// In columns, downwards.
void StartPage::addFiles(const QString &heading, std::vector<std::filesystem::path> files) {
  if (files.empty())
    return;
  QGridLayout *grid = addList(heading);
  const int count = static_cast<int>(files.size()), rows = (count + columns - 1) / columns;
  for (int column = 0; column < columns; ++column)
    grid->setColumnStretch(column, 1);
  for (int i = 0; i < count; ++i) {
    const QString name = QString::fromStdString(files[i].filename().string());
    QPushButton *button = rowButton(fontMetrics().elidedText(name, Qt::ElideMiddle, nameWidth));
    button->setAccessibleName(QStringLiteral("Open ") + name);
    button->setToolTip(theme::plainTip(QString::fromStdString(files[i].string())));
    connect(button, &QPushButton::clicked, this,
            [this, file = files[i]] { emit fileChosen(file); });
    grid->addWidget(button, i % rows, i / rows);
  }
}

void StartPage::addQuestions() {
  QGridLayout *grid = addList(QStringLiteral("What a review asks"));
  for (const Question &question : allQuestions()) {
    QPushButton *button = rowButton(QString::fromUtf8(question.text));
    button->setAccessibleName(QString::fromUtf8(question.text));
    button->setToolTip(QStringLiteral("Opens an example, and the pane that answers it"));
    connect(button, &QPushButton::clicked, this, [this, &question] { emit asked(question); });
    grid->addWidget(button, grid->rowCount(), 0);
  }
}

} // namespace loadline::app
