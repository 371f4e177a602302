#include "planner/solve/left_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace loadline::solve {

namespace {

constexpr double matters = 0.01; // of calls

class Teller {
public:
  Teller(const model::Model &model, const std::vector<latency::Distribution> &times,
         Solution &solution)
      : model_(model), times_(times), solution_(solution) {}

  void tell() {
    for (std::size_t s = 0; s < model_.services.size(); ++s) {
      tellOfService(s);
      for (const model::Step &step : model_.services[s].steps) {
        if (step.quorum || step.limit)
          leaveOut(s, "the quorum or limit of a group");
        for (const model::Call &call : step.calls)
          tellOfCall(s, call);
      }
    }
  }

private:
  void leaveOut(std::size_t service, std::string_view what) {
    solution_.leftOut.push_back(fmt::format("{}: {}", model_.services[service].name, what));
  }

  void tellOfService(std::size_t s) {
    const model::Service &service = model_.services[s];
    if (service.isBalancedAtRandom)
      leaveOut(s, "balance: random");
    if (service.adaptive)
      tellOfLimit(s);
    if (service.fails > matters)
      leaveOut(s, fmt::format("{:.3g} % of its requests fail", 100 * service.fails));
    const bool isOrdered = service.discipline.ranks > 1 || service.discipline.takesTurns;
    if (isOrdered && solution_.services[s].waits.value_or(units::Ratio(0)).count() > matters)
      leaveOut(s, "in which order those who wait are served");
    const bool isHeld = std::any_of(service.caps.begin(), service.caps.end(), [&](const auto &cap) {
      return isReached(cap, solution_.services[s]);
    });
    if (isHeld)
      leaveOut(s, "what its contract holds callers to");
  }

  /// The bound is solved as fixed at the most that the limit rises to, which it does where answers
  /// are fast enough.
  void tellOfLimit(std::size_t s) {
    const model::AdaptiveLimit &limit = *model_.services[s].adaptive;
    const ServiceSolution &is = solution_.services[s];
    const std::string what = fmt::format("the limit that adapts is taken as fixed at {:.0f}",
                                         static_cast<double>(*model_.services[s].slots));
    if (is.residence.mean && *is.slotsHeld < is.throughput * (limit.target * limit.low))
      solution_.notes.push_back(fmt::format("{}: {}", model_.services[s].name, what));
    else
      leaveOut(s, what);
  }

  /// Whether all that comes would now and then be more than a cap allows: of rates from nine tenths
  /// on, of numbers inside from three deviations of a Poisson number below.
  static bool isReached(const model::Cap &cap, const ServiceSolution &is) {
    if (cap.bucket && is.arrivals.count() > 0.9 * cap.bucket->rate.count())
      return true;
    const double inside = is.inFlight ? is.inFlight->count() : HUGE_VAL;
    return cap.inside && inside + 3 * std::sqrt(inside) > static_cast<double>(*cap.inside);
  }

  /// Share of calls that fail with their callee.
  double failing(const model::Call &call) const {
    const ServiceSolution &callee = solution_.services[call.to];
    const double refused = callee.arrivals > Rate(0) ? callee.refusals / callee.arrivals : 0.0;
    return std::max(refused, model_.services[call.to].fails);
  }

  /// Share of calls that take longer, where the callee's time is known.
  double slower(const model::Call &call, Duration than) const {
    const latency::Distribution &time = times_[call.to];
    return solution_.services[call.to].residence.mean && time.isSpreadKnown() ? 1 - time.cdf(than)
           : solution_.services[call.to].residence.mean                       ? 0.0
                                                                              : 1.0;
  }

  void tellOfCall(std::size_t from, const model::Call &call) {
    const std::string callee = model_.services[call.to].name;
    const double late = call.timeout ? slower(call, *call.timeout) : 0;
    if (late > matters)
      leaveOut(from, fmt::format("{:.3g} % of the calls to {} would time out{}", 100 * late, callee,
                                 call.retries > 0 ? " and be tried again" : ""));
    else if (call.timeout)
      solution_.notes.push_back(
          fmt::format("{}: the timeout of calls to {} is left out; {:.2g} % would take longer",
                      model_.services[from].name, callee, 100 * late));
    if (call.hedgeAfter && slower(call, *call.hedgeAfter) > matters)
      leaveOut(from, fmt::format("calls to {} are hedged", callee));
    if (failing(call) > matters)
      leaveOut(from, fmt::format("{:.3g} % of the calls to {} fail{}", 100 * failing(call), callee,
                                 call.retries > 0 ? " and are tried again" : ""));
    if (call.joins > 0 || call.cache)
      leaveOut(from, fmt::format("calls to {} join loads under way", callee));
    if (call.batch)
      leaveOut(from, fmt::format("calls to {} wait for their batch", callee));
  }

  const model::Model &model_;
  const std::vector<latency::Distribution> &times_;
  Solution &solution_;
};

} // namespace

void tellWhatIsLeftOut(const model::Model &model, const std::vector<latency::Distribution> &times,
                       Solution &solution) {
  Teller(model, times, solution).tell();
}

} // namespace loadline::solve
