#include "gui/models/figures.h"
#include "gui/models/tables.h"
#include "gui/session/decisions.h"

#include <algorithm>

namespace loadline::models {

namespace {

using review::Matter;
using review::Standing;
using session::Subject;

const std::vector<Column> columns{
    {"Decision", "", Column::Kind::text, false, "How it stands, what is left to decide first"},
    {"About", "", Column::Kind::text, true, "The bound or the finding that is decided about"},
    {"State", "", Column::Kind::text, false, "How it reads today", 3},
    {"Owner", "", Column::Kind::text, false, "Who mends it or answers for it", 1},
    {"Until", "", Column::Kind::text, false, "When it is mended, or looked at again"},
    {"Comment", "", Column::Kind::text, false, "Why it was decided so", 2},
    {"Key", "", Column::Kind::text, false, "What the record calls it", 4},
};

struct Look {
  theme::Emphasis emphasis;
  int order; ///< what is left comes first
};

Look lookOf(Standing standing) {
  switch (standing) {
  case Standing::open:
    return {theme::Emphasis::bad, 1};
  case Standing::lapsed:
    return {theme::Emphasis::bad, 0};
  case Standing::toFix:
    return {theme::Emphasis::caution, 2};
  case Standing::accepted:
  case Standing::falsePositive:
    return {theme::Emphasis::good, 4};
  }
  return {theme::Emphasis::none, 5};
}

Cell standingCell(const QString &word, const Look &look) {
  Cell cell = cellOf(marked(word, look.emphasis), look.emphasis);
  cell.number = look.order;
  return cell;
}

/// With the whole as its tip; "–" where nobody said anything.
Cell told(const std::string &text, theme::Emphasis emphasis = theme::Emphasis::none) {
  if (text.empty())
    return cellOf(QStringLiteral("–"), theme::Emphasis::quiet);
  Cell cell = cellOf(text, emphasis);
  cell.tip = cell.text;
  return cell;
}

Subject subjectOf(const Matter &matter, std::string service) {
  constexpr Subject::Kind kinds[] = {Subject::Kind::bound, Subject::Kind::codeFinding,
                                     Subject::Kind::planFinding};
  return {kinds[static_cast<std::size_t>(matter.kind)], std::move(service),
          static_cast<int>(matter.index)};
}

std::vector<std::string> servicesOf(const session::Documents &documents, const Matter &matter) {
  const auto at = [&](const std::vector<session::Concerns::Services> &all) {
    return matter.index < all.size() ? all[matter.index] : session::Concerns::Services();
  };
  switch (matter.kind) {
  case Matter::Kind::bound:
    return {
        documents.plan->services[documents.judgement->ledger.entries[matter.index].service].name};
  case Matter::Kind::code:
    return at(documents.concerns.codeFindings);
  case Matter::Kind::plan:
    return at(documents.concerns.planFindings);
  }
  return {};
}

Row rowOf(const session::Documents &documents, const review::SettledMatter &each,
          const Matter &matter) {
  const record::Decision decision = each.decision.value_or(record::Decision());
  Cell standing = standingCell(toQString(toString(each.standing)), lookOf(each.standing));
  standing.tip = toQString(each.why);
  std::vector<std::string> services = servicesOf(documents, matter);
  const std::string service = services.empty() ? std::string() : services.front();
  return {{standing, told(matter.title), told(matter.state), told(decision.owner),
           told(decision.until), told(decision.comment),
           cellOf(matter.key, theme::Emphasis::quiet)},
          subjectOf(matter, service),
          std::move(services)};
}

Row staleRow(const record::Decision &decision, std::size_t index) {
  Cell standing = standingCell(QStringLiteral("stale"), {theme::Emphasis::caution, 3});
  standing.tip = QStringLiteral("The review no longer tells it: withdraw it");
  return {{standing,
           told(decision.seen.empty() ? decision.about.key : decision.seen, theme::Emphasis::quiet),
           told({}), told(decision.owner), told(decision.until), told(decision.comment),
           cellOf(decision.about.key, theme::Emphasis::quiet)},
          {Subject::Kind::staleDecision, "", static_cast<int>(index)},
          {}};
}

} // namespace

Table recordTable(const session::Documents &documents) {
  Table table{columns, {}};
  const review::Settlement settlement = session::settlementOf(documents);
  for (const review::SettledMatter &each : settlement.settled)
    table.rows.push_back(rowOf(documents, each, settlement.matters[each.matter]));
  for (std::size_t i = 0; i < settlement.stale.size(); ++i)
    table.rows.push_back(staleRow(settlement.stale[i], i));
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const Row &x, const Row &y) {
    return x.cells.front().number < y.cells.front().number;
  });
  return table;
}

} // namespace loadline::models
