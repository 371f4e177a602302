#include "gui/models/figures.h"
#include "gui/models/tables.h"
#include "gui/session/decisions.h"

namespace loadline::models {

namespace {

using review::ChecklistItem;

const std::vector<Column> columns{
    {"State", "", Column::Kind::text, false,
     "Whether it is so; what needs a person is answered here"},
    {"List", "", Column::Kind::text, false, "Which list asks it", 1},
    {"Question", "", Column::Kind::text, false, "What is asked"},
    {"Evidence", "", Column::Kind::text, true, "What the plan, the audit or a person says", 2},
};

Cell stateCell(ChecklistItem::State state) {
  const theme::Emphasis emphasis = state == ChecklistItem::State::met ? theme::Emphasis::good
                                   : state == ChecklistItem::State::notMet
                                       ? theme::Emphasis::bad
                                       : theme::Emphasis::caution;
  Cell cell = cellOf(marked(toQString(toString(state)), emphasis), emphasis);
  cell.number = state == ChecklistItem::State::notMet ? 0
                : state == ChecklistItem::State::met  ? 2
                                                      : 1;
  return cell;
}

Row rowOf(const review::Checklist &list, const ChecklistItem &item, int index) {
  QStringList evidence;
  for (const std::string &each : item.evidence)
    evidence << toQString(each);
  Cell question = cellOf(item.question), told = cellOf(evidence.join(QStringLiteral("; ")));
  question.tip = question.text;
  told.tip = evidence.join(u'\n');
  Cell title = cellOf(list.title, theme::Emphasis::quiet);
  title.tip = toQString(list.conclusion);
  return {{stateCell(item.state), title, question, told},
          {session::Subject::Kind::question, "", index},
          {}};
}

} // namespace

Table checklistTable(const session::Documents &documents) {
  Table table{columns, {}};
  int index = 0;
  for (const review::Checklist &list : session::checklistsOf(documents))
    for (const ChecklistItem &item : list.items)
      table.rows.push_back(rowOf(list, item, index++));
  return table;
}

} // namespace loadline::models
