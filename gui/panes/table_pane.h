#pragma once

#include "gui/models/table_model.h"
#include "gui/panes/filter_proxy.h"
#include "gui/panes/findings_bar.h"
#include "gui/panes/pane.h"
#include "gui/panes/when_seen.h"

#include <QLabel>
#include <QLineEdit>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>

namespace loadline::panes {

/// What makes one table pane differ from the next.
struct TableContents {
  enum class Lists { other, findings, decisions };
  const char *name;
  models::Table (*table)(const session::Documents &documents);
  const char *nothing;        ///< said where there are no rows
  Lists lists = Lists::other; ///< findings can be asked to show those of one service alone
                              ///< decisions can be made where they are listed
};

/// A table of the documents that sorts, filters, copies and takes part in the selection.
class TablePane : public QWidget {
  Q_OBJECT
public:
  TablePane(const Context &context, const TableContents &contents);

  /// With the rows of what is open, seen or not.
  models::TableModel &model();
  QTableView &view(); ///< with the rows of what is open, seen or not
  QWidget *tools() { return tools_; }
  /// The rows that are shown, in the order in which they are.
  models::Table shownTable();

protected:
  bool eventFilter(QObject *object, QEvent *event) override;

private:
  void buildTools();
  void buildView(const Context &context);
  void display();
  void follow(const session::Subject &subject);
  void filterByService(const std::string &service);
  void filterByText(const QString &text);
  void groupBy(const QString &column);
  void spanHeadings();
  bool isHeading(const QModelIndex &shown) const;
  void step(int rows);
  void tell();
  const std::vector<int> &wantedWidths();
  void fitColumns();
  void tellColumns(std::ptrdiff_t hidden);
  void copyRows() const;

  const TableContents contents_;
  WhenSeen fresh_;
  session::Session &session_;
  session::Selection &selection_;
  models::TableModel model_;
  FilterProxy proxy_;
  QTableView view_;
  QLabel nothing_;
  QStackedLayout *pages_;
  FindingsBar *bar_ = nullptr; ///< of findings
  QLabel *mistake_;            ///< what is wrong with the filter
  QString groupColumn_;        ///< title; "" for none
  QWidget *tools_;             ///< goes to the title bar of the dock
  QLineEdit *filter_;
  QToolButton *serviceChip_;
  QToolButton *showsAllColumns_; ///< pressed: all, and scrolling
  QLabel *count_;
  bool isFollowing_ = false;        ///< the selection moved the current row, not the user
  bool isFitting_ = false;          ///< we set the widths, not the user
  bool keepsWidths_ = false;        ///< the user has set widths
  std::vector<int> wanted_;         ///< room that each column would like
  std::vector<qsizetype> measured_; ///< letters of the longest cell of each then
};

PaneWidgets tablePane(const Context &context, const TableContents &contents);

} // namespace loadline::panes
