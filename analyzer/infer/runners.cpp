#include "analyzer/infer/runners.h"

#include "analyzer/infer/spawn_sites.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace loadline::infer {

namespace {

using bound::Bound;
using link::FunctionId;

class Teller {
public:
  Teller(const Inference &inference, std::vector<Row> &rows, const std::string &root)
      : inference_(inference), index_(inference.index()), rows_(rows), root_(root),
        isMultiplied_(rows.size()) {
    for (std::size_t number = 0; number < rows_.size(); ++number)
      rowsOf_[rows_[number].spawn].push_back(number);
  }

  void run() {
    for (std::size_t number = 0; number < rows_.size(); ++number)
      if (isPerRunner(rows_[number])) {
        multiply(number);
        tellUnbounded(rows_[number]);
      }
  }

private:
  static bool isPerRunner(const Row &row) {
    return row.isJoinedWhereStarted && row.viaAt.file.empty() && row.function >= 0 &&
           row.site.bound.kind() <= bound::Kind::config && row.site.declared.empty();
  }

  /// A row of what a unit's own function starts: as many for each of these units.
  void multiply(std::size_t number) {
    if (isMultiplied_[number])
      return;
    isMultiplied_[number] = true;
    Row &row = rows_[number];
    const auto &edges = index_.edgesInto[row.function];
    const auto isSpawn = [](const Edge &edge) { return edge.kind == Edge::Kind::spawn; };
    if (edges.empty() || !std::ranges::all_of(edges, isSpawn))
      return;
    std::vector<Bound> terms;
    for (const std::size_t runner : spawnsThatRun(index_, {row.function}))
      if (const auto found = rowsOf_.find(runner); found != rowsOf_.end())
        terms.push_back(mostOf(found->second));
    const Bound runners = Bound::sum(std::move(terms));
    if (runners.kind() > bound::Kind::config || runners.isConstant(0) || runners.isConstant(1))
      return;
    row.site.bound = Bound::product({row.site.bound, runners});
    row.site.witness.push_back(
        {positionOf(edges.front().call),
         fmt::format("so many in each of the units that start here, {} at most",
                     toString(runners))});
  }

  /// What a site may have alive: one of its rows tells of all.
  Bound mostOf(const std::vector<std::size_t> &rows) {
    std::vector<Bound> arms;
    for (const std::size_t number : rows) {
      if (isPerRunner(rows_[number]))
        multiply(number);
      arms.push_back(rows_[number].site.bound);
    }
    return Bound::maximum(std::move(arms));
  }

  void tellUnbounded(Row &row) const {
    for (const std::size_t runner : spawnsThatRun(index_, {row.function}))
      if (runner != row.spawn && hasNoBound(runner)) {
        row.site.witness.push_back(
            {positionOf(runner),
             "so many in each of the units that start here, and nothing bounds these"});
        return;
      }
  }

  bool hasNoBound(std::size_t spawn) const {
    const auto found = rowsOf_.find(spawn);
    return found != rowsOf_.end() && std::ranges::any_of(found->second, [&](std::size_t number) {
             return !rows_[number].isJoinedWhereStarted &&
                    rows_[number].site.bound.kind() == bound::Kind::unbounded;
           });
  }

  SourcePosition positionOf(std::size_t number) const {
    const Call &call = index_.calls[number];
    return relativeTo(root_, inference_.position(call.unit, call.expression->at));
  }

  const Inference &inference_;
  const BodyIndex &index_;
  std::vector<Row> &rows_;
  const std::string &root_;
  std::vector<bool> isMultiplied_; ///< by row, or under way: units that start each other
  std::map<std::size_t, std::vector<std::size_t>> rowsOf_; ///< by spawn
};

} // namespace

void tellRunners(const Inference &inference, std::vector<Row> &rows, const std::string &root) {
  Teller(inference, rows, root).run();
}

} // namespace loadline::infer
