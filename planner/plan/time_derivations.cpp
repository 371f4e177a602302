#include "planner/plan/service_derivations.h"

#include "planner/latency/own_work.h"
#include "planner/latency/success.h"
#include "planner/traffic/batches.h"
#include "planner/traffic/call_graph.h"

#include <fmt/format.h>

#include <cmath>

namespace loadline::plan {

namespace {

/// Calls `visit(call, step, result, name)` for every entry; a callee's further entries are named
/// "db (2)".
template <class Visit>
void forEachEntry(const ServiceView &view, Visit visit) {
  std::vector<std::string> names;
  std::size_t entry = 0;
  const auto &results = view.residence().calls;
  for (const spec::Step &step : view.service().steps)
    for (const spec::Call &call : step.calls) {
      const std::string &callee = view.nameOf(call.to);
      const auto before = std::count(names.begin(), names.end(), callee);
      names.push_back(callee);
      if (entry < results.size())
        visit(call, step, results[entry],
              before ? fmt::format("{} ({})", callee, before + 1) : callee);
      ++entry;
    }
}

/// What the caller does about the answer of a callee, in words.
std::string wayOf(const ServiceView &view, const spec::CallTerms &call, Duration callee) {
  std::string text = fmt::format("it takes {} there", precisely(callee));
  if (traffic::isSharedBatch(call) && view.workings.traffic.isKnown)
    text += fmt::format(
        ", after {} until its batch leaves",
        precisely(traffic::SharedBatch(
                      traffic::batchTerms(call, view.workings.traffic.arrivals[view.index]))
                      .mean()));
  if (call.hedgeAfter)
    text += fmt::format(", hedged after {}", precisely(call.hedgeAfter->value));
  if (call.timeout)
    text += fmt::format(", given up after {}", precisely(call.timeout->value));
  if (call.retries && call.retries->value > 0)
    text += fmt::format(", then up to {} retries", precisely(call.retries->value));
  return text;
}

/// How often a request waits for the callee, one call after the other.
Input tripsInput(const spec::Call &call, const std::string &name) {
  const double trips = traffic::tripsOf(call.terms);
  std::string note = fmt::format("{} a request", precisely(trips));
  if (call.terms.cacheHit)
    note += fmt::format(" × (1 − {} cache hits)", precisely(call.terms.cacheHit->value));
  return {"calls to " + name, precisely(trips * (1 - call.terms.hits())), call.toAt, note};
}

/// Own work, calls one after the other, and each group with its members behind it.
void deriveMean(const ServiceView &view, Deriving &out) {
  std::vector<std::string> terms;
  std::vector<Input> inputs;
  if (const auto own = latency::ownTime(view.service().terms)) {
    terms.push_back("own work");
    inputs.push_back({"own work", precisely(own->mean()), view.service().terms.serviceTime->at,
                      own->mean() == view.service()
                                         .terms.serviceTime->mean
                                         .value_or(yaml::Located<Duration>{own->mean(), {}})
                                         .value
                          ? ""
                          : "longer by less than one core"});
  }
  const spec::Step *last = nullptr;
  std::size_t group = 0;
  forEachEntry(view, [&](const spec::Call &call, const spec::Step &step,
                         const latency::CallResult &result, const std::string &name) {
    if (step.isParallel && &step != last) {
      terms.push_back(fmt::format("group {}", group + 1));
      inputs.push_back({terms.back(), precisely(view.residence().groups[group]), call.toAt,
                        step.quorum ? fmt::format("until {} of its calls have been answered",
                                                  precisely(step.quorum->value))
                                    : "its slowest call: mean of the largest of what follows"});
      ++group;
    }
    last = &step;
    const auto &callee = view.workings.residences[call.to].time;
    if (call.terms.isAsync() || !callee)
      return;
    const Input trips = tripsInput(call, name);
    if (!step.isParallel)
      terms.push_back(fmt::format("{} × time of {}", trips.name, name));
    inputs.push_back(trips);
    inputs.push_back({"time of " + name, precisely(result.each), call.terms.at,
                      wayOf(view, call.terms, callee->mean())});
  });
  if (!terms.empty())
    out.addKnown("residence_time.mean", view.row.residenceTime.mean, sumOf(terms),
                 std::move(inputs));
}

/// Where callers take their calls with them when they leave: how long those are inside.
void deriveCutMean(const ServiceView &view, Deriving &out) {
  const Workings &workings = view.workings;
  std::vector<Input> inputs;
  const auto add = [&](std::string name, Rate rate, Duration inside, const SourcePosition &at) {
    inputs.push_back({std::move(name), precisely(inside * (rate / *view.row.arrivalRate)), at,
                      fmt::format("{} of {} × {} inside", precisely(rate),
                                  precisely(*view.row.arrivalRate), precisely(inside))});
  };
  const Duration whole = view.residence().time->mean();
  for (std::size_t w = 0; w < workings.system.workload.size(); ++w)
    if (const spec::Workload &each = workings.system.workload[w]; each.to == view.index)
      add(fmt::format("workload {}", w + 1), workings.traffic.perWorkload[w], whole, each.toAt);
  for (const std::size_t e : workings.incoming[view.index]) {
    const spec::ServiceIndex from = workings.edges[e].from;
    forEachEntry({view.row, from, workings}, [&](const spec::Call &call, const spec::Step &,
                                                 const latency::CallResult &result,
                                                 const std::string &) {
      if (call.to != view.index)
        return;
      add(fmt::format("calls of {} {}", view.nameOf(from), inputs.size() + 1),
          workings.traffic.arrivals[from] * (traffic::attempts(call.terms) * result.attempts),
          result.held ? result.held->mean() : whole, call.toAt);
    });
  }
  out.addKnown("residence_time.mean", view.row.residenceTime.mean,
               "sum of callers' shares of the arrivals × how long their calls are inside",
               std::move(inputs));
}

std::string shapeOf(const latency::Part &part) {
  const auto time = [](double seconds) { return precisely(Duration(seconds)); };
  std::string text;
  if (part.form == latency::Part::Form::point)
    return fmt::format("always {}", time(part.shift + part.mean));
  if (part.shift != 0)
    text = fmt::format("{} + ", time(part.shift));
  if (part.form == latency::Part::Form::lognormal)
    text +=
        fmt::format("log-normal of mean {}, deviation {}", time(part.mean), time(part.deviation));
  else if (part.form == latency::Part::Form::uniform)
    text += fmt::format("even up to {}", time(2 * part.mean));
  else
    text += fmt::format("Erlang of {} stages, mean {}", part.stages, time(part.mean));
  if (part.isCut())
    text += fmt::format(", of it what is up to {}", time(part.below));
  return text;
}

void deriveQuantiles(const ServiceView &view, Deriving &out) {
  std::vector<Input> inputs;
  for (const latency::Part &part : view.residence().stay().parts())
    inputs.push_back({fmt::format("part {}", inputs.size() + 1),
                      fmt::format("{}: {}", precisely(Ratio(part.weight)), shapeOf(part)),
                      {},
                      "computed"});
  if (inputs.size() == 1 && view.service().steps.empty() && view.service().terms.serviceTime) {
    inputs.front().at = view.service().terms.serviceTime->at;
    inputs.front().note = "the service time";
  }
  const ResidenceTime &time = view.row.residenceTime;
  const auto add = [&](std::string_view field, const std::optional<Duration> &quantile,
                       std::string_view share) {
    out.addKnown(field, quantile,
                 fmt::format("the time that {} of the mixture of these parts do not exceed", share),
                 inputs, Derivation::Kind::distribution);
  };
  add("residence_time.p50", time.p50, "50%");
  add("residence_time.p95", time.p95, "95%");
  add("residence_time.p99", time.p99, "99%");
}

/// P(all of the calls of one entry, or enough of a group, are answered).
void deriveExpected(const ServiceView &view, Deriving &out) {
  const auto &fails = view.service().terms.fails;
  std::vector<Input> inputs;
  if (fails)
    inputs.push_back({"own", precisely(Ratio(1 - fails->value.count())), fails->at, "1 − fails"});
  else
    inputs.push_back({"own", "100%", {}, "it says no failures of its own"});
  double others = inputs.empty() || !fails ? 1.0 : 1 - fails->value.count();
  const spec::Step *quorum = nullptr;
  forEachEntry(view, [&](const spec::Call &call, const spec::Step &step,
                         const latency::CallResult &result, const std::string &name) {
    if (step.quorum)
      quorum = &step;
    if (step.quorum || call.terms.isOptional() || call.terms.isAsync())
      return;
    const double trips = traffic::tripsOf(call.terms);
    const double each = latency::successOf(call.terms, result);
    others *= each;
    const bool isWhole = trips == std::floor(trips) && !call.terms.countShape;
    inputs.push_back({"calls to " + name, precisely(Ratio(each)), call.toAt,
                      fmt::format("(1 − {} that fail for good × {} no cache hits) ^ {} calls{}",
                                  precisely(Ratio(result.failure)),
                                  precisely(Ratio(1 - call.terms.hits())), precisely(trips),
                                  isWhole ? "" : ", on average over how many a request makes")});
  });
  if (quorum)
    inputs.push_back({"groups with a quorum", precisely(Ratio(view.residence().success / others)),
                      quorum->quorum->at, "enough of their calls are answered"});
  out.addKnown("success.expected", view.row.success.success,
               "product of the shares that are answered", std::move(inputs));
}

} // namespace

void deriveTimes(const ServiceView &view, Deriving &out) {
  if (!view.row.residenceTime.mean)
    return;
  if (view.residence().inside)
    deriveCutMean(view, out);
  else
    deriveMean(view, out);
  deriveQuantiles(view, out);
}

void deriveSuccess(const ServiceView &view, Deriving &out) {
  const SuccessPlan &is = view.row.success;
  const spec::Slo &slo = view.service().terms.slo;
  if (is.success)
    deriveExpected(view, out);
  if (slo.window)
    out.addSaid("success.window", "slo.window", slo.window);
  else
    out.addSaid("success.window", computed("window", is.window, "default of objectives"));
  if (!is.objective)
    return;
  out.addSaid("success.objective", "slo.success", slo.success);
  const Input mayFail{"may fail", precisely(Ratio(1 - is.objective->count())), is.objectiveAt,
                      "1 − objective"};
  out.addKnown("success.budget", is.budget, "window × may fail",
               {computed("window", is.window), mayFail});
  if (is.budgetSpent)
    out.addKnown(
        "success.budget_spent", is.budgetSpent, "fails / may fail",
        {computed("fails", Ratio(1 - is.success->count()), "1 − success.expected"), mayFail});
  out.addKnown("success.rejections", is.rejections, "may fail / 10", {mayFail});
}

} // namespace loadline::plan
