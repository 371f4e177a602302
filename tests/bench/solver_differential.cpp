#include "tests/planner/differential/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

// How far the solver is from the simulator, by stratum of generated systems.
//
//   solver_differential measure FIRST SYSTEMS EVENTS >> FILE   simulates, at most so many events
//   each solver_differential FILE...                                solves the same, and compares

namespace loadline::differential {

namespace {

using Outcomes = std::vector<Outcome>;

std::vector<double> absolute(const Outcomes &outcomes, double Deviation::*figure) {
  std::vector<double> out;
  for (const Outcome &outcome : outcomes)
    if (outcome.deviation)
      out.push_back(100 * std::abs((*outcome.deviation).*figure));
  return out;
}

void printRow(const std::string &name, const Outcomes &outcomes) {
  const auto means = absolute(outcomes, &Deviation::mean);
  const auto throughputs = absolute(outcomes, &Deviation::throughput);
  const auto tails = absolute(outcomes, &Deviation::p99);
  std::vector<double> noise;
  for (const Outcome &outcome : outcomes)
    noise.push_back(100 * outcome.measured.halfWidth);
  fmt::print(
      "{:34} {:4} {:4} | {:6.2f} {:6.2f} {:6.2f} | {:6.2f} {:6.2f} | {:6.2f} {:6.2f} | {:5.2f}\n",
      name, outcomes.size(), means.size(), quantile(means, 0.5), quantile(means, 0.95),
      quantile(means, 1), quantile(throughputs, 0.5), quantile(throughputs, 0.95),
      quantile(tails, 0.5), quantile(tails, 0.9), quantile(noise, 0.5));
}

void printBy(const Outcomes &outcomes, const std::function<std::string(const Outcome &)> &key) {
  std::map<std::string, Outcomes> groups;
  for (const Outcome &outcome : outcomes)
    groups[key(outcome)].push_back(outcome);
  for (const auto &[name, group] : groups)
    printRow(name, group);
  fmt::print("\n");
}

std::string nameOf(const Stratum &is) {
  return fmt::format("{} {} {} {}", toString(is.topology), toString(is.load),
                     is.isClosed ? "closed" : "open", is.isLognormal ? "lognormal" : "exponential");
}

void printWorst(Outcomes outcomes) {
  std::sort(outcomes.begin(), outcomes.end(), [](const Outcome &a, const Outcome &b) {
    const auto off = [](const Outcome &is) {
      return is.deviation ? std::abs(is.deviation->mean) : 1e9;
    };
    return off(a) > off(b);
  });
  outcomes.resize(std::min<std::size_t>(outcomes.size(), 15));
  for (const Outcome &is : outcomes)
    fmt::print(
        "{:5} {:34} {:3} services, fullest {:.3f}, ± {:.2f} %: {}\n", is.measured.number,
        nameOf(is.stratum), is.services, is.measured.utilization, 100 * is.measured.halfWidth,
        is.deviation
            ? fmt::format("throughput {:+.2f} %, mean {:+.2f} %, p95 {:+.1f} %, p99 {:+.1f} %",
                          100 * is.deviation->throughput, 100 * is.deviation->mean,
                          100 * is.deviation->p95, 100 * is.deviation->p99)
            : "no answer");
}

void report(const Outcomes &all) {
  Outcomes steady;
  double seconds = 0;
  for (const Outcome &outcome : all) {
    seconds += outcome.seconds;
    if (outcome.measured.isSteady)
      steady.push_back(outcome);
  }
  fmt::print("{} systems, {} steady in the simulation; the solver took {:.2f} ms each\n",
             all.size(), steady.size(), 1e3 * seconds / static_cast<double>(all.size()));
  fmt::print("{:34} {:>4} {:>4} | {:^20} | {:^13} | {:^13} | noise\n", "deviation in %", "all",
             "ans.", "mean: p50 p95 max", "rate: p50 p95", "p99: p50 p90");
  printBy(steady, [](const Outcome &is) { return std::string(toString(is.stratum.load)); });
  printBy(steady, [](const Outcome &is) {
    return fmt::format("{} {}", toString(is.stratum.load), is.stratum.isClosed ? "closed" : "open");
  });
  printBy(steady, [](const Outcome &is) {
    return fmt::format("{} {}", toString(is.stratum.topology), toString(is.stratum.load));
  });
  printBy(steady, [](const Outcome &is) {
    return fmt::format("{} {}", toString(is.stratum.load),
                       is.stratum.isLognormal ? "lognormal" : "exponential");
  });
  printBy(steady, [](const Outcome &is) {
    return is.measured.utilization < 0.85 ? "fullest below 85 %" : "fullest at or above 85 %";
  });
  printWorst(steady);
}

} // namespace

} // namespace loadline::differential

int main(int count, char **words) {
  using namespace loadline::differential;
  const std::vector<std::string> arguments(words + 1, words + count);
  if (arguments.size() == 4 && arguments[0] == "measure") {
    const auto first = std::stoull(arguments[1]);
    for (std::uint64_t number = first; number < first + std::stoull(arguments[2]); ++number) {
      fmt::print("{}\n", lineOf(measure(number, std::stod(arguments[3]))));
      std::fflush(stdout);
    }
    return 0;
  }
  std::vector<Outcome> outcomes;
  for (const std::string &file : arguments) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
      if (const auto measured = measuredOf(line))
        outcomes.push_back(compare(*measured));
  }
  report(outcomes);
}
