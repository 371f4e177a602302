#include "analyzer/infer/runners.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace loadline::infer {

namespace {

using bound::Bound;
using link::FunctionId;

class Counter {
public:
  Counter(const Inference &inference, std::vector<Row> &rows, const std::string &root)
      : inference_(inference), index_(inference.index()), rows_(rows), root_(root),
        isCounted_(rows.size(), false) {
    for (std::size_t number = 0; number < rows_.size(); ++number)
      rowsOf_[rows_[number].spawn].push_back(number);
  }

  void run() {
    for (std::size_t number = 0; number < rows_.size(); ++number)
      count(number);
  }

private:
  /// What leads to a function: the units that come to it, and whether others do too.
  struct Ways {
    std::vector<std::size_t> spawns; ///< sorted
    bool areOthers = false;          ///< a function that nobody calls, as main
    bool areSeen = true;             ///< no handler or stored callable is among them
  };

  /// Rows that a row depends on are counted first.
  void count(std::size_t number) {
    if (isCounted_[number])
      return;
    isCounted_[number] = true;
    Row &row = rows_[number];
    if (!row.isJoinedWhereStarted || !row.viaAt.file.empty() || row.function < 0 ||
        row.site.bound.kind() > bound::Kind::config || !row.site.declared.empty())
      return;
    const Ways ways = waysTo(row.function);
    if (ways.spawns.empty() || std::ranges::binary_search(ways.spawns, row.spawn))
      return;
    for (const std::size_t spawn : ways.spawns)
      countAll(spawn);
    if (const auto endless =
            std::ranges::find_if(ways.spawns, [&](std::size_t spawn) { return hasNoBound(spawn); });
        endless != ways.spawns.end())
      tell(row, *endless, "so many in each of the units that start here, and nothing bounds these");
    else if (ways.areSeen)
      multiply(row, ways);
  }

  void countAll(std::size_t spawn) {
    if (const auto found = rowsOf_.find(spawn); found != rowsOf_.end())
      for (const std::size_t number : found->second)
        count(number);
  }

  void multiply(Row &row, const Ways &ways) const {
    const std::optional<Bound> units = unitsOf(ways);
    if (!units || units->isConstant(0) || units->isConstant(1))
      return;
    tell(row, ways.spawns.front(),
         fmt::format("{} in each of the units that start here, {} at most",
                     toString(row.site.bound), toString(*units)));
    if (units->kind() > bound::Kind::config)
      return;
    row.site.perRun = row.site.bound;
    row.site.bound = Bound::product({*units, row.site.bound});
  }

  /// A unit is in one place at a time, however many ways it has to get there.
  std::optional<Bound> unitsOf(const Ways &ways) const {
    std::vector<Bound> terms;
    if (ways.areOthers)
      terms.push_back(Bound::constant(1));
    for (const std::size_t spawn : ways.spawns) {
      const auto found = rowsOf_.find(spawn);
      if (found == rowsOf_.end())
        return std::nullopt;
      std::vector<Bound> arms; // one of a site's rows tells of all
      for (const std::size_t number : found->second)
        arms.push_back(rows_[number].site.bound);
      terms.push_back(Bound::maximum(std::move(arms)));
    }
    return Bound::sum(std::move(terms));
  }

  Ways waysTo(FunctionId function) const {
    Ways ways;
    std::set<std::size_t> spawns;
    std::set<FunctionId> seen{function};
    std::vector<FunctionId> open{function};
    while (!open.empty()) {
      const FunctionId next = open.back();
      open.pop_back();
      ways.areOthers |= index_.edgesInto[next].empty();
      for (const Edge &edge : index_.edgesInto[next]) {
        if (edge.kind == Edge::Kind::spawn) {
          spawns.insert(edge.call);
          continue;
        }
        ways.areSeen &= edge.kind == Edge::Kind::call || edge.kind == Edge::Kind::onceEver;
        const FunctionId caller = index_.calls[edge.call].context.function;
        if (caller >= 0 && seen.insert(caller).second)
          open.push_back(caller);
      }
    }
    ways.spawns.assign(spawns.begin(), spawns.end());
    return ways;
  }

  bool hasNoBound(std::size_t spawn) const {
    const auto found = rowsOf_.find(spawn);
    return found != rowsOf_.end() && std::ranges::any_of(found->second, [&](std::size_t number) {
             return !rows_[number].isJoinedWhereStarted &&
                    rows_[number].site.bound.kind() == bound::Kind::unbounded;
           });
  }

  void tell(Row &row, std::size_t spawn, std::string note) const {
    const Call &call = index_.calls[spawn];
    row.site.witness.push_back(
        {relativeTo(root_, inference_.position(call.unit, call.expression->at)), std::move(note)});
  }

  const Inference &inference_;
  const BodyIndex &index_;
  std::vector<Row> &rows_;
  const std::string &root_;
  std::vector<bool> isCounted_;
  std::map<std::size_t, std::vector<std::size_t>> rowsOf_; ///< by spawn
};

} // namespace

void countRunners(const Inference &inference, std::vector<Row> &rows, const std::string &root) {
  Counter(inference, rows, root).run();
}

} // namespace loadline::infer
