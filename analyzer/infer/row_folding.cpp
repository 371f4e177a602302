#include "analyzer/infer/row_folding.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace loadline::infer {

namespace {

using bound::Bound;
using findings::Site;
using link::FunctionId;

class Folding {
public:
  Folding(const link::Program &program, std::vector<Row> rows)
      : program_(program), rows_(std::move(rows)) {}

  /// Instantiations of one template, and several ways to one call, are one row: the worst of them,
  /// with all units of instantiations of one unit that leave theirs to live on.
  std::vector<Site> run() {
    std::map<std::tuple<SourcePosition, std::string, SourcePosition>, Row> byPlace;
    for (Row &row : addedUp()) {
      const auto key = std::tuple{row.site.at, row.site.api, row.viaAt};
      const auto [found, isNew] = byPlace.try_emplace(key, row);
      if (isNew)
        continue;
      Row &kept = found->second;
      const Bound greatest = Bound::maximum({kept.site.bound, row.site.bound});
      const bool isMore = row.site.siteClass == kept.site.siteClass &&
                          kept.site.bound != greatest && row.site.bound == greatest;
      const Bound most = livesOn(kept) && livesOn(row) && unitOf(kept) == unitOf(row)
                             ? Bound::sum({kept.site.bound, row.site.bound})
                             : greatest;
      const std::optional<Bound> perRun = greaterRun(kept.site, row.site);
      if (row.site.siteClass > kept.site.siteClass || isMore)
        kept = row;
      kept.site.bound = most;
      kept.site.perRun = perRun;
    }
    std::vector<Row> ordered;
    for (auto &[key, row] : byPlace)
      ordered.push_back(std::move(row));
    // at one place, what starts there comes before what it reaches, and the worst before the rest
    std::ranges::stable_sort(ordered, [](const Row &a, const Row &b) {
      const auto order = [](const Row &row) {
        return std::tuple{row.site.at, !row.viaAt.file.empty(),
                          -static_cast<int>(row.site.siteClass)};
      };
      return order(a) < order(b);
    });
    std::vector<Site> rows;
    for (Row &row : ordered) {
      viaAt_.push_back(row.viaAt);
      rows.push_back(std::move(row.site));
    }
    numberThem(rows);
    return rows;
  }

private:
  /// Of two rows, where one of them has several runs at once: what a run has alive.
  static std::optional<Bound> greaterRun(const Site &a, const Site &b) {
    if (!a.perRun && !b.perRun)
      return std::nullopt;
    return Bound::maximum({a.perRun.value_or(a.bound), b.perRun.value_or(b.bound)});
  }

  int unitOf(const Row &row) const {
    return row.function < 0 ? -1 : program_.functions()[row.function].unit;
  }

  /// Whether a row tells what a function itself starts, and nothing waits for it or limits it.
  static bool livesOn(const Row &row) {
    return row.viaAt.file.empty() && row.site.collected == findings::Collected::detached &&
           (row.site.limiter == "none" || row.site.limiter == "trip_count");
  }

  /// Several calls that one function has at one place, as an expanded pack or macro has, start one
  /// after another.
  std::vector<Row> addedUp() {
    std::map<std::tuple<SourcePosition, std::string, SourcePosition, FunctionId>, std::size_t> seen;
    std::vector<Row> out;
    for (Row &row : rows_) {
      const auto key = std::tuple{row.site.at, row.site.api, row.viaAt, row.function};
      const auto [found, isNew] = seen.try_emplace(key, out.size());
      if (isNew) {
        out.push_back(std::move(row));
        continue;
      }
      Row &kept = out[found->second];
      if (kept.call != row.call && kept.viaAt.file.empty()) {
        if (kept.site.perRun && row.site.perRun)
          kept.site.perRun = Bound::sum({*kept.site.perRun, *row.site.perRun});
        kept.site.bound = Bound::sum({kept.site.bound, row.site.bound});
      }
      kept.site.siteClass = std::max(kept.site.siteClass, row.site.siteClass);
    }
    return out;
  }

  /// Ids without line numbers: file, function and API, counted among equals.
  void numberThem(std::vector<Site> &rows) const {
    std::map<std::string, int> seen;
    std::map<std::pair<SourcePosition, std::string>, std::string> idOfSpawn;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string base =
          findings::fingerprintOf({rows[i].at.file.str(), rows[i].function, rows[i].api,
                                   viaAt_[i].file.empty() ? "spawn" : "via"});
      const int number = ++seen[base];
      rows[i].id = number == 1 ? base : fmt::format("{}-{}", base, number);
      if (viaAt_[i].file.empty())
        idOfSpawn[{rows[i].at, rows[i].api}] = rows[i].id;
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (!viaAt_[i].file.empty())
        rows[i].via = idOfSpawn[{viaAt_[i], rows[i].api}];
  }

  const link::Program &program_;
  std::vector<Row> rows_;
  std::vector<SourcePosition> viaAt_;
};

} // namespace

std::vector<Site> foldedRows(const link::Program &program, std::vector<Row> rows) {
  return Folding(program, std::move(rows)).run();
}

} // namespace loadline::infer
