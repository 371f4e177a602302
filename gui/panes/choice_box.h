#pragma once

#include <QComboBox>

namespace loadline::panes {

/// A combo box with the mark of all buttons that open a list; style sheets take Qt's own away.
class ChoiceBox : public QComboBox {
public:
  using QComboBox::QComboBox;

protected:
  void paintEvent(QPaintEvent *event) override;
};

} // namespace loadline::panes
