#include "planner/formulas/write_answer.h"

#include "base/table_formats.h"
#include "base/text.h"
#include "planner/formulas/all_calculators.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace loadline::formulas {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t width = 100;
/// Columns of a value that its remark may stand beside; a longer list has lines of its own.
constexpr std::size_t widestBeside = 40;

/// The widest of some texts, in columns.
std::size_t widest(const std::vector<std::string> &texts) {
  std::size_t most = 0;
  for (const std::string &text : texts)
    most = std::max(most, columns(text));
  return most;
}

std::string padded(const std::string &text, std::size_t to) {
  return text + std::string(to > columns(text) ? to - columns(text) : 0, ' ');
}

/// What stands behind a value: its formula, or its meaning.
std::string remark(const Known &known) {
  if (known.origin == Known::Origin::follows)
    return fmt::format("= {}", known.formula->expression);
  if (known.origin == Known::Origin::taken)
    return fmt::format("{} ({})", known.variable->meaning, known.source);
  return std::string(known.variable->meaning);
}

std::string section(const std::string &title, const std::vector<Known> &list, std::size_t names,
                    std::size_t values) {
  if (list.empty())
    return "";
  std::string text = title + "\n";
  for (const Known &known : list) {
    const std::string value = oneLine(toString(known.value));
    const std::string name = "  " + padded(std::string(known.variable->name), names) + "  ";
    std::string start = name + padded(value, values) + "  ";
    if (columns(value) > widestBeside) {
      text += wrapped(name + value, width, columns(name));
      start = std::string(columns(name) + values + 2, ' ');
    }
    text += wrapped(start + remark(known), width, columns(start));
    if (known.origin == Known::Origin::follows)
      text += wrapped(std::string(columns(start), ' ') + std::string(known.variable->meaning),
                      width, columns(start));
  }
  return text;
}

/// As in the plan's JSON: twelve significant digits.
Json number(double value) {
  if (!std::isfinite(value))
    return {};
  const std::string text = fmt::format("{:.12g}", value);
  double rounded = value;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

Json valueJson(const Value &value, bool isList) {
  if (value.dimension == Dimension::word)
    return printable(value.word);
  if (value.dimension == Dimension::truth)
    return value.number() != 0.0;
  if (!isList)
    return number(value.number());
  Json items = Json::array();
  for (const double item : value.numbers)
    items.push_back(number(item));
  return items;
}

Json knownJson(const Known &known) {
  Json json = {{"value", valueJson(known.value, known.variable->isList)},
               {"unit", unitOf(known.value.dimension)},
               {"text", printable(toString(known.value))},
               {"meaning", known.variable->meaning}};
  if (known.formula) {
    json["formula"] = known.formula->expression;
    json["inputs"] = Json::array();
    for (std::size_t i = 0; i < known.formula->inputCount; ++i)
      json["inputs"].push_back(known.formula->inputs[i].name);
  }
  if (!known.source.empty())
    json["source"] = known.source;
  return json;
}

Json listJson(const std::vector<Known> &list) {
  Json json = Json::object();
  for (const Known &known : list)
    json[std::string(known.variable->name)] = knownJson(known);
  return json;
}

std::string inputRow(const Variable &variable) {
  std::string fallback =
      variable.fallback == fromPolicy ? "of the policy" : std::string(variable.fallback);
  return fmt::format("| `{}` | {}{} | {} |\n", optionOf(variable.name), variable.meaning,
                     variable.isList ? " (a list)" : "", fallback);
}

std::string wrappedLine(std::string_view text) {
  return wrapped(text, width, 0);
}

} // namespace

std::string toText(const Answer &answer) {
  std::vector<std::string> names, values;
  for (const auto *list : {&answer.given, &answer.taken, &answer.results})
    for (const Known &known : *list) {
      names.emplace_back(known.variable->name);
      if (const std::string value = oneLine(toString(known.value)); columns(value) <= widestBeside)
        values.push_back(value);
    }
  const std::size_t nameWidth = widest(names), valueWidth = widest(values);
  std::string text = section("given", answer.given, nameWidth, valueWidth) +
                     section("taken", answer.taken, nameWidth, valueWidth) +
                     section("follows", answer.results, nameWidth, valueWidth);
  for (const std::string_view name : answer.unused)
    text += fmt::format("\nnote: no result rests on {}\n", optionOf(name));
  if (!answer.calculator->advice.empty())
    text += "\n" + wrappedLine(answer.calculator->advice);
  return text + "\n" + wrappedLine(fmt::format("source: {}", answer.calculator->source));
}

std::string toJsonText(const Answer &answer) {
  const Json json = {{"schema", "loadline/formula/v1"},     {"calculator", answer.calculator->name},
                     {"given", listJson(answer.given)},     {"taken", listJson(answer.taken)},
                     {"results", listJson(answer.results)}, {"unused", answer.unused},
                     {"source", answer.calculator->source}, {"advice", answer.calculator->advice}};
  return json.dump(2) + "\n";
}

namespace {

struct Role {
  std::string_view name;
  const std::vector<Known> &list;
};

std::array<Role, 3> rolesOf(const Answer &answer) {
  return {{{"given", answer.given}, {"taken", answer.taken}, {"follows", answer.results}}};
}

/// In quotes, each quote twice.
std::string csvCell(std::string_view text) {
  std::string out = "\"";
  for (const char c : oneLine(text))
    out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

} // namespace

std::string toMarkdown(const Answer &answer) {
  std::string text = fmt::format("## {}\n\n| | quantity | value | by |\n|---|---|---:|---|\n",
                                 answer.calculator->name);
  for (const Role &role : rolesOf(answer))
    for (const Known &known : role.list)
      text += fmt::format("| {} | {} | {} | {} |\n", role.name, known.variable->name,
                          markdownCell(toString(known.value)), markdownCell(remark(known)));
  if (!answer.calculator->advice.empty())
    text += fmt::format("\n{}\n", answer.calculator->advice);
  return text + fmt::format("\nSource: {}.\n", answer.calculator->source);
}

std::string toCsv(const Answer &answer) {
  std::string text = "role,name,value,unit,text,by\r\n";
  for (const Role &role : rolesOf(answer))
    for (const Known &known : role.list) {
      const Json value = valueJson(known.value, known.variable->isList);
      text +=
          fmt::format("{},{},{},{},{},{}\r\n", role.name, known.variable->name,
                      value.is_number() ? value.dump() : "", csvCell(unitOf(known.value.dimension)),
                      csvCell(toString(known.value)), csvCell(remark(known)));
    }
  return text;
}

std::string toMarkdown(const Calculator &calculator) {
  std::string text = fmt::format("## {}\n\n{}.\n\n```\nloadline {} {}\n```\n\n", calculator.name,
                                 calculator.summary, calculator.name, calculator.example);
  text += "| input | means | unless given |\n|---|---|---|\n";
  for (const Variable &variable : calculator.variables)
    if (calculator.takes(variable))
      text += inputRow(variable);
  text += "\n| result | is | means |\n|---|---|---|\n";
  for (const Formula &formula : calculator.formulas)
    text += fmt::format("| `{}` | {} | {} |\n", formula.result.name, formula.expression,
                        calculator.find(formula.result.name)->meaning);
  if (!calculator.advice.empty())
    text += fmt::format("\n{}\n", calculator.advice);
  return text + fmt::format("\nSource: {}.\n", calculator.source);
}

std::string formulasPage() {
  std::string page =
      "# Formulas\n\n<!-- Written from the tables in planner/formulas; LOADLINE_UPDATE_GOLDEN=1 "
      "writes it anew. -->\n\n"
      "Each is a command: give what you know, and it tells everything that follows, by which "
      "formula, and\n"
      "what it took for granted. A quantity that stands among inputs and results is solved for "
      "when it is\n"
      "missing. `--format json` and `csv` give plain numbers in seconds, per second, bytes and "
      "fractions.\n\n"
      "Quantities are written as `1200/s`, `5/week`, `250ms`, `1h30m`, `70%`, `16KB` (1000s), "
      "`512MiB`\n"
      "(1024s), `500m` cores, `14:23`, `10k`, `1e6`. Lists have commas, an item may have a name "
      "and a\n"
      "count: `auth=100,7x200`.\n\n"
      "Two figures that differ by less than a part in 10⁹ are the same: three steps of 100 ms keep "
      "300 ms,\nwhatever the last bit of their sum is.\n";
  for (const Calculator *calculator : allCalculators)
    page += "\n" + toMarkdown(*calculator);
  return page;
}

std::string listOfCalculators() {
  std::string text;
  for (const Calculator *calculator : allCalculators)
    text += fmt::format("{:<17} {}\n", calculator->name, calculator->summary);
  return text;
}

} // namespace loadline::formulas
