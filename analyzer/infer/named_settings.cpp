#include "analyzer/infer/named_settings.h"

#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

using facts::Expression;

namespace {

/// A row that holds both a text and the address that is taken at a place.
bool isRowOf(const Expression &row, const facts::Place &at) {
  const auto isText = [](const Expression &cell) { return cell.kind == Expression::Kind::text; };
  const auto isAddress = [&](const Expression &cell) {
    return cell.kind == Expression::Kind::unary && cell.text == "&" && cell.at == at;
  };
  const auto hasCell = [&](const auto &is) {
    return std::ranges::any_of(row.operands, [&](const Expression &cell) {
      return is(cell) || (cell.kind == Expression::Kind::binary && cell.text == "=" &&
                          is(cell.operands[1])); // `.name = "threads"`
    });
  };
  return (row.kind == Expression::Kind::list || row.kind == Expression::Kind::construct) &&
         hasCell(isText) && hasCell(isAddress);
}

bool holdsRow(const Expression &table, const facts::Place &at) {
  return holds(table, [&](const Expression &row) { return isRowOf(row, at); });
}

/// `if (!strcmp(key, "threads")) place = &threads;`: a name picks the address.
bool isPickedByName(const Write &write) {
  const facts::Statement &statement = *write.context.statements.back();
  const bool isAssigned =
      statement.kind == facts::Statement::Kind::evaluate && !statement.expressions.empty() &&
      statement.expressions.front().kind == Expression::Kind::binary &&
      statement.expressions.front().text == "=" &&
      statement.expressions.front().operands[1].kind == Expression::Kind::unary &&
      statement.expressions.front().operands[1].at == write.at;
  const auto asksName = [](const facts::Statement *around) {
    const Expression *condition =
        around->kind == facts::Statement::Kind::branch ? conditionOf(*around) : nullptr;
    return condition && holds(*condition, [](const Expression &part) {
             return part.kind == Expression::Kind::text;
           });
  };
  return isAssigned && std::ranges::any_of(write.context.statements, asksName);
}

} // namespace

bool isNamedInTable(const link::Program &program, const Write &write) {
  if (write.how != Write::How::addressTaken)
    return false;
  if (write.context.function < 0)
    return std::ranges::any_of(
        program.units()[write.unit].initialValues,
        [&](const facts::InitialValue &value) { return holdsRow(value.value, write.at); });
  if (isPickedByName(write))
    return true;
  const facts::Statement &statement = *write.context.statements.back();
  return statement.kind == facts::Statement::Kind::declare &&
         std::ranges::any_of(statement.expressions,
                             [&](const Expression &value) { return holdsRow(value, write.at); });
}

} // namespace loadline::infer
