#include "gui/panes/curve_pane.h"

#include "gui/theme/theme.h"
#include "planner/diagram/load_curve.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace loadline::panes {

CurvePane::CurvePane(const Context &context)
    : session_(context.session), selection_(context.selection), fresh_([this] { refresh(); }, this),
      tools_(new QWidget(this)), state_(new QLabel(tools_)), simulates_(new QToolButton(tools_)) {
  setAccessibleName(QStringLiteral("Load curve"));
  picture_.setAccessibleName(QStringLiteral("Picture of the load curve"));
  picture_.setAtTop(true);
  auto *row = new QHBoxLayout(tools_);
  row->setContentsMargins(4, 0, 0, 0);
  state_->setProperty("muted", true);
  simulates_->setText(QStringLiteral("Simulate"));
  simulates_->setAccessibleName(QStringLiteral("Simulate some loads"));
  simulates_->setToolTip(
      QStringLiteral("Simulates five of the loads, to stand beside what is solved"));
  simulates_->setCheckable(true);
  row->addWidget(simulates_);
  row->addSpacing(6);
  row->addWidget(state_);
  row->addStretch();
  auto *column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(&picture_);
  setFocusProxy(&picture_);
  fresh_.watch(&picture_);
  connect(&session_, &session::Session::changed, &fresh_, &WhenSeen::ask);
  connect(&selection_, &session::Selection::changed, &fresh_, &WhenSeen::ask);
  connect(&sweeper_, &session::Sweeper::advanced, this, &CurvePane::draw);
  connect(simulates_, &QToolButton::toggled, &sweeper_, &session::Sweeper::setSimulating);
  fresh_.ask();
}

void CurvePane::refresh() {
  const session::Documents &documents = session_.documents();
  if (!documents.plan || !documents.system) {
    sweeper_.stop();
    swept_ = nullptr;
  } else if (documents.system != swept_) {
    swept_ = documents.system;
    sweeper_.start(documents.system, documents.plan);
  }
  draw();
}

/// The picture is as wide as its pane, so that its words keep their size.
void CurvePane::resizeEvent(QResizeEvent *event) {
  QWidget::resizeEvent(event);
  fresh_.ask();
}

std::string CurvePane::service() const {
  const plan::Plan *plan = session_.documents().plan.get();
  if (!plan || plan->services.empty())
    return {};
  if (plan->find(selection_.subject().service))
    return selection_.subject().service;
  return plan->find(plan->system.bottleneck) ? plan->system.bottleneck : plan->services[0].name;
}

/// Levels of another system than the one that is open are not shown as if they were of this one.
void CurvePane::draw() {
  const session::Documents &documents = session_.documents();
  const bool isOpen = documents.plan && documents.system;
  state_->setText(isOpen ? state() : QString());
  state_->setToolTip(theme::plainTip(QString::fromStdString(sweeper_.refusal())));
  simulates_->setVisible(isOpen);
  if (!isOpen) {
    curve_ = {};
    return picture_.setPicture({});
  }
  static const curve::Sweep nothing;
  curve_ = curve::curveOf(documents.system == swept_ ? sweeper_.sweep() : nothing, *documents.plan,
                          service());
  if (curve_.points.empty() && sweeper_.isRunning()) // the first level is on its way
    return picture_.setPicture({});
  addSeen(curve_);
  picture_.setPicture(
      diagram::loadCurve(curve_, {picture_.width() - 24.0, picture_.height() - 24.0}));
}

QString CurvePane::state() const {
  const std::size_t solved = sweeper_.sweep().levels.size();
  if (sweeper_.isRunning() && solved < session::Sweeper::levels)
    return QStringLiteral("solving %1 of %2 loads").arg(solved + 1).arg(session::Sweeper::levels);
  if (sweeper_.isRunning())
    return QStringLiteral("simulating load %1").arg(sweeper_.simulated().size() + 1);
  return sweeper_.refusal().empty() ? QStringLiteral("waiting included")
                                    : QStringLiteral("could not simulate");
}

/// Load tests ask what a workload asks; what becomes of services below, they did not measure.
void CurvePane::addSeen(curve::LoadCurve &curve) const {
  const session::Documents &documents = session_.documents();
  const plan::ServicePlan *of = documents.plan->find(curve.service);
  if (of && curve::isEntry(*documents.plan, curve.service))
    for (const session::LoadTestFile &file : documents.loadTests)
      curve.seen.push_back(curve::seenBy(*file.test, *of));
  if (!sweeper_.simulated().empty() && documents.system == swept_)
    curve.seen.push_back(curve::seenIn(sweeper_.simulated(), curve.service));
}

diagram::DisplayList CurvePane::wholePicture() const {
  const session::Documents &documents = session_.documents();
  if (!documents.plan || !documents.system)
    return {};
  const bool isWhole = documents.system == swept_ && !sweeper_.isRunning();
  const curve::Sweep solved =
      isWhole ? sweeper_.sweep()
              : curve::sweep(*documents.system, *documents.plan, session::Sweeper::levels);
  curve::LoadCurve curve = curve::curveOf(solved, *documents.plan, service());
  addSeen(curve);
  return diagram::loadCurve(curve);
}

PaneWidgets curvePane(const Context &context) {
  auto *pane = new CurvePane(context);
  return {pane, pane->tools()};
}

} // namespace loadline::panes
