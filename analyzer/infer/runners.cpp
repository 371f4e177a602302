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
      : inference_(inference), index_(inference.index()), rows_(rows), root_(root) {
    for (std::size_t number = 0; number < rows_.size(); ++number)
      rowsOf_[rows_[number].spawn].push_back(number);
  }

  void run() {
    for (Row &row : rows_)
      if (row.isJoinedWhereStarted && row.viaAt.file.empty() && row.function >= 0 &&
          row.site.bound.kind() <= bound::Kind::config && row.site.declared.empty())
        tell(row);
  }

private:
  void tell(Row &row) const {
    for (const std::size_t runner : spawnsThatRun(index_, {row.function}))
      if (runner != row.spawn && hasNoBound(runner)) {
        row.site.witness.push_back(
            {positionOf(runner),
             "so many in each of the units that start here, and nothing bounds these"});
        return;
      }
    const auto &edges = index_.edgesInto[row.function];
    const auto isSpawn = [](const Edge &edge) { return edge.kind == Edge::Kind::spawn; };
    if (edges.empty() || !std::ranges::all_of(edges, isSpawn))
      return;
    const Bound runners = unitsThatRun(row.function);
    if (runners.kind() <= bound::Kind::config && !runners.isConstant(0) && !runners.isConstant(1))
      row.site.witness.push_back(
          {positionOf(edges.front().call),
           fmt::format("so many in each of the units that start here, {} at most",
                       toString(runners))});
  }

  /// Of a function that only units run: how many of these may be alive.
  Bound unitsThatRun(FunctionId function) const {
    std::vector<Bound> terms;
    for (const std::size_t runner : spawnsThatRun(index_, {function})) {
      std::vector<Bound> arms; // one of a site's rows tells of all
      if (const auto found = rowsOf_.find(runner); found != rowsOf_.end())
        for (const std::size_t number : found->second)
          arms.push_back(rows_[number].site.bound);
      if (!arms.empty())
        terms.push_back(Bound::maximum(std::move(arms)));
    }
    return Bound::sum(std::move(terms));
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
  std::map<std::size_t, std::vector<std::size_t>> rowsOf_; ///< by spawn
};

} // namespace

void tellRunners(const Inference &inference, std::vector<Row> &rows, const std::string &root) {
  Teller(inference, rows, root).run();
}

} // namespace loadline::infer
