#include "gui/canvas/bound_stack_view.h"

#include "base/text.h"
#include "gui/models/table_filter.h"
#include "gui/models/tables.h"
#include "gui/theme/theme.h"
#include "planner/diagram/by_team.h"

#include <QHBoxLayout>
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

constexpr int rowMargins = 26;   // left and right of the head, together
constexpr int widthToFind = 520; // below it the words of the head need the room

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
  auto *below = new QHBoxLayout;
  rows->addLayout(below);
  below->addWidget(&summary_, 1);
  find_.setPlaceholderText(QStringLiteral("Find, or util > 80%"));
  find_.setAccessibleName(QStringLiteral("Find services"));
  find_.setClearButtonEnabled(true);
  find_.setMinimumWidth(90);
  find_.setMaximumWidth(190);
  below->addWidget(&find_);
  connect(&find_, &QLineEdit::textChanged, this, &BoundStackView::find);
  connect(&find_, &QLineEdit::returnPressed, this, &BoundStackView::showNext);
  zoom_ = zoomButton(QStringLiteral("100 %"), QStringLiteral("Zoom to 100 %"),
                     &BoundStackView::zoomToOriginal);
  zoom_->setMinimumWidth(zoom_->fontMetrics().horizontalAdvance(QStringLiteral("0000 %")) + 16);
  connect(&canvas_, &Canvas::zoomChanged, this, [this](double zoom) {
    zoom_->setText(QStringLiteral("%1 %").arg(std::lround(zoom * 100)));
    find_.setVisible(width() >= widthToFind); // every resize ends here
    // A label in a row within a column gets the height of one line in a small window.
    summary_.setMinimumHeight(
        summary_.heightForWidth(find_.isVisible() ? summary_.width() : width() - rowMargins));
  });
  row->addWidget(teamButton());
  row->addWidget(edgeLabelButton());
  row->addSpacing(8);
  row->addWidget(
      zoomButton(QStringLiteral("−"), QStringLiteral("Zoom out"), &BoundStackView::zoomOut));
  row->addWidget(zoom_);
  row->addWidget(
      zoomButton(QStringLiteral("+"), QStringLiteral("Zoom in"), &BoundStackView::zoomIn));
  row->addWidget(zoomButton(QStringLiteral("Fit"), QStringLiteral("Fit the picture to the window"),
                            &BoundStackView::fit));
  row->addWidget(legendButton());
  return controls;
}

void BoundStackView::draw() {
  const session::Documents &documents = session_.documents();
  diagram::Options options;
  options.hasTitle = false; // the controls say it
  options.edgeLabel = edgeLabel_;
  options.codeFindings = documents.badges;
  options.trail = trail_ = trailOf(documents, selection_.subject());
  if (documents.asItStands && documents.plan)
    options.ghosts = ghostsOf(*documents.asItStands, *documents.plan);
  name_.setText(documents.plan ? QString::fromStdString(printable(documents.plan->system.name))
                               : QString());
  name_.setToolTip(theme::plainTip(name_.text()));
  teams_->setVisible(documents.plan && !diagram::teamsOf(*documents.plan).empty());
  drawn_ = documents.plan;
  if (documents.plan && !collapsed_.empty())
    drawn_ = std::make_shared<const plan::Plan>(diagram::byTeam(*documents.plan, collapsed_));
  canvas_.setPicture(drawn_ ? diagram::boundStack(*drawn_, options) : diagram::DisplayList{});
  find();
  const QString summary = QString::fromStdString(canvas_.picture().description);
  summary_.setText(documents.asItStands ? QStringLiteral("What if: ") + summary : summary);
}

/// What does not fit stands back; a mistake is said in the tip, and nothing stands back.
void BoundStackView::find() {
  found_.clear();
  const session::Documents &documents = session_.documents();
  const models::Table services =
      models::servicesTable(find_.text().isEmpty() ? session::Documents() : documents);
  const Result<filter::Filter> filter =
      parseFilter(find_.text().toStdString(), models::filterFields(services.columns));
  find_.setProperty("wrong", !filter);
  find_.style()->polish(&find_);
  find_.setToolTip(theme::plainTip(
      filter ? QStringLiteral("Words or fields, as in the tables; Enter goes to the next that fits")
             : QString::fromStdString(toString(filter.error()))));
  if (!filter || find_.text().trimmed().isEmpty() || !documents.plan)
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
  if (trailOf(session_.documents(), subject) != trail_)
    draw();
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
