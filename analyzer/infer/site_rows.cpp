#include "analyzer/infer/site_rows.h"

#include "analyzer/infer/inference.h"
#include "analyzer/infer/spawn_sites.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using findings::Collected;
using findings::Site;
using findings::SiteClass;
using findings::Step;
using link::FunctionId;
using rules::SpawnApi;

void append(std::vector<Step> &to, const std::vector<Step> &from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// A way by which a site runs more than once: a call in a loop or handler.
struct Repetition {
  std::size_t call = 0;
  Derived rounds;
};

/// How often the function of a site runs.
struct Multiplicity {
  Derived own;                         ///< called plainly, or armed again, or recursive
  std::vector<Repetition> repetitions; ///< calls in loops and handlers, each a row of its own
};

class Multiplier {
public:
  explicit Multiplier(Inference &inference) : inference_(inference), index_(inference.index()) {}

  Multiplicity of(FunctionId function) {
    Multiplicity out{{Bound::constant(1), {}}, {}};
    if (auto event = eventMultiplicity(function))
      return out.own = *std::move(event), out;
    if (inference_.isRecursive(function)) {
      const link::Function &self = inference_.program().functions()[function];
      out.own = {Bound::unbounded(),
                 {{inference_.position(self.unit, self.facts->at),
                   self.symbol->name + " can come to run itself, and each run starts units"}}};
      return out;
    }
    const Bound plain = plainCalls(function);
    out.own.bound = plain.isConstant(0) ? Bound::constant(1) : plain;
    out.repetitions = repetitionsAbove(function);
    return out;
  }

private:
  /// Of a function that is itself a handler.
  std::optional<Derived> eventMultiplicity(FunctionId function) {
    if (const auto again = inference_.rearmedBy(function)) {
      const Call &call = index_.calls[*again];
      const std::string name = ruleName(inference_.program(), call.unit, *call.expression);
      const rules::EventSource *event = inference_.rules().eventSource(name);
      const std::string what = event && !event->what.empty() ? event->what : "event";
      return Derived{
          Bound::unbounded(),
          {{inference_.position(call.unit, call.expression->at),
            fmt::format("the handler runs once for each {}: {} is called again whenever it runs",
                        what, name)}}};
    }
    for (const Edge &edge : index_.edgesInto[function])
      if (edge.kind == Edge::Kind::perEvent)
        return Derived{Bound::unbounded(),
                       {{inference_.position(index_.calls[edge.call].unit,
                                             index_.calls[edge.call].expression->at),
                         "a handler that runs for each event"}}};
    return std::nullopt;
  }

  /// What makes a call repeat what it calls: loops around it, or a caller that is a handler or
  /// recursive.
  std::optional<Derived> repetition(const Call &call) {
    const FunctionId caller = call.context.function;
    Derived rounds = inference_.rounds(call.context);
    const std::optional<Derived> event = eventMultiplicity(caller);
    if (!event && !inference_.isRecursive(caller) && rounds.bound.isConstant(1))
      return std::nullopt;
    if (event)
      append(rounds.witness, event->witness);
    return Derived{Bound::product({rounds.bound, repeatsOf(caller, event)}),
                   std::move(rounds.witness)};
  }

  /// Plain calls on all ways from the roots; those that repeat are rows of their own.
  Bound plainCalls(FunctionId function) {
    return plain_.get(function, [&] {
      if (index_.edgesInto[function].empty())
        return Bound::constant(1);
      std::vector<Bound> terms;
      for (const Edge &edge : index_.edgesInto[function]) {
        const Call &call = index_.calls[edge.call];
        if (call.context.function < 0)
          terms.push_back(Bound::constant(1)); // a global's starting value
        else if (!repetition(call))
          terms.push_back(plainCalls(call.context.function));
      }
      return Bound::sum(std::move(terms));
    });
  }

  /// The calls that repeat, on all plain ways upward; each once.
  std::vector<Repetition> repetitionsAbove(FunctionId function) {
    std::vector<Repetition> repetitions;
    std::set<FunctionId> seen{function};
    std::vector<FunctionId> open{function};
    while (!open.empty()) {
      const FunctionId callee = open.back();
      open.pop_back();
      for (const Edge &edge : index_.edgesInto[callee]) {
        const Call &call = index_.calls[edge.call];
        if (call.context.function < 0)
          continue;
        if (std::optional<Derived> repeated = repetition(call))
          repetitions.push_back({edge.call, *std::move(repeated)});
        else if (seen.insert(call.context.function).second)
          open.push_back(call.context.function);
      }
    }
    return repetitions;
  }

  Bound repeatsOf(FunctionId caller, const std::optional<Derived> &event) {
    if (event || inference_.isRecursive(caller))
      return Bound::unbounded();
    return inference_.invocations(caller).bound;
  }

  Inference &inference_;
  const BodyIndex &index_;
  Memo<FunctionId, Bound> plain_{Bound::constant(0)};
};

class Rows {
public:
  Rows(const link::Program &program, const rules::Rules &rules, const std::string &root)
      : program_(program), index_(indexBodies(program, rules)), inference_(program, rules, index_),
        multiplier_(inference_), root_(root) {}

  std::vector<Site> run() {
    for (const SpawnSite &site : findSpawnSites(inference_))
      addRows(site);
    std::vector<Site> rows = folded();
    numberThem(rows);
    return rows;
  }

private:
  struct Row {
    Site site;
    SourcePosition viaAt; ///< of a `via` row: the spawn it reaches
  };

  void addRows(const SpawnSite &spawn) {
    const Call &call = index_.calls[spawn.call];
    const Collection collection = collectionOf(inference_, spawn);
    Context context = call.context;
    if (isRetriedUntilStarted(inference_, spawn))
      context.frames.pop_back();
    Derived local = inference_.rounds(context, collection.keptFrames);
    if (const auto count = unitsAtOnce(spawn))
      local = {Bound::product({local.bound, count->bound}), joined(count->witness, local.witness)};
    if (collection
            .batch) { // a round that starts several may start them just before the batch is full
      const Bound inRound = inference_.rounds(call.context, collection.batchFrames).bound;
      const Bound most = inRound.isConstant(1) ? collection.batch->bound
                                               : Bound::sum({collection.batch->bound, inRound});
      local = {Bound::minimum({local.bound, most}), collection.batch->witness};
    }
    const bool isKept = collection.inFunction;
    const bool isOutside = call.context.function < 0;
    const bool runsOnce = isOutside || (isKept && !inference_.isRecursive(call.context.function));
    const Multiplicity times = runsOnce ? Multiplicity{{Bound::constant(1), {}}, {}}
                                        : multiplier_.of(call.context.function);
    Derived total{Bound::product({local.bound, times.own.bound}),
                  joined(local.witness, times.own.witness)};
    append(total.witness, collection.witness);
    rows_.push_back({rowFor(spawn, call, collection, total, false), {}});
    const SourcePosition spawnAt = relative(inference_.position(call.unit, call.expression->at));
    for (const Repetition &repetition : times.repetitions) {
      const Call &from = index_.calls[repetition.call];
      Derived rounds = repetition.rounds;
      if (const auto frames = collection.byDestructor ? framesOfOwner(from) : std::nullopt) {
        rounds = inference_.rounds(from.context, *frames);
        if (rounds.bound.isConstant(1))
          continue; // joined before the next one starts
      }
      Derived repeated{Bound::product({local.bound, rounds.bound}), rounds.witness};
      repeated.witness.push_back(
          {inference_.position(call.unit, call.expression->at),
           fmt::format("reaches {} in {}", spawn.apiName,
                       program_.functions()[call.context.function].symbol->name)});
      append(repeated.witness, local.witness);
      rows_.push_back({rowFor(spawn, from, collection, repeated, true), spawnAt});
    }
  }

  /// The loops outside which the object lives that a call starts units in: `Worker w;`,
  /// `group.add(f)`. Nothing where it is no variable of the function that the end of a scope
  /// destroys.
  std::optional<std::size_t> framesOfOwner(const Call &call) const {
    if (call.context.statements.empty())
      return std::nullopt;
    const facts::Statement &statement = *call.context.statements.back();
    const Expression &expression = *call.expression;
    const bool isWhole =
        !statement.expressions.empty() && &statement.expressions.front() == &expression;
    const bool endsHere = statement.kind == facts::Statement::Kind::declare ||
                          statement.kind == facts::Statement::Kind::evaluate;
    if (expression.kind == Expression::Kind::construct)
      return isWhole && endsHere && !expression.isHeap ? std::optional(call.context.frames.size())
                                                       : std::nullopt;
    const link::VariableId owner =
        expression.hasObject ? baseVariable(program_, call.unit, expression.operands[0]) : -1;
    if (owner < 0 || program_.variables()[owner].symbol->kind != facts::Symbol::Kind::local ||
        program_.variables()[owner].symbol->isReference)
      return std::nullopt;
    for (const Write &write : index_.writes[owner])
      if (write.how == Write::How::initial && write.context.function == call.context.function)
        return commonFrames(write.context, call.context);
    return std::nullopt;
  }

  static std::vector<Step> joined(std::vector<Step> first, const std::vector<Step> &second) {
    append(first, second);
    return first;
  }

  /// A pool's threads; nothing for what starts one unit.
  std::optional<Derived> unitsAtOnce(const SpawnSite &spawn) {
    if (!spawn.api->countArgument)
      return std::nullopt;
    const Call &call = index_.calls[spawn.call];
    const auto arguments = argumentsOf(*call.expression);
    const int place = *spawn.api->countArgument;
    if (place < static_cast<int>(arguments.size()))
      return inference_.number(call.unit, *arguments[place]);
    const Bound otherwise =
        spawn.api->countDefault.value_or(Bound::unknown("the default of " + spawn.api->name));
    return Derived{otherwise,
                   {{inference_.position(call.unit, call.expression->at),
                     fmt::format("{} by default", toString(otherwise))}}};
  }

  Site rowFor(const SpawnSite &spawn, const Call &at, const Collection &collection,
              const Derived &units, bool isVia) {
    Site site;
    site.at = relative(inference_.position(at.unit, at.expression->at));
    site.function =
        at.context.function < 0 ? "" : program_.functions()[at.context.function].symbol->name;
    site.api = spawn.apiName;
    site.bound = units.bound;
    site.collected = collection.how == Collection::How::joined     ? Collected::joined
                     : collection.how == Collection::How::detached ? Collected::detached
                                                                   : Collected::escapes;
    site.limiter = collection.limiter;
    site.witness = units.witness;
    if (spawn.api->executorArgument)
      boundByExecutor(spawn, site);
    if (site.limiter.empty()) {
      const bool isLimited = site.bound.kind() < bound::Kind::unknown &&
                             (!at.context.frames.empty() || spawn.api->countArgument);
      site.limiter = !isLimited ? "none" : spawn.api->countArgument ? "pool" : "trip_count";
    }
    site.siteClass = classOf(site);
    const bool isSafe = site.siteClass == SiteClass::safe;
    site.origin = isVia                                              ? 'E'
                  : site.collected == Collected::detached && !isSafe ? 'D'
                  : !at.context.frames.empty()                       ? 'C'
                  : site.bound.kind() != bound::Kind::constant       ? 'A'
                                                                     : 'B';
    for (Step &step : site.witness)
      step.at = relative(step.at);
    site.witness = distinct(std::move(site.witness));
    return site;
  }

  /// Callables on an executor: its threads bound them, and what was counted so far is its queue.
  void boundByExecutor(const SpawnSite &spawn, Site &site) {
    const Call &call = index_.calls[spawn.call];
    const auto arguments = argumentsOf(*call.expression);
    site.queueBound = site.bound;
    site.limiter = "pool";
    if (*spawn.api->executorArgument >= static_cast<int>(arguments.size()))
      return;
    const Expression *executor = arguments[*spawn.api->executorArgument];
    while (executor->kind == Expression::Kind::call && executor->hasObject)
      executor = &executor->operands[0];
    const link::VariableId variable = baseVariable(program_, call.unit, *executor);
    if (const auto threads = variable >= 0 ? poolThreads(variable) : std::nullopt) {
      site.bound = threads->bound;
      site.witness = joined(threads->witness, site.witness);
      return;
    }
    site.bound = Bound::config("threads of " + inference_.nameOf(call.unit, *executor));
    site.witness.insert(site.witness.begin(),
                        {inference_.position(call.unit, call.expression->at),
                         "runs on the threads that its executor already has"});
  }

  std::optional<Derived> poolThreads(link::VariableId variable) {
    const SpawnApi *api =
        inference_.rules().spawnApi(withoutArguments(program_.variables()[variable].symbol->type));
    if (!api || api->starts != SpawnApi::Starts::pool)
      return std::nullopt;
    for (const Write &write : index_.writes[variable]) {
      if (!write.value || write.value->kind != Expression::Kind::construct)
        continue;
      const auto arguments = argumentsOf(*write.value);
      if (api->countArgument && *api->countArgument < static_cast<int>(arguments.size()))
        return inference_.number(write.unit, *arguments[*api->countArgument]);
    }
    return Derived{api->countDefault.value_or(
                       Bound::config("threads of " + program_.variables()[variable].symbol->name)),
                   {}};
  }

  static SiteClass classOf(const Site &site) {
    switch (site.bound.kind()) {
    case bound::Kind::constant:
    case bound::Kind::hardware:
    case bound::Kind::config:
      return SiteClass::safe;
    case bound::Kind::size:
      return site.bound.comesFromOutside() && site.collected != Collected::joined
                 ? SiteClass::dangerous
                 : SiteClass::risky;
    case bound::Kind::unknown:
      return SiteClass::risky;
    case bound::Kind::unbounded:
      return SiteClass::dangerous;
    }
    return SiteClass::risky;
  }

  SourcePosition relative(SourcePosition at) const {
    if (!root_.empty() && at.file.rfind(root_ + "/", 0) == 0)
      at.file = at.file.substr(root_.size() + 1);
    return at;
  }

  static std::vector<Step> distinct(std::vector<Step> steps) {
    std::vector<Step> out;
    for (Step &step : steps)
      if (std::ranges::find(out, step) == out.end())
        out.push_back(std::move(step));
    constexpr std::size_t most = 12; // a reader follows no longer path
    if (out.size() > most)
      out.resize(most);
    return out;
  }

  /// Instantiations of one template, and several ways to one call, are one row: the worst of them.
  std::vector<Site> folded() {
    std::map<std::tuple<SourcePosition, std::string, SourcePosition>, Row> byPlace;
    for (Row &row : rows_) {
      const auto key = std::tuple{row.site.at, row.site.api, row.viaAt};
      const auto [found, isNew] = byPlace.try_emplace(key, row);
      if (isNew)
        continue;
      Row &kept = found->second;
      const Bound most = Bound::maximum({kept.site.bound, row.site.bound});
      if (row.site.siteClass > kept.site.siteClass)
        kept = row;
      kept.site.bound = most;
    }
    std::vector<Site> rows;
    for (auto &[key, row] : byPlace) {
      viaAt_.push_back(row.viaAt);
      rows.push_back(std::move(row.site));
    }
    return rows;
  }

  /// Ids without line numbers: file, function and API, counted among equals.
  void numberThem(std::vector<Site> &rows) const {
    std::map<std::string, int> seen;
    std::map<std::pair<SourcePosition, std::string>, std::string> idOfSpawn;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string base =
          findings::fingerprintOf({rows[i].at.file, rows[i].function, rows[i].api,
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
  const BodyIndex index_;
  Inference inference_;
  Multiplier multiplier_;
  std::string root_;
  std::vector<Row> rows_;
  std::vector<SourcePosition> viaAt_;
};

} // namespace

std::vector<findings::Site> inventoryOf(const link::Program &program, const rules::Rules &rules,
                                        const std::string &root) {
  return Rows(program, rules, root).run();
}

} // namespace loadline::infer
