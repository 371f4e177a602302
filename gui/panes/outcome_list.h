#pragma once

#include <QWidget>

#include <vector>

namespace loadline::panes {

/// Lines of a name, a value and a muted note; what has no room ends in "…", and the tip says it
/// whole. It paints itself: a label that lays out marked-up text takes longer for it than the plan
/// of two hundred services.
class OutcomeList : public QWidget {
  Q_OBJECT
public:
  struct Row {
    QString name, value, note = {};
    friend bool operator==(const Row &, const Row &) = default;
  };

  explicit OutcomeList(QWidget *parent = nullptr);

  void setRows(std::vector<Row> rows);
  const std::vector<Row> &rows() const { return rows_; }

protected:
  void paintEvent(QPaintEvent *event) override;
  bool event(QEvent *event) override;

private:
  int lineHeight() const;

  std::vector<Row> rows_;
};

} // namespace loadline::panes
