#include "gui/panes/what_if_row.h"

#include <QGridLayout>

#include <algorithm>
#include <cmath>

namespace loadline::panes {

namespace {

constexpr int reach = 100; // of the slider to either side of the middle
constexpr double most = 1e6;
int gestures = 0; // of all rows, so that no two share a number

} // namespace

WhatIfRow::WhatIfRow(const QString &name, Scale scale, QWidget *parent)
    : QWidget(parent), scale_(scale), slider_(new QSlider(Qt::Horizontal, this)),
      field_(new QDoubleSpinBox(this)) {
  auto *grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  auto *label = new QLabel(name, this);
  label->setMinimumWidth(76);
  slider_->setRange(-reach, reach);
  slider_->setMinimumWidth(40);
  slider_->setAccessibleName(name + QStringLiteral(", slider"));
  field_->setAccessibleName(name);
  field_->setKeyboardTracking(false);
  field_->setButtonSymbols(QAbstractSpinBox::NoButtons);
  field_->setAlignment(Qt::AlignRight);
  field_->setFixedWidth(86);
  field_->setDecimals(scale == Scale::count ? 0 : 2);
  field_->setRange(scale == Scale::count    ? 1
                   : scale == Scale::factor ? 0.01
                                            : 0,
                   scale == Scale::share ? 100 : most);
  field_->setPrefix(scale == Scale::factor ? QStringLiteral("× ") : QString());
  field_->setSuffix(scale == Scale::share ? QStringLiteral(" %") : QString());
  label->setBuddy(field_);
  grid->addWidget(label, 0, 0);
  grid->addWidget(slider_, 0, 1);
  grid->addWidget(field_, 0, 2);
  grid->setColumnStretch(1, 1);
  connect(slider_, &QSlider::sliderPressed, this, [this] { gesture_ = ++gestures; });
  connect(slider_, &QSlider::sliderReleased, this, [this] { gesture_ = 0; });
  connect(slider_, &QSlider::valueChanged, this, [this](int position) {
    if (!isShowing_)
      emit asked(valueAt(position), gesture_);
  });
  connect(field_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    if (!isShowing_)
      emit asked(value, 0);
  });
}

void WhatIfRow::show(double value, double asItStands) {
  isShowing_ = true;
  asItStands_ = asItStands;
  if (!slider_->isSliderDown()) // else it would jump to the rounded value under the hand
    slider_->setValue(positionOf(value));
  field_->setValue(value);
  isShowing_ = false;
}

/// The middle is the value as it stands, the ends a tenth and ten times of it.
int WhatIfRow::positionOf(double value) const {
  if (scale_ == Scale::share)
    return static_cast<int>(std::lround(value / 100 * 2 * reach)) - reach;
  return std::clamp(static_cast<int>(std::lround(std::log10(value / asItStands_) * reach)), -reach,
                    reach);
}

double WhatIfRow::valueAt(int position) const {
  if (scale_ == Scale::share)
    return std::round((position + reach) * 100.0 / (2 * reach));
  const double exact = asItStands_ * std::pow(10.0, static_cast<double>(position) / reach);
  if (scale_ == Scale::count)
    return std::max(1.0, std::round(exact));
  const double step = exact >= 1 ? 0.05 : 0.01;
  return std::round(exact / step) * step;
}

} // namespace loadline::panes
