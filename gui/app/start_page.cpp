#include "gui/app/start_page.h"

#include "base/install_paths.h"
#include "gui/theme/theme.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace loadline::app {

namespace {

constexpr int cardWidth = 560;
constexpr std::size_t mostFiles = 16; // of each list
constexpr int rowsInColumn = 8;
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
  outer->addWidget(card, 4, Qt::AlignVCenter);
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
  auto *beside = new QHBoxLayout(lists_);
  beside->setContentsMargins(0, 6, 0, 0);
  beside->setSpacing(24);
  addFiles(*beside, QStringLiteral("Examples"), exampleFiles());
  std::vector<std::filesystem::path> recent;
  for (const QString &file : files)
    if (QFileInfo::exists(file))
      recent.push_back(file.toStdString());
  addFiles(*beside, QStringLiteral("Recent"), recent);
  card_->addWidget(lists_);
}

void StartPage::addFiles(QHBoxLayout &beside, const QString &heading,
                         const std::vector<std::filesystem::path> &files) {
  if (files.empty())
    return;
  auto *grid = new QGridLayout;
  grid->setVerticalSpacing(2);
  const int count = static_cast<int>(std::min(files.size(), mostFiles));
  beside.addLayout(grid, count > rowsInColumn ? 2 : 1);
  auto *title = label(lists_, heading, false);
  title->setFont(theme::font(0, true));
  title->setContentsMargins(0, 10, 0, 2);
  grid->addWidget(title, 0, 0);
  for (int i = 0; i < count; ++i) {
    const QString name = QString::fromStdString(files[i].filename().string());
    auto *button = new QPushButton(lists_);
    button->setText(button->fontMetrics().elidedText(
        QString(name).replace(u'&', QStringLiteral("&&")), Qt::ElideMiddle, nameWidth));
    button->setProperty("row", true);
    button->setAccessibleName(QStringLiteral("Open ") + name);
    button->setToolTip(theme::plainTip(QString::fromStdString(files[i].string())));
    connect(button, &QPushButton::clicked, this,
            [this, file = files[i]] { emit fileChosen(file); });
    grid->addWidget(button, 1 + i % rowsInColumn, i / rowsInColumn);
  }
  grid->setRowStretch(1 + rowsInColumn, 1);
}

} // namespace loadline::app
