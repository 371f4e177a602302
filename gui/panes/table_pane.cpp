#include "gui/panes/table_pane.h"

#include "gui/models/figures.h"
#include "gui/models/grouping.h"
#include "gui/panes/column_widths.h"
#include "gui/panes/decision_bar.h"
#include "gui/panes/sort_header.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace loadline::panes {

namespace {

constexpr int air = 22; // beside what a column holds: padding, and what keeps columns apart
constexpr int widestColumn = 340;
constexpr std::size_t measuredRows = 300; // widths are those of the first rows

QString name(const TableContents &contents, const char *what) {
  return QString::fromUtf8(contents.name) + u' ' + QString::fromUtf8(what);
}

/// Keeps the colour of a figure where its row is selected.
class CellDelegate : public QStyledItemDelegate {
public:
  using QStyledItemDelegate::QStyledItemDelegate;

protected:
  void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    option->palette.setBrush(QPalette::HighlightedText, option->palette.brush(QPalette::Text));
    option->state.setFlag(QStyle::State_HasFocus, false); // rows are chosen, not cells
  }
};

/// Room for the title and the cells of one column. Texts of most letters are measured, since
/// measuring all of a large table takes longer than drawing it.
int widthOf(const models::Table &table, std::size_t column, const QFontMetrics &metrics) {
  const models::Column &head = table.columns[column];
  int width = std::max(metrics.horizontalAdvance(head.title), metrics.horizontalAdvance(head.unit));
  qsizetype longest = 0;
  for (std::size_t row = 0; row < std::min(table.rows.size(), measuredRows); ++row) {
    const QString &text = table.rows[row].cells[column].text;
    if (table.rows[row].isHeading || text.size() * 10 < longest * 8)
      continue;
    longest = std::max(longest, text.size());
    width = std::max(width, metrics.horizontalAdvance(text));
  }
  return std::min(width + air, widestColumn);
}

/// Letters of the longest cell of each column, of the rows that are measured.
std::vector<qsizetype> longestCells(const models::Table &table) {
  std::vector<qsizetype> longest(table.columns.size(), 0);
  for (std::size_t row = 0; row < std::min(table.rows.size(), measuredRows); ++row)
    for (std::size_t c = 0; c < longest.size() && !table.rows[row].isHeading; ++c)
      longest[c] = std::max(longest[c], table.rows[row].cells[c].text.size());
  return longest;
}

QString fieldNames(const models::Table &table) {
  QStringList names;
  for (const filter::Field &field : models::filterFields(table.columns))
    names << QString::fromStdString(field.name);
  return names.join(QStringLiteral(", "));
}

/// Those that are no headings and that the predicate takes.
template <class Predicate>
int countRows(const models::TableModel &model, Predicate isTaken) {
  int count = 0;
  for (int row = 0; row < model.rowCount(); ++row)
    if (!model.table().rows[static_cast<std::size_t>(row)].isHeading && isTaken(row))
      ++count;
  return count;
}

} // namespace

TablePane::TablePane(const Context &context, const TableContents &contents)
    : contents_(contents), fresh_([this] { display(); }, this), session_(context.session),
      selection_(context.selection), pages_(new QStackedLayout), mistake_(new QLabel(this)),
      tools_(new QWidget(this)), filter_(new QLineEdit(tools_)),
      serviceChip_(new QToolButton(tools_)), showsAllColumns_(new QToolButton(tools_)),
      count_(new QLabel(tools_)) {
  proxy_.setSourceModel(&model_);
  buildView(context);
  buildTools();
  connect(&context.session, &session::Session::changed, &fresh_, &WhenSeen::ask);
  connect(&selection_, &session::Selection::changed, this, &TablePane::follow);
  if (contents_.lists == TableContents::Lists::findings) {
    connect(&selection_, &session::Selection::findingsFiltered, this, &TablePane::filterByService);
    connect(&selection_, &session::Selection::findingStepped, this, &TablePane::step);
    connect(bar_, &FindingsBar::groupChosen, this, &TablePane::groupBy);
    connect(bar_, &FindingsBar::hiddenChosen, this, [this](const auto &hidden) {
      proxy_.setHidden(hidden);
      tell();
    });
  }
  display();
}

void TablePane::buildView(const Context &context) {
  view_.setHorizontalHeader(new SortHeader(&view_));
  view_.setModel(&proxy_);
  view_.setItemDelegate(new CellDelegate(&view_));
  view_.setAccessibleName(name(contents_, "table"));
  view_.setSelectionBehavior(QAbstractItemView::SelectRows);
  view_.setShowGrid(false);
  view_.setWordWrap(false);
  view_.setTextElideMode(Qt::ElideRight);
  view_.setSortingEnabled(true);
  view_.setTabKeyNavigation(false);
  view_.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view_.verticalHeader()->hide();
  view_.verticalHeader()->setAccessibleName(name(contents_, "rows"));
  view_.verticalHeader()->setDefaultSectionSize(view_.fontMetrics().height() + 10);
  view_.horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  view_.horizontalHeader()->setAccessibleName(name(contents_, "columns"));
  fresh_.watch(view_.viewport());
  fresh_.watch(&nothing_);
  view_.installEventFilter(this);
  view_.viewport()->installEventFilter(this);
  connect(view_.horizontalHeader(), &QHeaderView::sectionResized, this,
          [this] { keepsWidths_ = keepsWidths_ || !isFitting_; });
  connect(view_.selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    const QModelIndex current =
        view_.currentIndex(); // which focus alone moves too, without selecting
    const bool isChosen = current.isValid() && view_.selectionModel()->isSelected(current);
    if (!isFollowing_ && isChosen && !isHeading(current))
      selection_.select(
          model_.table().rows[static_cast<std::size_t>(proxy_.mapToSource(current).row())].subject);
  });
  nothing_.setAlignment(Qt::AlignCenter);
  nothing_.setWordWrap(true);
  nothing_.setMargin(24);
  nothing_.setProperty("muted", true);
  mistake_->setTextFormat(Qt::PlainText);
  mistake_->setWordWrap(true);
  mistake_->setContentsMargins(16, 2, 16, 4);
  mistake_->setAccessibleName(name(contents_, "filter: what is wrong with it"));
  mistake_->hide();
  auto *column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(mistake_);
  if (contents_.lists == TableContents::Lists::findings)
    column->addWidget(bar_ = new FindingsBar(this));
  if (contents_.lists == TableContents::Lists::decisions)
    column->addWidget(new DecisionBar(context, this));
  column->addLayout(pages_, 1);
  connect(&view_, &QTableView::clicked, this, [this](const QModelIndex &shown) {
    if (isHeading(shown)) {
      proxy_.toggleGroup(proxy_.mapToSource(shown).row());
      tell();
    }
  });
  pages_->addWidget(&view_);
  pages_->addWidget(&nothing_);
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  setFocusProxy(&view_);
}

void TablePane::buildTools() {
  auto *row = new QHBoxLayout(tools_);
  row->setContentsMargins(0, 0, 0, 0);
  filter_->setPlaceholderText(QStringLiteral("Filter"));
  filter_->setAccessibleName(name(contents_, "filter"));
  filter_->setToolTip(theme::plainTip(
      QStringLiteral("Words that a row holds, or fields: util > 80% and p99 < 200ms\nFields: ") +
      fieldNames(contents_.table({}))));
  filter_->setClearButtonEnabled(true);
  filter_->setMaximumWidth(220);
  serviceChip_->setAccessibleName(name(contents_, "shown for one service, press to show all"));
  serviceChip_->hide();
  showsAllColumns_->setCheckable(true);
  showsAllColumns_->setProperty("bare", true);
  showsAllColumns_->setAccessibleName(name(contents_, "with all columns"));
  showsAllColumns_->setToolTip(QStringLiteral("Columns that there is no room for"));
  showsAllColumns_->hide();
  count_->setProperty("muted", true);
  row->addWidget(filter_, 1);
  row->addWidget(serviceChip_);
  row->addStretch();
  row->addWidget(showsAllColumns_);
  row->addWidget(count_);
  connect(filter_, &QLineEdit::textChanged, this, &TablePane::filterByText);
  connect(serviceChip_, &QToolButton::clicked, this, [this] { filterByService({}); });
  connect(showsAllColumns_, &QToolButton::toggled, this, [this] {
    keepsWidths_ = false;
    fitColumns();
  });
}

models::TableModel &TablePane::model() {
  fresh_.settle();
  return model_;
}

QTableView &TablePane::view() {
  fresh_.settle();
  return view_;
}

void TablePane::display() {
  const models::Table table = contents_.table(session_.documents());
  isFollowing_ = true;
  model_.setTable(models::grouped(table, models::columnNamed(table.columns, groupColumn_)));
  isFollowing_ = false;
  if (bar_)
    bar_->tell(table);
  fitColumns();
  follow(selection_.subject());
  tell();
}

void TablePane::follow(const session::Subject &subject) {
  if (fresh_.isWaiting())
    return;
  model_.setHighlighted(subject.service);
  const int row = model_.rowOf(subject);
  const QModelIndex index = row < 0 ? QModelIndex() : proxy_.mapFromSource(model_.index(row, 0));
  isFollowing_ = true;
  if (!index.isValid())
    view_.selectionModel()->clear();
  else if (index.row() != view_.currentIndex().row() ||
           !view_.selectionModel()->isRowSelected(index.row())) {
    view_.selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                       QItemSelectionModel::Rows);
    view_.scrollTo(index);
  }
  isFollowing_ = false;
}

void TablePane::filterByService(const std::string &service) {
  proxy_.setService(service);
  serviceChip_->setText(QString::fromStdString(service) + QStringLiteral("  ×"));
  serviceChip_->setVisible(!service.empty());
  tell();
}

/// A filter with a mistake changes nothing but what is said of it.
void TablePane::filterByText(const QString &text) {
  const Diagnostics mistakes = proxy_.setFilter(text);
  mistake_->setVisible(!mistakes.empty());
  filter_->setProperty("wrong", !mistakes.empty());
  filter_->style()->polish(filter_);
  if (!mistakes.empty())
    mistake_->setText(models::toQString(toString(mistakes.front())));
  tell();
}

void TablePane::groupBy(const QString &column) {
  groupColumn_ = column;
  view_.horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  proxy_.sort(-1);
  view_.setSortingEnabled(column.isEmpty());
  display();
}

bool TablePane::isHeading(const QModelIndex &shown) const {
  return shown.isValid() &&
         model_.table().rows[static_cast<std::size_t>(proxy_.mapToSource(shown).row())].isHeading;
}

void TablePane::spanHeadings() {
  view_.clearSpans();
  for (int row = 0; !groupColumn_.isEmpty() && row < proxy_.rowCount(); ++row)
    if (isHeading(proxy_.index(row, 0)))
      view_.setSpan(row, 0, 1, proxy_.columnCount());
}

void TablePane::step(int rows) {
  fresh_.settle();
  const int last = proxy_.rowCount() - 1, way = rows > 0 ? 1 : -1;
  const int from = view_.currentIndex().isValid() ? view_.currentIndex().row()
                   : rows > 0                     ? -1
                                                  : last + 1;
  int to = std::clamp(from + rows, 0, std::max(last, 0));
  while (to >= 0 && to <= last && isHeading(proxy_.index(to, 0)))
    to += way;
  if (to >= 0 && to <= last)
    view_.selectRow(to);
}

void TablePane::tell() {
  spanHeadings();
  const int all = countRows(model_, [](int) { return true; });
  const int shown = countRows(
      model_, [this](int row) { return proxy_.mapFromSource(model_.index(row, 0)).isValid(); });
  count_->setText(shown == all ? QString::number(all)
                               : QStringLiteral("%1 of %2").arg(shown).arg(all));
  nothing_.setText(all == 0 ? QString::fromUtf8(contents_.nothing)
                            : QStringLiteral("No row fits the filter."));
  pages_->setCurrentIndex(proxy_.rowCount() == 0 ? 1 : 0);
}

/// While values are tried, a column keeps its room until a cell needs more: columns that move with
/// every step of a slider can't be read, and measuring texts is slow.
const std::vector<int> &TablePane::wantedWidths() {
  const models::Table &table = model_.table();
  const std::vector<qsizetype> longest = longestCells(table);
  const bool isTrial = session_.documents().asItStands && measured_.size() == longest.size();
  wanted_.resize(longest.size());
  measured_.resize(longest.size());
  for (std::size_t c = 0; c < longest.size(); ++c)
    if (!isTrial || longest[c] > measured_[c]) {
      wanted_[c] = widthOf(table, c, view_.fontMetrics());
      measured_[c] = longest[c];
    }
  return wanted_;
}

/// Every column as wide as what it holds, as far as there is room for all.
void TablePane::fitColumns() {
  if (keepsWidths_)
    return;
  const models::Table &table = model_.table();
  const std::vector<int> widths = columnWidths(
      table.columns, wantedWidths(), view_.viewport()->width(), showsAllColumns_->isChecked());
  isFitting_ = true;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    view_.setColumnHidden(static_cast<int>(c), widths[c] == 0);
    if (widths[c] > 0)
      view_.setColumnWidth(static_cast<int>(c), widths[c]);
  }
  isFitting_ = false;
  tellColumns(std::count(widths.begin(), widths.end(), 0));
}

void TablePane::tellColumns(std::ptrdiff_t hidden) {
  showsAllColumns_->setVisible(hidden > 0 || showsAllColumns_->isChecked());
  showsAllColumns_->setText(hidden > 0 ? QStringLiteral("+%1 column").arg(hidden) +
                                             (hidden == 1 ? QString() : QStringLiteral("s"))
                                       : QStringLiteral("Fewer columns"));
}

bool TablePane::eventFilter(QObject *object, QEvent *event) {
  // By kind first: a view that is being destroyed still sends events, and must not be asked
  // anything.
  if (event->type() == QEvent::Resize && object == view_.viewport())
    fitColumns();
  if (event->type() == QEvent::KeyPress && object == &view_ &&
      static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
    copyRows();
    return true;
  }
  return QWidget::eventFilter(object, event);
}

models::Table TablePane::shownTable() {
  fresh_.settle();
  models::Table shown{model_.table().columns, {}};
  for (int row = 0; row < proxy_.rowCount(); ++row)
    if (const QModelIndex index = proxy_.index(row, 0); !isHeading(index))
      shown.rows.push_back(
          model_.table().rows[static_cast<std::size_t>(proxy_.mapToSource(index).row())]);
  return shown;
}

void TablePane::copyRows() const {
  QStringList lines;
  for (const QModelIndex &row : view_.selectionModel()->selectedRows()) {
    QStringList cells;
    for (int c = 0; c < proxy_.columnCount(); ++c)
      cells << row.siblingAtColumn(c).data().toString();
    lines << cells.join(u'\t');
  }
  QApplication::clipboard()->setText(lines.join(u'\n'));
}

PaneWidgets tablePane(const Context &context, const TableContents &contents) {
  auto *pane = new TablePane(context, contents);
  return {pane, pane->tools()};
}

} // namespace loadline::panes
