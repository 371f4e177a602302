#include "gui/canvas/bound_stack_view.h"

#include "base/text.h"
#include "gui/models/table_filter.h"
#include "gui/models/tables.h"
#include "gui/theme/theme.h"
#include "planner/diagram/around.h"
#include "planner/diagram/by_team.h"

#include <QMenu>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>

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
  for (std::size_t i = 0; i < asItStands.services.size(); ++i) {
    const plan::ServicePlan &service = asItStands.services[i];
    const bool isAtItsPlace =
        i < tried.services.size() && tried.services[i].name == service.name; // as nearly always
    const plan::ServicePlan *now = isAtItsPlace ? &tried.services[i] : tried.find(service.name);
    if (service.utilization && now && now->utilization != service.utilization)
      ghosts[service.name] = *service.utilization;
  }
  return ghosts;
}

/// The calls that a finding of the code can fill, as pairs of caller and callee.
std::vector<std::string> trailOf(const session::Documents &documents, const Subject &subject) {
  std::vector<std::string> trail;
  if (subject.kind != Subject::Kind::codeFinding || !documents.judgement || !documents.plan)
    return trail;
  for (const review::Consequence &consequence : documents.judgement->consequences)
    if (static_cast<int>(consequence.finding) == subject.index)
      for (const review::EdgeLoad &load : consequence.edges) {
        const plan::EdgePlan &edge = documents.plan->edges[load.edge];
        trail.insert(trail.end(), {edge.from, edge.to});
      }
  return trail;
}

} // namespace

BoundStackView::BoundStackView(session::Session &session, session::Selection &selection,
                               QWidget *parent)
    : QWidget(parent), session_(session), selection_(selection) {
  auto *column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  fillHead();
  column->addWidget(&head_);
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

QToolButton *BoundStackView::legendButton() {
  auto *button = new QToolButton(this);
  button->setText(QStringLiteral("?"));
  button->setAccessibleName(QStringLiteral("Legend"));
  button->setToolTip(QStringLiteral("What the marks mean"));
  button->setCheckable(true);
  button->setProperty("bare", true);
  connect(button, &QToolButton::toggled, &legend_, &QWidget::setVisible);
  connect(&legend_, &LegendCard::closed, button, [button] { button->setChecked(false); });
  return button;
}

QToolButton *BoundStackView::teamButton() {
  teams_ = new QToolButton(this);
  auto *menu = new QMenu(teams_);
  menu->setAccessibleName(QStringLiteral("Teams that stand as one box"));
  connect(menu, &QMenu::aboutToShow, this, &BoundStackView::fillTeams);
  teams_->setMenu(menu);
  teams_->setPopupMode(QToolButton::InstantPopup);
  teams_->setText(QStringLiteral("Teams ▾"));
  teams_->setAccessibleName(QStringLiteral("Teams that stand as one box"));
  teams_->setProperty("bare", true);
  teams_->hide();
  return teams_;
}

void BoundStackView::fillTeams() {
  QMenu *menu = teams_->menu();
  menu->clear();
  const session::Documents &documents = session_.documents();
  const std::vector<std::string> all =
      documents.plan ? diagram::teamsOf(*documents.plan) : std::vector<std::string>();
  connect(menu->addAction(QStringLiteral("All as one box each")), &QAction::triggered, this,
          [this, all] {
            setCollapsed({all.begin(), all.end()});
          });
  connect(menu->addAction(QStringLiteral("Every service by itself")), &QAction::triggered, this,
          [this] { setCollapsed({}); });
  menu->addSeparator();
  for (const std::string &team : all) {
    QAction *action = menu->addAction(QString::fromStdString(printable(team)));
    action->setCheckable(true);
    action->setChecked(collapsed_.count(team) > 0);
    connect(action, &QAction::toggled, this, [this, team](bool isOne) {
      std::set<std::string> teams = collapsed_;
      isOne ? (void)teams.insert(team) : (void)teams.erase(team);
      setCollapsed(std::move(teams));
    });
  }
}

void BoundStackView::setCollapsed(std::set<std::string> teams) {
  collapsed_ = std::move(teams);
  draw();
}

QToolButton *BoundStackView::partButton() {
  part_ = new QToolButton(this);
  auto *menu = new QMenu(part_);
  menu->setAccessibleName(QStringLiteral("Which services are drawn"));
  connect(menu->addAction(QStringLiteral("What is around the selected one")), &QAction::triggered,
          this, [this] { choosePart(false); });
  connect(menu->addAction(QStringLiteral("All services")), &QAction::triggered, this,
          [this] { choosePart(true); });
  part_->setMenu(menu);
  part_->setPopupMode(QToolButton::InstantPopup);
  part_->setAccessibleName(menu->accessibleName());
  part_->setProperty("bare", true);
  part_->hide();
  return part_;
}

void BoundStackView::choosePart(bool isWhole) {
  isWhole_ = isWhole;
  draw();
  canvas_.open();
  if (isWhole)
    canvas_.bringIntoView(centre_);
}

/// Teams as one box each where that is wished for, and of many services those around one.
std::shared_ptr<const plan::Plan> BoundStackView::toDraw() {
  std::shared_ptr<const plan::Plan> drawn = session_.documents().plan;
  if (drawn && !collapsed_.empty())
    drawn = std::make_shared<const plan::Plan>(diagram::byTeam(*drawn, collapsed_));
  const std::size_t all = drawn ? drawn->services.size() : 0;
  part_->setVisible(all > diagram::manyServices);
  if (all <= diagram::manyServices)
    return drawn;
  if (!drawn->find(centre_))
    centre_ = diagram::worstOf(*drawn);
  if (!isWhole_)
    drawn =
        std::make_shared<const plan::Plan>(diagram::around(*drawn, centre_, diagram::mostAround));
  part_->setText(QStringLiteral("%1 of %2 ▾").arg(drawn->services.size()).arg(all));
  part_->setToolTip(theme::plainTip(isWhole_ ? QStringLiteral("All services are drawn")
                                             : QStringLiteral("Drawn is what is around ") +
                                                   QString::fromStdString(printable(centre_))));
  return drawn;
}

QToolButton *BoundStackView::edgeLabelButton() {
  auto *button = new QToolButton(this);
  auto *menu = new QMenu(button);
  menu->setAccessibleName(QStringLiteral("What the edges show"));
  const auto choose = [this, button](const EdgeChoice &choice) {
    edgeLabel_ = choice.label;
    button->setText(QStringLiteral("Edges: ") + QString::fromLatin1(choice.text) +
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

void BoundStackView::fillHead() {
  connect(&head_.finder(), &QLineEdit::textChanged, this, &BoundStackView::find);
  connect(&head_.finder(), &QLineEdit::returnPressed, this, &BoundStackView::showNext);
  zoom_ = zoomButton(QStringLiteral("100 %"), QStringLiteral("Zoom to 100 %"),
                     &BoundStackView::zoomToOriginal);
  zoom_->setMinimumWidth(zoom_->fontMetrics().horizontalAdvance(QStringLiteral("0000 %")) + 16);
  connect(&canvas_, &Canvas::zoomChanged, this, [this](double zoom) {
    zoom_->setText(QStringLiteral("%1 %").arg(std::lround(zoom * 100)));
  });
  head_.addButton(partButton());
  head_.addButton(teamButton());
  head_.addButton(edgeLabelButton());
  head_.addGap();
  head_.addButton(
      zoomButton(QStringLiteral("−"), QStringLiteral("Zoom out"), &BoundStackView::zoomOut));
  head_.addButton(zoom_);
  head_.addButton(
      zoomButton(QStringLiteral("+"), QStringLiteral("Zoom in"), &BoundStackView::zoomIn));
  head_.addButton(zoomButton(QStringLiteral("Fit"), QStringLiteral("Fit the picture to the window"),
                             &BoundStackView::fit));
  head_.addButton(legendButton());
}

diagram::Options BoundStackView::drawing() const {
  const session::Documents &documents = session_.documents();
  diagram::Options options;
  options.edgeLabel = edgeLabel_;
  options.codeFindings = documents.badges;
  options.trail = trail_;
  if (documents.asItStands && documents.plan)
    options.ghosts = ghostsOf(*documents.asItStands, *documents.plan);
  return options;
}

diagram::DisplayList BoundStackView::titledPicture() const {
  diagram::LayerOrder order = order_; // boxes stand where the window shows them
  diagram::Options options = drawing();
  options.order = &order;
  return drawn_ ? diagram::boundStack(*drawn_, options) : diagram::DisplayList{};
}

void BoundStackView::draw() {
  const session::Documents &documents = session_.documents();
  trail_ = trailOf(documents, selection_.subject());
  diagram::Options options = drawing();
  options.hasTitle = false; // the controls say it
  options.order = &order_;
  teams_->setVisible(documents.plan && !diagram::teamsOf(*documents.plan).empty());
  drawn_ = toDraw();
  canvas_.setPicture(drawn_ ? diagram::boundStack(*drawn_, options) : diagram::DisplayList{});
  find();
  const QString summary = QString::fromStdString(canvas_.picture().description);
  head_.tell(documents.plan ? QString::fromStdString(printable(documents.plan->system.name))
                            : QString(),
             documents.asItStands ? QStringLiteral("What if: ") + summary : summary);
}

/// What does not fit stands back; a mistake is said in the tip, and nothing stands back.
void BoundStackView::find() {
  QLineEdit &field = head_.finder();
  found_.clear();
  const session::Documents &documents = session_.documents();
  const models::Table services =
      models::servicesTable(field.text().isEmpty() ? session::Documents() : documents);
  const Result<filter::Filter> filter =
      parseFilter(field.text().toStdString(), models::filterFields(services.columns));
  field.setProperty("wrong", !filter);
  field.style()->polish(&field);
  field.setToolTip(theme::plainTip(
      filter ? QStringLiteral("Words or fields, as in the tables; Enter goes to the next that fits")
             : QString::fromStdString(toString(filter.error()))));
  if (!filter || field.text().trimmed().isEmpty() || !documents.plan)
    return canvas_.setFaded({});
  const models::FilterRows rows(services);
  std::set<std::string> names;
  for (std::size_t row = 0; row < services.rows.size(); ++row)
    if (rows.pass(*filter, row))
      found_.push_back(services.rows[row].subject.service);
  names.insert(found_.begin(), found_.end());
  for (const plan::ServicePlan &service :
       documents.plan->services) // a box fits where a member does
    if (collapsed_.count(service.team) > 0 && names.count(service.name) > 0)
      names.insert(diagram::boxOf(service.team));
  canvas_.setFaded([plan = drawn_, names](const Target &target) {
    if (target.kind == Target::Kind::service)
      return names.count(target.service) == 0;
    if (target.kind != Target::Kind::edge && target.kind != Target::Kind::entry)
      return false;
    const plan::EdgePlan &edge = plan->edges[static_cast<std::size_t>(target.index)];
    return names.count(edge.to) == 0 ||
           (target.kind == Target::Kind::edge && names.count(edge.from) == 0);
  });
}

void BoundStackView::showNext() {
  if (found_.empty())
    return;
  auto next = std::find(found_.begin(), found_.end(), selection_.subject().service);
  next = next == found_.end() || next + 1 == found_.end() ? found_.begin() : next + 1;
  selection_.select({Subject::Kind::service, *next, -1});
  selection_.showService(*next);
}

/// The call of the plan in the picture, where teams may stand as one box; -1 where it is not there.
int BoundStackView::drawnEdge(int index) const {
  const auto &plan = session_.documents().plan;
  if (!plan || !drawn_ || index < 0 || static_cast<std::size_t>(index) >= plan->edges.size())
    return -1;
  const plan::EdgePlan &wanted = plan->edges[static_cast<std::size_t>(index)];
  const auto found =
      std::find_if(drawn_->edges.begin(), drawn_->edges.end(), [&](const plan::EdgePlan &edge) {
        return edge.from == wanted.from && edge.to == wanted.to;
      });
  return found == drawn_->edges.end() ? -1 : static_cast<int>(found - drawn_->edges.begin());
}

void BoundStackView::follow(const Subject &subject) {
  const plan::Plan *plan = session_.documents().plan.get();
  const bool isElsewhere = part_->isVisibleTo(this) && !isWhole_ && subject.service != centre_ &&
                           plan && plan->find(subject.service);
  if (isElsewhere)
    centre_ = subject.service;
  if (isElsewhere || trailOf(session_.documents(), subject) != trail_)
    draw();
  if (isElsewhere)
    canvas_.open();
  if (subject.kind == Subject::Kind::edge)
    canvas_.setSelected({Target::Kind::edge, {}, drawnEdge(subject.index)});
  else
    canvas_.setSelected(
        subject.service.empty() ? Target{} : Target{Target::Kind::service, subject.service, -1});
}

/// A box of a team opens where it is pressed; a call of one is that of the plan if there is just
/// one.
void BoundStackView::select(const Target &target) {
  const session::Documents &documents = session_.documents();
  for (const std::string &team : collapsed_)
    if (target.kind == Target::Kind::service && target.service == diagram::boxOf(team)) {
      std::set<std::string> teams = collapsed_;
      teams.erase(team);
      return setCollapsed(std::move(teams));
    }
  if (target.kind == Target::Kind::service)
    return selection_.select({Subject::Kind::service, target.service, -1});
  if (target.kind != Target::Kind::edge && target.kind != Target::Kind::entry)
    return selection_.select({});
  const plan::EdgePlan &drawn = drawn_->edges[static_cast<std::size_t>(target.index)];
  const auto &edges = documents.plan->edges;
  const auto edge = std::find_if(edges.begin(), edges.end(), [&](const plan::EdgePlan &other) {
    return other.from == drawn.from && other.to == drawn.to;
  });
  if (edge != edges.end())
    selection_.select({Subject::Kind::edge, edge->to, static_cast<int>(edge - edges.begin())});
}

} // namespace loadline::canvas
