#include "planner/plan/plan_formats.h"

#include "base/table_formats.h"
#include "base/text.h"
#include "planner/plan/plan_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace loadline::plan {

namespace {

using Json = nlohmann::ordered_json;
using Cells = std::vector<std::pair<std::string, std::string>>; ///< by column

/// What a member counts, by the last name of its path; "" where that says it all.
std::string_view unitOf(const std::string &path) {
  static const std::map<std::string_view, std::string_view> units = {
      {"s", "mean p50 p95 p99 implied_latency window budget lasts wait drained_in warm_up"},
      {"1/s", "arrival_rate throughput contract_rate max_rate max_rate_at_policy rate hedge_rate "
              "offered_rate admitted_rate limit promised_rate arrives holds"},
      {"requests",
       "in_flight at_p99 max_in_flight recommended at_rate_limit inherited_in_flight admits "
       "offered offered_clamped offered_at_once offered_in_flight offered_mean admitted "
       "admitted_in_flight useful_in_flight promised_in_flight excess queue best_bound "
       "held_unbounded admit_less add_capacity"},
      {"1", "utilization cpu_utilization oversubscription oversubscription_clamped "
            "rate_oversubscription used expected objective budget_spent rejections rate_factor "
            "in_flight_factor mean_load at_current policy_utilization"},
      {"months", "line_in_months full_in_months growth_months"},
      {"money/month", "per_slot half twice following cost"},
      {"bytes", "state memory_unbounded memory_bounded"},
      {"h", "replica_hours"},
      {"money/month per 1/s", "per_rate per_rate_at_best"},
      {"money per 1e6 requests", "per_million"}};
  // the same name counts something else there
  static const std::map<std::string_view, std::string_view> exceptions = {
      {"in_flight.mean", "requests"},
      {"max_in_flight.declared", "requests"},
      {"cost.declared", "money/month"},
      {"cost.needed", "money/month"},
      {"bound_costs.declared", "money/month"},
      {"days.at_most", "money/month"},
      {"system.slack", "1/s"},
      {"tiers.slack", "requests"},
      {"scaling.at_min", "1"},
      {"scaling.at_max", "1"},
      {"ranges.p95", ""}, // of rows that count this and that
      {"days.hours.from", "s"}};
  for (const auto &[end, unit] : exceptions)
    if (path.ends_with(end))
      return unit;
  const std::string name = path.substr(path.rfind('.') + 1);
  for (const auto &[unit, names] : units) {
    const std::vector<std::string> all = split(names, ' ');
    if (std::find(all.begin(), all.end(), name) != all.end())
      return unit;
  }
  return "";
}

std::string textOf(const Json &value) {
  if (value.is_number_float())
    return exactly(value.get<double>());
  if (value.is_string())
    return value.get<std::string>();
  return value.is_null() ? "" : value.dump();
}

/// A place and nothing else: a finding has one too.
bool isPlace(const Json &value) {
  return value.is_object() && value.size() == 3 && value.contains("file") &&
         value.contains("line") && value.contains("column");
}

std::string placeOf(const Json &place) {
  return textOf(place["file"]) + ":" + textOf(place["line"]) + ":" + textOf(place["column"]);
}

/// A list of texts in one cell.
std::string listOfTexts(const Json &list) {
  std::string text;
  for (const Json &item : list)
    text += (text.empty() ? "" : "; ") + textOf(item);
  return text;
}

bool isTable(const Json &value) {
  return value.is_array() && !value.empty() && value.front().is_object();
}

/// A list whose items would have a block of their own; lists of texts are those that are named
/// here.
bool isEmptyTable(const std::string &column, const Json &value) {
  return value.is_array() && value.empty() && column != "members" && column != "code";
}

/// Members of members become columns; what is a table itself is left to a block of its own.
void flatten(const std::string &column, const Json &value, Cells &cells) {
  if (isPlace(value))
    cells.emplace_back(column, placeOf(value));
  else if (value.is_object())
    for (const auto &[key, inner] : value.items()) {
      if (key != "derivations")
        flatten(column.empty() ? key : column + "." + key, inner, cells);
    }
  else if (!isTable(value) && !isEmptyTable(column, value))
    cells.emplace_back(column, value.is_array() ? listOfTexts(value) : textOf(value));
}

/// A block; a row may leave columns out that others have.
TextTable tableOf(const std::string &list, const std::vector<Cells> &rows) {
  TextTable table;
  std::map<std::string, std::size_t> columnOf;
  const auto isGroup = [&](const std::string &column) { // null, where others have members
    const auto next = columnOf.upper_bound(column + ".");
    return next != columnOf.end() && next->first.starts_with(column + ".");
  };
  std::vector<std::string> order;
  for (const Cells &row : rows)
    for (const auto &[column, cell] : row)
      if (columnOf.emplace(column, 0).second)
        order.push_back(column);
  std::erase_if(order, isGroup);
  for (const std::string &column : order) {
    columnOf[column] = table.columns.size();
    const std::string_view unit = unitOf(list + "." + column);
    table.columns.push_back({unit.empty() ? column : column + " [" + std::string(unit) + "]"});
  }
  for (const Cells &row : rows) {
    table.rows.emplace_back(table.columns.size());
    for (const auto &[column, cell] : row)
      if (!isGroup(column))
        table.rows.back()[columnOf[column]] = cell;
  }
  return table;
}

/// The blocks of a document, in its order.
class Blocks {
public:
  /// A list of objects, and the lists within them; `owner` are the cells that say whose they are.
  void add(const std::string &title, const Json &list, const Cells &owner = {}) {
    std::vector<Cells> rows;
    for (const Json &row : list) {
      rows.push_back(owner);
      flatten("", row, rows.back());
    }
    put(title, std::move(rows));
    for (const Json &row : list)
      addInner(title, row, owner);
  }

  void addServices(const Json &services) {
    std::vector<Cells> rows;
    for (const auto &[name, service] : services.items()) {
      rows.push_back({{"service", name}});
      flatten("", service, rows.back());
    }
    put("services", std::move(rows));
    for (const auto &[name, service] : services.items())
      addInner("services", service, {{"service", name}});
  }

  /// One row for each member: name, value, unit.
  void addMembers(const std::string &title, const Json &object) {
    Cells cells;
    flatten("", object, cells);
    TextTable table{{{"field"}, {"value"}, {"unit"}}, {}};
    for (const auto &[column, cell] : cells)
      table.rows.push_back({column, cell, std::string(unitOf(title + "." + column))});
    text_ += (text_.empty() ? "" : "\r\n") + csvLine(title) + csvTable(table);
    addInner(title, object, {});
  }

  std::string take() {
    for (const auto &[title, rows] : all_)
      text_ += (text_.empty() ? "" : "\r\n") + csvLine(title) + csvTable(tableOf(title, rows));
    return std::move(text_);
  }

private:
  void put(const std::string &title, std::vector<Cells> rows) {
    if (rows.empty())
      return;
    for (auto &[there, of] : all_)
      if (there == title) {
        of.insert(of.end(), rows.begin(), rows.end());
        return;
      }
    all_.emplace_back(title, std::move(rows));
  }

  void addInner(const std::string &title, const Json &object, const Cells &owner) {
    for (const auto &[key, inner] : object.items()) {
      if (key == "derivations" || key == "path" || !isTable(inner))
        continue;
      Cells whose = owner;
      if (whose.empty() && object.contains("service"))
        whose.emplace_back("of", textOf(object["service"]));
      add(title + "." + key, inner, whose);
    }
  }

  std::vector<std::pair<std::string, std::vector<Cells>>> all_;
  std::string text_;
};

} // namespace

std::string toCsv(const Plan &plan) {
  const Json document = documentOf(plan);
  Json head = Json::object();
  for (const auto &[key, value] : document.items())
    if (!value.is_structured())
      head[key] = value;
  Blocks blocks;
  blocks.addMembers("plan", head);
  blocks.addMembers("system", document["system"]);
  blocks.addServices(document["services"]);
  for (const auto &[key, value] : document.items())
    if (isTable(value) && key != "derivations")
      blocks.add(key, value);
  return blocks.take();
}

} // namespace loadline::plan
