#include "planner/plan/make_plan.h"
#include "planner/rules/policy.h"
#include "planner/spec/load_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// How long a plan takes, by number of services. Goals: 1,000 services in 10 ms, 100,000 in 2 s. The
// calibration loop is a fixed amount of arithmetic, so that figures of different machines compare.
// All times are those of the processor (a plan is made by one thread), so that what else runs on
// the machine counts less.

namespace loadline {

namespace {

/// What a generated system is like.
struct Kind {
  const char *name;
  std::string (*calls)(int service, int services, std::mt19937 &random);
};

/// Up to three of the next hundred, each in three requests out of ten: every answer is a mixture.
std::string callsByChance(int service, int services, std::mt19937 &random) {
  std::string text;
  for (int call = 0; call < 3 && service + 1 < services; ++call)
    text += fmt::format(" {{ to: s{}, per_request: 0.3 }},",
                        service + 1 + static_cast<int>(random() % 100) % (services - service - 1));
  return text;
}

/// Ten tiers, each service calling two of the next one, once a request.
std::string callsInTiers(int service, int services, std::mt19937 &random) {
  const int size = std::max(1, services / 10), first = (service / size + 1) * size;
  std::string text;
  for (int call = 0; call < 2 && first + size <= services; ++call)
    text += fmt::format(" {{ to: s{}, timeout: 2s }},",
                        first + (service + call * (1 + static_cast<int>(random() % 7))) % size);
  return text;
}

/// As in tiers, but both calls leave together and one of them is given up early.
std::string callsTogether(int service, int services, std::mt19937 &random) {
  std::string text;
  const int size = std::max(1, services / 10), first = (service / size + 1) * size;
  for (int call = 0; call < 2 && first + size <= services; ++call)
    text += fmt::format(" {{ to: s{}{} }},",
                        first + (service + call * (1 + static_cast<int>(random() % 7))) % size,
                        call == 1 ? ", timeout: 30ms, optional: true" : "");
  return text.empty() ? text : fmt::format(" {{ parallel: [{} ] }}", text);
}

constexpr Kind kinds[] = {
    {"in tiers", callsInTiers}, {"by chance", callsByChance}, {"in groups", callsTogether}};

std::string generated(int services, const Kind &kind) {
  std::mt19937 random(7);
  std::string text = "loadline: 1\nworkload: [ { to: s0, rate: 1000/s } ]\nservices:\n";
  for (int i = 0; i < services; ++i) {
    const unsigned mean = 1 + static_cast<unsigned>(random() % 9);
    text += fmt::format("  s{}:\n    service_time: {{ mean: {}ms, p99: {}ms }}\n"
                        "    deployment: {{ replicas: 3, max_in_flight: 100, cpu: 2 }}\n"
                        "    calls: [{} ]\n",
                        i, mean, 5 * mean, kind.calls(i, services, random));
  }
  return text;
}

double secondsSince(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// The least of several runs, in s.
template <class Work>
double leastOf(int runs, Work work) {
  double least = 1e9;
  for (int run = 0; run < runs; ++run) {
    const std::clock_t start = std::clock();
    work();
    least = std::min(least, secondsSince(start));
  }
  return least;
}

double calibration() {
  return leastOf(5, [] {
    volatile double sum = 0.0;
    for (int i = 1; i < 10'000'000; ++i)
      sum = sum + 1.0 / i;
  });
}

void bench(int services, const Kind &kind, const policy::Policy &policy, double unit) {
  const std::string text = generated(services, kind);
  const auto system = spec::parseSystem(text, "generated.yaml");
  if (!system) {
    fmt::print("{}", toString(system.error()));
    return;
  }
  const int runs = services > 10'000 ? 2 : 7;
  const double parse = leastOf(runs, [&] { (void)spec::parseSystem(text, "generated.yaml"); });
  const auto planned = [&](plan::Detail detail) {
    return leastOf(
        runs, [&] { (void)plan::makePlan(*system, policy, traffic::LoadPoint::peak, detail); });
  };
  const double plan = planned(plan::Detail::figures);
  const double derived = planned(plan::Detail::derivations);
  fmt::print("{:>7} services {}: parse {:8.2f} ms, plan {:8.2f} ms, {:6.2f} µs each, {:.3f} of the "
             "calibration loop; with derivations {:8.2f} ms\n",
             services, kind.name, parse * 1e3, plan * 1e3, plan * 1e6 / services, plan / unit,
             derived * 1e3);
}

} // namespace

} // namespace loadline

/// plan_bench [SERVICES… | WORD]: these sizes, or the usual ones, of systems with that word in
/// their name, or of all.
int main(int count, char **arguments) {
  using namespace loadline;
  std::vector<int> sizes;
  std::string_view word;
  for (int i = 1; i < count; ++i)
    if (const int services = std::atoi(arguments[i]))
      sizes.push_back(services);
    else
      word = arguments[i];
  if (sizes.empty())
    sizes = {10, 100, 1'000, 10'000, 100'000};
  const auto policy =
      policy::loadPolicy(std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules").value();
  const double unit = calibration();
  fmt::print("calibration loop: {:.2f} ms\n", unit * 1e3);
  for (const Kind &kind : kinds)
    for (const int services : sizes)
      if (std::string_view(kind.name).find(word) != std::string_view::npos)
        bench(services, kind, policy, unit);
}
