#pragma once

#include <QDoubleSpinBox>
#include <QLabel>
#include <QSlider>
#include <QWidget>

namespace loadline::panes {

/// One value to try: its name, a slider and a field. Factors and counts move on a logarithmic
/// scale, shares on an even one.
class WhatIfRow : public QWidget {
  Q_OBJECT
public:
  enum class Scale { factor, count, share };

  WhatIfRow(const QString &name, Scale scale, QWidget *parent);

  /// Shows a value without telling anybody.
  ///   unit  where the row's slider has its middle: the value as it stands
  void show(double value, double asItStands);
  double value() const { return field_->value(); }

signals:
  /// The user wants this value.
  ///   gesture  the same number while a slider is dragged, 0 for a field
  void asked(double value, int gesture);

private:
  int positionOf(double value) const;
  double valueAt(int position) const;

  Scale scale_;
  double asItStands_ = 1;
  int gesture_ = 0;
  bool isShowing_ = false;
  QSlider *slider_;
  QDoubleSpinBox *field_;
};

} // namespace loadline::panes
