#include "analyzer/infer/site_rows.h"

#include "analyzer/infer/children.h"
#include "analyzer/infer/comes_to_start.h"
#include "analyzer/infer/executors.h"
#include "analyzer/infer/gates.h"
#include "analyzer/infer/multiplicity.h"
#include "analyzer/infer/one_datum.h"
#include "analyzer/infer/one_per_object.h"
#include "analyzer/infer/owners.h"
#include "analyzer/infer/problem_size.h"
#include "analyzer/infer/replacements.h"
#include "analyzer/infer/row_folding.h"
#include "analyzer/infer/runners.h"
#include "analyzer/infer/served_queues.h"
#include "analyzer/infer/site_class.h"
#include "analyzer/infer/spawn_sites.h"
#include "analyzer/infer/waits.h"

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

class Rows {
public:
  Rows(Inference &inference, const Declarations &declarations, const std::string &root)
      : program_(inference.program()), index_(inference.index()), inference_(inference),
        multiplier_(inference_), declarations_(declarations), root_(root) {
    for (const std::vector<Edge> &into : index_.edgesInto)
      for (const Edge &edge : into)
        if (edge.kind == Edge::Kind::spawn)
          startingCalls_.insert(edge.call);
  }

  std::vector<Site> run() {
    for (const SpawnSite &site : findSpawnSites(inference_))
      addRows(site);
    for (const SpawnSite &site : findSubmissions(inference_))
      addTask(site);
    countRunners(inference_, rows_, root_);
    tellServedQueues(inference_, rows_, root_);
    return foldedRows(program_, std::move(rows_));
  }

private:
  /// What one run of the function may have alive at once.
  struct Units {
    Derived most;
    std::string limiter;            ///< of a gate; empty where none decides
    std::optional<Derived> ceiling; ///< what a gate lets live however often the function runs
    std::string ceilingLimiter;
  };

  void addRows(const SpawnSite &spawn) {
    const Call &call = index_.calls[spawn.call];
    Collection collection = collectionOf(inference_, spawn);
    const Units local = localUnits(spawn, collection);
    const bool runsOnce = call.context.function < 0 ||
                          isStaticStart(program_, call.unit, call.context) ||
                          (collection.inFunction && !inference_.isRecursive(call.context.function));
    const Multiplicity times = runsOnce ? Multiplicity{inference_.objectsStartedWith(call), {}}
                                        : multiplier_.ofSpawn(spawn, collection);
    if (collection.inFunction && collection.limiter.empty() && isRepeated(call.context.function))
      collection.limiter = "join"; // in each run of the function
    Units total = local;
    total.most = productOf(local.most, times.own);
    append(total.most.witness, collection.witness);
    keepBelow(total, local.most.bound.isConstant(1));
    const std::size_t own = rows_.size();
    addRow(spawn, call, collection, total, {});
    unitsOf_.insert_or_assign(spawn.call, total.most);
    const SourcePosition spawnAt = relative(inference_.position(call.unit, call.expression->at));
    // what is unbounded by itself is an alarm already, however often it is called
    if (local.most.bound.kind() == bound::Kind::unbounded)
      return;
    for (const Repetition &repetition : times.repetitions)
      if (repetition.call != spawn.call) // what starts itself anew behind a gate is told already
        addVia(spawn, collection, local, repetition, spawnAt);
    tellAll(own);
  }

  bool isRepeated(FunctionId function) {
    const Multiplicity times = multiplier_.of(function);
    return !times.repetitions.empty() || times.own.bound.kind() > bound::Kind::config;
  }

  /// A site's own row tells of all ways to it; of the worst, where it has no limit of its own.
  void tellAll(std::size_t own) {
    // where every way to it is a row of its own, the site's 1 stands for none
    const bool hasOwn = rows_.size() == own + 1 || !rows_[own].site.bound.isConstant(1);
    Bound most = hasOwn ? rows_[own].site.bound : Bound::constant(0);
    std::size_t worst = own;
    for (std::size_t i = own + 1; i < rows_.size(); ++i) {
      most = Bound::maximum({most, rows_[i].site.bound});
      if (severityOf(rows_[i].site) > severityOf(rows_[worst].site))
        worst = i;
    }
    if (most.kind() > bound::Kind::config)
      return takeOver(rows_[own].site, rows_[worst].site);
    rows_[own].site.bound = most;
    if (const auto units = unitsOf_.find(rows_[own].spawn); units != unitsOf_.end())
      units->second.bound = most;
  }

  static std::pair<SiteClass, bound::Kind> severityOf(const Site &site) {
    return {site.siteClass, site.bound.kind()};
  }

  /// What calls a site makes it as dangerous as the call is, unless the site's function itself
  /// limits what it starts: then it is the call that lacks a limit.
  static void takeOver(Site &site, const Site &from) {
    if (site.limiter != "none" || severityOf(from) <= severityOf(site))
      return;
    site.perRun = site.bound;
    site.bound = from.bound;
    site.siteClass = from.siteClass;
    site.limiter = from.limiter;
    site.witness = from.witness;
    if (site.collected == Collected::detached)
      site.origin = 'D';
  }

  /// A task that the program's own threads run: they bound it, and what puts it in bounds their
  /// queue.
  void addTask(const SpawnSite &spawn) {
    const Call &call = index_.calls[spawn.call];
    const Derived put = inference_.rounds(call.context);
    Units units{.most = unitsThatRun(*spawn.submission), .limiter = "pool"};
    addRow(spawn, call, {}, units, {});
    Bound waiting =
        Bound::product({put.bound, inference_.invocations(call.context.function).bound});
    if (const auto most = mostIn(inference_, spawn.submission->queue);
        most && most->kind() < std::max(waiting.kind(), bound::Kind::size))
      waiting = *most;
    rows_.back().site.queueBound = waiting;
  }

  Derived unitsThatRun(const Submission &submission) {
    std::vector<Bound> terms;
    std::vector<Step> witness;
    for (const std::size_t number : spawnsThatRun(index_, submission.consumers))
      if (const auto units = unitsOf_.find(number); units != unitsOf_.end()) {
        const Call &call = index_.calls[number];
        terms.push_back(units->second.bound);
        witness.push_back({inference_.position(call.unit, call.expression->at),
                           "a thread that runs what is put in starts here"});
        append(witness, units->second.witness);
      }
    if (terms.empty())
      return {Bound::config("threads of the pool"), {}};
    return {Bound::sum(std::move(terms)), std::move(witness)};
  }

  /// A row for a call, in a loop or handler, that comes to start the units of a site.
  void addVia(const SpawnSite &spawn, const Collection &collection, const Units &local,
              const Repetition &repetition, const SourcePosition &spawnAt) {
    const Call &call = index_.calls[spawn.call];
    const Call &from = index_.calls[repetition.call];
    Derived rounds = repetition.rounds;
    const std::optional<Collection> &byCaller = repetition.byCaller;
    std::optional<std::size_t> frames = framesOfOwner(inference_, from, collection);
    if (byCaller && byCaller->inFunction && !byCaller->batch)
      frames = byCaller->keptFrames;
    if (!frames)
      frames = framesOfWait(inference_, from);
    if (frames)
      rounds = inference_.rounds(from.context, *frames);
    if (rounds.bound.kind() == bound::Kind::config && takesOneTextEach(inference_, from))
      rounds.bound = asData(rounds.bound);
    Units units = local;
    if (frames && *frames > 0 && rounds.bound.kind() < bound::Kind::unknown)
      units.limiter = "join";
    const bool isGated = local.ceiling && local.ceiling->bound.kind() <= bound::Kind::config &&
                         collection.batch && collection.batch->bound.isConstant(1);
    if (const auto objects =
            collection.isReplaced && !isGated ? objectsOf(call, from) : std::nullopt) {
      rounds = {Bound::product({collection.batch->bound, *objects}), {}};
      append(rounds.witness, collection.witness);
      units.limiter = collection.batch->bound.isConstant(1) ? "join" : "batch";
    }
    units.most = {Bound::product({local.most.bound, rounds.bound}), rounds.witness};
    const bool isLeft =
        collection.how != Collection::How::joined && startingCalls_.contains(repetition.call);
    if (const auto gate =
            gateAt(inference_, from.context, *from.expression, isLeft ? &call : nullptr))
      limit(units, *gate, from.context, 0);
    if (spawn.api->starts == SpawnApi::Starts::process)
      if (const auto replaced = replacedAt(inference_, from.context))
        limit(units, *replaced, from.context, 0);
    units.most.witness.push_back(
        {inference_.position(call.unit, call.expression->at),
         fmt::format("reaches {} in {}", spawn.apiName,
                     program_.functions()[call.context.function].symbol->name)});
    append(units.most.witness, local.most.witness);
    keepBelow(units, local.most.bound.isConstant(1) && repetition.rounds.bound.isConstant(1));
    addRow(spawn, from, byCaller ? *byCaller : collection, units, spawnAt);
  }

  /// How many objects a call of the spawn's method is about: one, where it stands behind the
  /// declaration of its object, or that outlives all, as in `listener.restart()`; and that which
  /// the caller runs for, each time that it does.
  std::optional<Bound> objectsOf(const Call &spawn, const Call &from) {
    const Expression &expression = *from.expression;
    const bool isOnSelf =
        expression.hasObject && expression.operands[0].text == "this" && expression.symbol >= 0;
    if (isOnSelf && std::ranges::count(program_.definitionsOf(from.unit, expression.symbol),
                                       spawn.context.function) > 0)
      return inference_.invocations(from.context.function).bound;
    return isOnOneObject(spawn, from) ? std::optional(Bound::constant(1)) : std::nullopt;
  }

  bool isOnOneObject(const Call &spawn, const Call &from) const {
    const Expression &expression = *from.expression;
    const link::VariableId object =
        expression.hasObject && expression.operands[0].kind == Expression::Kind::reference
            ? baseVariable(program_, from.unit, expression.operands[0])
            : -1;
    if (object < 0 || expression.symbol < 0)
      return false;
    const facts::Symbol &symbol = *program_.variables()[object].symbol;
    const bool isKept =
        symbol.kind == facts::Symbol::Kind::local || symbol.kind == facts::Symbol::Kind::global;
    const auto &methods = program_.definitionsOf(from.unit, expression.symbol);
    return isKept && !symbol.isReference &&
           std::ranges::any_of(methods, [&](link::FunctionId method) {
             return comesToOnSelf(inference_, method, spawn.context.function);
           });
  }

  Units localUnits(const SpawnSite &spawn, const Collection &collection) {
    const Call &call = index_.calls[spawn.call];
    if (auto processes = unitsOfFork(inference_, spawn))
      return {.most = *std::move(processes)};
    Context context = call.context;
    context.frames.resize(context.frames.size() - retriedLoops(inference_, spawn));
    const bool isOnce = isStaticStart(program_, call.unit, call.context);
    if (isOnce)
      context.frames.clear();
    Units out{.most = inference_.rounds(context, isOnce ? 0 : collection.keptFrames),
              .limiter = isOnce && !call.context.frames.empty() ? "once" : ""};
    Derived &local = out.most;
    if (local.bound.kind() == bound::Kind::config &&
        (takesOneDatumEach(inference_, spawn) || isProblemSize(inference_, call)))
      local.bound = asData(local.bound);
    const std::optional<Derived> count = unitsAtOnce(spawn);
    if (count)
      local = {Bound::product({local.bound, count->bound}), joined(count->witness, local.witness)};
    if (collection.batch) { // a round that starts several may start them just before it is full
      const Bound inRound = inference_.rounds(call.context, collection.batchFrames).bound;
      const Bound most = inRound.isConstant(1) ? collection.batch->bound
                                               : Bound::sum({collection.batch->bound, inRound});
      local = {Bound::minimum({local.bound, most}), collection.batch->witness};
    }
    if (const auto gate = gateAt(inference_, call.context, *call.expression); gate && !count)
      limit(out, *gate, call.context, collection.keptFrames);
    if (const auto one = oneOfEachObject(inference_, spawn))
      limit(out, *one, call.context, collection.keptFrames);
    if (spawn.api->starts == SpawnApi::Starts::process)
      if (const auto replaced = replacedAt(inference_, call.context))
        limit(out, *replaced, call.context, collection.keptFrames);
    return out;
  }

  /// Takes a gate's bound where it says more than the loops around the place do.
  void limit(Units &units, const Gate &gate, const Context &context, std::size_t keptFrames) {
    if (gate.most.bound.isConstant(0))
      return; // a limit of 0 that lets something through stands for none
    const Derived most = mostAlive(inference_, gate);
    std::vector<Bound> factors{most.bound};
    factors.push_back(inference_.rounds(context, std::max(gate.checkedIn, keptFrames)).bound);
    if (gate.ownedIn && *gate.ownedIn > keptFrames) {
      Context outside = context;
      outside.frames.resize(*gate.ownedIn);
      factors.push_back(inference_.rounds(outside, keptFrames).bound);
    }
    const Derived gated{Bound::product(std::move(factors)), most.witness};
    if (!gate.ownedIn) {
      units.ceiling = gated;
      units.ceilingLimiter = gate.limiter;
    } else if (gated.bound.kind() < units.most.bound.kind()) {
      units.limiter = gate.limiter;
      units.most = {gated.bound, joined(gated.witness, units.most.witness)};
    }
  }

  /// No more than a gate lets through that outlives the function. Where a run starts one, the gate
  /// is the code's own word for how many there may be: calls that are not seen come to it too.
  static void keepBelow(Units &units, bool startsOne) {
    if (!units.ceiling)
      return;
    const Bound &ceiling = units.ceiling->bound;
    const bool isCounted = startsOne && units.most.bound.kind() == bound::Kind::constant &&
                           ceiling.kind() <= bound::Kind::config;
    if (isCounted || ceiling.kind() < units.most.bound.kind()) {
      units.limiter = units.ceilingLimiter;
      units.most = {ceiling, joined(units.ceiling->witness, units.most.witness)};
    } else if (ceiling.kind() <= std::max(units.most.bound.kind(), bound::Kind::config)) {
      units.most.bound = Bound::minimum({units.most.bound, ceiling});
    }
  }

  void addRow(const SpawnSite &spawn, const Call &at, const Collection &collection,
              const Units &units, const SourcePosition &viaAt) {
    rows_.push_back({rowFor(spawn, at, collection, units, !viaAt.file.empty()), at.context.function,
                     at.expression, viaAt, spawn.call,
                     collection.inFunction && units.limiter.empty()});
  }

  /// The product, with what makes it large told first.
  static Derived productOf(const Derived &a, const Derived &b) {
    const bool isFirst = a.bound.kind() >= b.bound.kind();
    return {Bound::product({a.bound, b.bound}),
            joined(isFirst ? a.witness : b.witness, isFirst ? b.witness : a.witness)};
  }

  static std::vector<Step> joined(std::vector<Step> first, const std::vector<Step> &second) {
    append(first, second);
    return first;
  }

  static bool isNone(const Expression &count) {
    return count.kind == Expression::Kind::literal && count.value <= 0;
  }

  /// A pool's threads; nothing for what starts one unit.
  std::optional<Derived> unitsAtOnce(const SpawnSite &spawn) {
    if (!spawn.api->countArgument)
      return std::nullopt;
    const Call &call = index_.calls[spawn.call];
    const auto arguments = argumentsOf(*call.expression);
    const int place = *spawn.api->countArgument;
    if (place < static_cast<int>(arguments.size()))
      if (Derived count = inference_.number(call.unit, *arguments[place]);
          !isNone(*arguments[place]) || !spawn.api->countDefault)
        return count; // none, or less, asks for the default
    const Bound otherwise =
        spawn.api->countDefault.value_or(Bound::unknown("the default of " + spawn.api->name));
    return Derived{otherwise,
                   {{inference_.position(call.unit, call.expression->at),
                     fmt::format("{} by default", toString(otherwise))}}};
  }

  Site rowFor(const SpawnSite &spawn, const Call &at, const Collection &collection,
              const Units &units, bool isVia) {
    Site site;
    site.at = relative(inference_.position(at.unit, at.expression->at));
    site.function =
        at.context.function < 0 ? "" : program_.functions()[at.context.function].symbol->name;
    site.api = spawn.apiName;
    site.unit = unitOf(*spawn.api);
    site.bound = units.most.bound;
    site.collected = collection.how == Collection::How::joined     ? Collected::joined
                     : collection.how == Collection::How::detached ? Collected::detached
                                                                   : Collected::escapes;
    site.limiter = units.limiter.empty() ? collection.limiter : units.limiter;
    site.witness = units.most.witness;
    if (runsOnExecutor(*spawn.api))
      boundByExecutor(spawn, site);
    if (site.limiter.empty()) {
      const bool isLimited = site.bound.kind() < bound::Kind::unknown &&
                             (!at.context.frames.empty() || spawn.api->countArgument);
      site.limiter = !isLimited ? "none" : spawn.api->countArgument ? "pool" : "trip_count";
    }
    declareBounds(site, declarations_.about(program_, index_.calls[spawn.call]));
    if (isVia)
      declareBounds(site, declarations_.about(program_, at), !units.ceiling);
    site.siteClass = classOf(site);
    const bool isSafe = site.siteClass == SiteClass::safe;
    site.origin = isVia                                              ? 'E'
                  : site.collected == Collected::detached && !isSafe ? 'D'
                  : !at.context.frames.empty()                       ? 'C'
                  : site.bound.kind() != bound::Kind::constant       ? 'A'
                                                                     : 'B';
    for (Step &step : site.witness)
      step.at = relative(step.at);
    for (findings::DeclaredBound &declared : site.declared)
      declared.at = relative(declared.at);
    site.witness = distinct(std::move(site.witness));
    return site;
  }

  /// Callables on an executor: its threads bound them, and what was counted so far is its queue.
  void boundByExecutor(const SpawnSite &spawn, Site &site) {
    const std::optional<Derived> threads =
        threadsOfExecutor(inference_, *spawn.api, index_.calls[spawn.call]);
    site.queueBound = site.bound;
    site.limiter = "pool";
    if (!threads)
      return;
    const bool isCounted = site.queueBound->kind() <= bound::Kind::config;
    site.bound = site.queueBound->isConstant(1) ? *site.queueBound // there is a thread
                 : isCounted                    ? Bound::minimum({*site.queueBound, threads->bound})
                                                : threads->bound;
    site.witness = joined(threads->witness, site.witness);
  }

  SourcePosition relative(SourcePosition at) const { return relativeTo(root_, std::move(at)); }

  const link::Program &program_;
  const BodyIndex &index_;
  Inference &inference_;
  Multiplier multiplier_;
  const Declarations &declarations_;
  std::string root_;
  std::vector<Row> rows_;
  std::set<std::size_t> startingCalls_;    ///< those that start a unit of a function that is seen
  std::map<std::size_t, Derived> unitsOf_; ///< by call: what a site may have alive
};

} // namespace

std::vector<findings::Site> inventoryOf(Inference &inference, const Declarations &declarations,
                                        const std::string &root) {
  return Rows(inference, declarations, root).run();
}

} // namespace loadline::infer
