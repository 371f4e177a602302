#include "gui/canvas/bound_stack_view.h"

#include "base/text.h"
#include "gui/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include <cmath>

namespace loadline::canvas {

using diagram::Target;
using session::Subject;

namespace {

struct EdgeChoice {
  diagram::EdgeLabel label;
  const char *text;
};

constexpr EdgeChoice edgeChoices[] = {{diagram::EdgeLabel::rate, "rate"},
                                      {diagram::EdgeLabel::inFlight, "in flight"},
                                      {diagram::EdgeLabel::oversubscription, "oversubscription"},
                                      {diagram::EdgeLabel::p99, "p99"}};

/// Where the water stood of the services whose utilization is another now.
std::map<std::string, plan::Ratio> ghostsOf(const plan::Plan &asItStands, const plan::Plan &tried) {
  std::map<std::string, plan::Ratio> ghosts;
  for (const plan::ServicePlan &service : asItStands.services) {
    const plan::ServicePlan *now = tried.find(service.name);
    if (service.utilization && now && now->utilization != service.utilization)
      ghosts[service.name] = *service.utilization;
  }
  return ghosts;
}

} // namespace

BoundStackView::BoundStackView(session::Session &session, session::Selection &selection,
                               QWidget *parent)
    : QWidget(parent), session_(session), selection_(selection) {
  auto *column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(buildControls());
  column->addWidget(&canvas_, 1);
  setFocusProxy(&canvas_);
  connect(&canvas_, &Canvas::activated, this, &BoundStackView::select);
  connect(&session_, &session::Session::changed, this, &BoundStackView::draw);
  connect(&selection_, &session::Selection::changed, this, &BoundStackView::follow);
  connect(&selection_, &session::Selection::serviceShown, &canvas_, &Canvas::bringIntoView);
}

QToolButton *BoundStackView::zoomButton(const QString &text, const QString &name,
                                        void (BoundStackView::*press)()) {
  auto *button = new QToolButton(this);
  button->setText(text);
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setProperty("bare", true);
  connect(button, &QToolButton::clicked, this, press);
  return button;
}

QToolButton *BoundStackView::edgeLabelButton() {
  auto *button = new QToolButton(this);
  auto *menu = new QMenu(button);
  menu->setAccessibleName(QStringLiteral("What the edges show"));
  const auto choose = [this, button](const EdgeChoice &choice) {
    edgeLabel_ = choice.label;
    button->setText(QStringLiteral("Edges show ") + QString::fromLatin1(choice.text) +
                    QStringLiteral(" ▾"));
    draw();
  };
  for (const EdgeChoice &choice : edgeChoices)
    connect(menu->addAction(QString::fromLatin1(choice.text)), &QAction::triggered, this,
            [choose, choice] { choose(choice); });
  button->setMenu(menu);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setAccessibleName(QStringLiteral("What the edges show"));
  button->setProperty("bare", true);
  choose(edgeChoices[0]);
  return button;
}

QWidget *BoundStackView::buildControls() {
  auto *controls = new QWidget(this);
  controls->setProperty("surface", true);
  controls->setAttribute(Qt::WA_StyledBackground);
  auto *rows = new QVBoxLayout(controls);
  rows->setContentsMargins(16, 5, 10, 7);
  rows->setSpacing(0);
  auto *row = new QHBoxLayout;
  rows->addLayout(row);
  name_.setFont(theme::font(1, true));
  name_.setTextFormat(Qt::PlainText);
  summary_.setTextFormat(Qt::PlainText);
  summary_.setWordWrap(true);
  summary_.setProperty("muted", true);
  row->addWidget(&name_, 1);
  rows->addWidget(&summary_);
  zoom_ = zoomButton(QStringLiteral("100 %"), QStringLiteral("Zoom to 100 %"),
                     &BoundStackView::zoomToOriginal);
  zoom_->setMinimumWidth(zoom_->fontMetrics().horizontalAdvance(QStringLiteral("0000 %")) + 16);
  connect(&canvas_, &Canvas::zoomChanged, this, [this](double zoom) {
    zoom_->setText(QStringLiteral("%1 %").arg(std::lround(zoom * 100)));
  });
  row->addWidget(edgeLabelButton());
  row->addSpacing(8);
  row->addWidget(
      zoomButton(QStringLiteral("−"), QStringLiteral("Zoom out"), &BoundStackView::zoomOut));
  row->addWidget(zoom_);
  row->addWidget(
      zoomButton(QStringLiteral("+"), QStringLiteral("Zoom in"), &BoundStackView::zoomIn));
  row->addWidget(zoomButton(QStringLiteral("Fit"), QStringLiteral("Fit the picture to the window"),
                            &BoundStackView::fit));
  return controls;
}

void BoundStackView::draw() {
  const session::Documents &documents = session_.documents();
  diagram::Options options;
  options.hasTitle = false; // the controls say it
  options.edgeLabel = edgeLabel_;
  options.codeFindings = documents.badges;
  if (documents.asItStands && documents.plan)
    options.ghosts = ghostsOf(*documents.asItStands, *documents.plan);
  name_.setText(documents.plan ? QString::fromStdString(printable(documents.plan->system.name))
                               : QString());
  name_.setToolTip(theme::plainTip(name_.text()));
  canvas_.setPicture(documents.plan ? diagram::boundStack(*documents.plan, options)
                                    : diagram::DisplayList{});
  const QString summary = QString::fromStdString(canvas_.picture().description);
  summary_.setText(documents.asItStands ? QStringLiteral("What if: ") + summary : summary);
}

void BoundStackView::follow(const Subject &subject) {
  draw();
  if (subject.kind == Subject::Kind::edge)
    canvas_.setSelected({Target::Kind::edge, {}, subject.index});
  else
    canvas_.setSelected(
        subject.service.empty() ? Target{} : Target{Target::Kind::service, subject.service, -1});
}

void BoundStackView::select(const Target &target) {
  const session::Documents &documents = session_.documents();
  if (target.kind == Target::Kind::service)
    selection_.select({Subject::Kind::service, target.service, -1});
  else if (target.kind == Target::Kind::edge || target.kind == Target::Kind::entry)
    selection_.select({Subject::Kind::edge,
                       documents.plan->edges[static_cast<std::size_t>(target.index)].to,
                       target.index});
  else
    selection_.select({});
}

} // namespace loadline::canvas
