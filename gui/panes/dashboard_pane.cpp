#include "gui/panes/dashboard_pane.h"

#include "planner/curve/seen.h"
#include "planner/diagram/dashboard.h"
#include "planner/diagram/pen.h"

namespace loadline::panes {

using diagram::Target;

namespace {

constexpr double pageWidth = 1120;

/// What stands where there is no plan to show.
diagram::DisplayList invitation(double width) {
  diagram::DisplayList out{.size = {width, 40}, .title = "dashboard", .groups = {}};
  diagram::Group group{.name = "Open a spec to see what is in flight."};
  diagram::write(group, {12, 24}, group.name, {.role = diagram::Role::mutedText}, width - 24);
  out.groups.push_back(diagram::finished(std::move(group)));
  return out;
}

} // namespace

DashboardPane::DashboardPane(const Context &context)
    : session_(context.session), selection_(context.selection), fresh_([this] { draw(); }, this),
      picture_(new canvas::Canvas(this)) {
  setAccessibleName(QStringLiteral("Dashboard"));
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // where it comes and goes, the width that it takes would decide whether it is needed
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  setWidgetResizable(true);
  picture_->setAccessibleName(QStringLiteral("Pictures of what is in flight"));
  picture_->setAsPage();
  setWidget(picture_);
  setFocusProxy(picture_);
  fresh_.watch(picture_);
  connect(&session_, &session::Session::changed, &fresh_, &WhenSeen::ask);
  connect(&selection_, &session::Selection::changed, this, &DashboardPane::mark);
  connect(picture_, &canvas::Canvas::activated, this, [this](const Target &target) {
    if (target.kind == Target::Kind::service)
      selection_.select({session::Subject::Kind::service, target.service, -1});
  });
  connect(picture_, &canvas::Canvas::nodeFocused, this, [this](const QRect &place) {
    ensureVisible(place.center().x(), place.center().y(), 0, place.height());
  });
  fresh_.ask();
}

void DashboardPane::resizeEvent(QResizeEvent *event) {
  QScrollArea::resizeEvent(event);
  fresh_.ask();
}

diagram::DisplayList DashboardPane::drawn(double width) const {
  const session::Documents &documents = session_.documents();
  if (!documents.plan)
    return invitation(width);
  std::vector<curve::Seen> seen;
  for (const plan::ServicePlan &service : documents.plan->services)
    if (curve::isEntry(*documents.plan, service.name))
      for (const session::LoadTestFile &file : documents.loadTests)
        seen.push_back(curve::seenBy(*file.test, service));
  return diagram::dashboard(*documents.plan, seen, width);
}

void DashboardPane::draw() {
  picture_->setPicture(drawn(viewport()->width()));
  mark();
}

/// Frames the selected service, in every view that shows it.
void DashboardPane::mark() {
  const std::string &service = selection_.subject().service;
  picture_->setSelected(service.empty() ? Target{} : Target{Target::Kind::service, service});
}

diagram::DisplayList DashboardPane::wholePicture() const {
  return session_.documents().plan ? drawn(pageWidth) : diagram::DisplayList{};
}

PaneWidgets dashboardPane(const Context &context) {
  return {new DashboardPane(context), nullptr};
}

} // namespace loadline::panes
