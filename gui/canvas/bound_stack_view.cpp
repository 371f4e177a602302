#include "gui/canvas/bound_stack_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace loadline::canvas {

using diagram::Target;
using session::Subject;

namespace {

/// The badges: how many findings the audit has in the code of each service, and the worst.
std::map<std::string, diagram::CodeFindings> codeFindingsOf(const session::Documents &documents) {
  std::map<std::string, diagram::CodeFindings> badges;
  if (!documents.audit)
    return badges;
  for (std::size_t i = 0; i < documents.findingServices.size(); ++i) {
    if (documents.findingServices[i].empty())
      continue;
    diagram::CodeFindings &badge = badges[documents.findingServices[i]];
    ++badge.count;
    badge.worst = std::max(badge.worst, documents.audit->findings[i].severity);
  }
  return badges;
}

} // namespace

BoundStackView::BoundStackView(session::Session &session, session::Selection &selection, QWidget *parent)
    : QWidget(parent), session_(session), selection_(selection) {
  auto *column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(&canvas_, 1);
  column->addWidget(buildControls());
  setFocusProxy(&canvas_);
  connect(&canvas_, &Canvas::activated, this, &BoundStackView::select);
  connect(&session_, &session::Session::changed, this, &BoundStackView::draw);
  connect(&selection_, &session::Selection::changed, this, &BoundStackView::follow);
  connect(&selection_, &session::Selection::serviceShown, &canvas_, &Canvas::bringIntoView);
  connect(&edgeLabel_, &QComboBox::currentIndexChanged, this, &BoundStackView::draw);
  draw();
}

QToolButton *BoundStackView::zoomButton(const QString &text, const QString &name, void (BoundStackView::*press)()) {
  auto *button = new QToolButton(this);
  button->setText(text);
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setProperty("bare", true);
  connect(button, &QToolButton::clicked, this, press);
  return button;
}

QWidget *BoundStackView::buildControls() {
  using diagram::EdgeLabel;
  auto *controls = new QWidget(this);
  controls->setProperty("surface", true);
  controls->setAttribute(Qt::WA_StyledBackground);
  auto *row = new QHBoxLayout(controls);
  row->setContentsMargins(12, 4, 12, 4);
  auto *label = new QLabel(QStringLiteral("Edges show"), controls);
  label->setProperty("muted", true);
  label->setBuddy(&edgeLabel_);
  for (const auto &[text, value] : {std::pair("rate", EdgeLabel::rate), std::pair("in flight", EdgeLabel::inFlight),
                                    std::pair("oversubscription", EdgeLabel::oversubscription), std::pair("p99", EdgeLabel::p99)})
    edgeLabel_.addItem(QString::fromLatin1(text), static_cast<int>(value));
  edgeLabel_.setAccessibleName(QStringLiteral("What the edges show"));
  zoom_ = zoomButton(QStringLiteral("100 %"), QStringLiteral("Zoom to 100 %"), &BoundStackView::zoomToOriginal);
  zoom_->setMinimumWidth(zoom_->fontMetrics().horizontalAdvance(QStringLiteral("0000 %")) + 16);
  connect(&canvas_, &Canvas::zoomChanged, this, [this](double zoom) {
    zoom_->setText(QStringLiteral("%1 %").arg(std::lround(zoom * 100)));
  });
  row->addWidget(label);
  row->addWidget(&edgeLabel_);
  row->addStretch();
  row->addWidget(zoomButton(QStringLiteral("−"), QStringLiteral("Zoom out"), &BoundStackView::zoomOut));
  row->addWidget(zoom_);
  row->addWidget(zoomButton(QStringLiteral("+"), QStringLiteral("Zoom in"), &BoundStackView::zoomIn));
  row->addWidget(zoomButton(QStringLiteral("Fit"), QStringLiteral("Fit the picture to the window"), &BoundStackView::fit));
  return controls;
}

void BoundStackView::draw() {
  const session::Documents &documents = session_.documents();
  diagram::Options options;
  options.edgeLabel = static_cast<diagram::EdgeLabel>(edgeLabel_.currentData().toInt());
  options.codeFindings = codeFindingsOf(documents);
  if (selection_.subject().isFinding() && !selection_.subject().service.empty())
    options.trail = {selection_.subject().service};
  canvas_.setPicture(documents.plan ? diagram::boundStack(*documents.plan, options) : diagram::DisplayList{});
}

void BoundStackView::follow(const Subject &subject) {
  draw();
  if (subject.kind == Subject::Kind::edge)
    canvas_.setSelected({Target::Kind::edge, {}, subject.index});
  else
    canvas_.setSelected(subject.service.empty() ? Target{} : Target{Target::Kind::service, subject.service, -1});
}

void BoundStackView::select(const Target &target) {
  const session::Documents &documents = session_.documents();
  if (target.kind == Target::Kind::service)
    selection_.select({Subject::Kind::service, target.service, -1});
  else if (target.kind == Target::Kind::edge || target.kind == Target::Kind::entry)
    selection_.select({Subject::Kind::edge, documents.plan->edges[static_cast<std::size_t>(target.index)].to, target.index});
  else
    selection_.select({});
}

} // namespace loadline::canvas
