#include "tests/gui/example.h"

namespace loadline::tests {

namespace {

using namespace std::chrono_literals;
using namespace units;
using plan::NodeKind;
using plan::Verdict;

plan::ServicePlan service(std::string name, int tier, Rate rate, Duration mean, Duration p99,
                          Concurrency bound, Verdict verdict, NodeKind kind = NodeKind::service) {
  plan::ServicePlan made{
      .name = name, .at = {"six_services.yaml", 10 + tier, 3}, .kind = kind, .tier = tier};
  made.arrivalRate = made.throughput = rate;
  made.residenceTime.mean = mean;
  made.residenceTime.p99 = p99;
  made.inFlightMean = rate * mean;
  made.inFlightAtP99 = rate * p99;
  made.maxInFlight.declared = bound;
  made.maxInFlight.declaredIn = kind == NodeKind::pool ? "pool.size" : "contract.max_in_flight";
  made.maxInFlight.recommended = Concurrency(rate.count() * p99.count() / 0.7);
  made.maxInFlight.basis = plan::Basis::p99;
  made.utilization = Ratio(rate.count() * mean.count() / bound.count());
  made.oversubscription = Ratio(tier == 0 ? 1 : 4.29);
  made.binding = plan::Constraint::inFlight;
  made.verdict = verdict;
  made.derivations = {{.field = name + ".max_in_flight.recommended",
                       .formula = "⌈arrival rate × residence time / utilization⌉",
                       .inputs = {{"arrival rate", "1000/s", {"six_services.yaml", 4, 5}, ""},
                                  {"utilization", "70%", {}, "default of the policy"}},
                       .result = "358"}};
  return made;
}

plan::EdgePlan edge(std::string from, std::string to, double rate, double offered, double admitted,
                    bool isParallel = false) {
  return {.from = std::move(from),
          .to = std::move(to),
          .at = {"six_services.yaml", 20, 9},
          .rate = Rate(rate),
          .offeredInFlight = Concurrency(offered),
          .offeredMean = Concurrency(offered / 2),
          .admittedInFlight = Concurrency(admitted),
          .oversubscription = Ratio(offered / admitted),
          .isParallel = isParallel,
          .parallelGroup = isParallel ? 1 : 0};
}

std::shared_ptr<plan::Plan> examplePlan() {
  auto made = std::make_shared<plan::Plan>();
  made->system = {.name = "six services",
                  .maxRate = Rate(1000),
                  .maxRateAtPolicy = Rate(700),
                  .bottleneck = "gateway",
                  .bottleneckConstraint = plan::Constraint::contract};
  made->services = {
      service("edge", 0, Rate(5000), 42ms, 100ms, Concurrency(500), Verdict::fits),
      service("gateway", 1, Rate(1000), 150ms, 200ms, Concurrency(200), Verdict::aboveLine),
      service("auth", 2, Rate(400), 20ms, 250ms, Concurrency(100), Verdict::fits),
      service("catalog", 2, Rate(800), 50ms, 188ms, Concurrency(150), Verdict::fits),
      service("recommendations", 2, Rate(500), 220ms, 300ms, Concurrency(100),
              Verdict::overCapacity),
      service("model", 3, Rate(300), 40ms, 200ms, Concurrency(60), Verdict::fits),
      service("orders_db", 3, Rate(1300), 10ms, 38ms, Concurrency(50), Verdict::fits,
              NodeKind::pool),
  };
  made->services[4].code = {"src/recommendations/**"};
  made->edges = {edge("workload", "edge", 5000, 500, 500),
                 edge("edge", "gateway", 1000, 500, 200),
                 edge("gateway", "auth", 400, 200, 100, true),
                 edge("gateway", "catalog", 800, 200, 150, true),
                 edge("gateway", "recommendations", 500, 200, 100, true),
                 edge("recommendations", "model", 300, 100, 60),
                 edge("catalog", "orders_db", 800, 150, 50),
                 edge("recommendations", "orders_db", 500, 100, 50)};
  made->tiers = {
      {{"edge"}, Concurrency(500), Concurrency(500), Concurrency(500), Ratio(1), Ratio(1)},
      {{"gateway"}, Concurrency(500), Concurrency(500), Concurrency(200), Ratio(2.5), Ratio(2.5)},
      {{"auth", "catalog", "recommendations"},
       Concurrency(1500),
       Concurrency(600),
       Concurrency(350),
       Ratio(1500 / 350.0),
       Ratio(600 / 350.0)}};
  made->findings = {
      {.check = "oversubscribed-edge",
       .severity = findings::Severity::error,
       .message = "gateway can have 200 calls inside recommendations, which admits 100",
       .at = {"six_services.yaml", 20, 9}}};
  made->assumptions = {{"policy.utilization", "70%", "default"}};
  return made;
}

std::shared_ptr<findings::Audit> exampleAudit() {
  auto made = std::make_shared<findings::Audit>();
  const findings::Step loop{{"src/recommendations/fan_out.cpp", 40, 3},
                            "a loop over the items of the request"};
  made->root = "/src";
  made->sites = {{.id = "s1",
                  .at = {"src/recommendations/fan_out.cpp", 42, 5},
                  .function = "notifyAll",
                  .api = "std::async",
                  .bound = bound::Bound::outside("items"),
                  .siteClass = findings::SiteClass::dangerous,
                  .origin = 'C',
                  .witness = {loop}},
                 {.id = "s2",
                  .at = {"tools/report.cpp", 7, 3},
                  .function = "main",
                  .api = "std::thread",
                  .bound = bound::Bound::constant(4),
                  .siteClass = findings::SiteClass::safe,
                  .limiter = "trip_count",
                  .collected = findings::Collected::joined}};
  made->findings = {{.check = "unbounded-spawn",
                     .severity = findings::Severity::error,
                     .message = "a task for each item of a request, and nothing limits how many",
                     .at = {"src/recommendations/fan_out.cpp", 42, 5},
                     .fingerprint = "0123456789abcdef",
                     .path = {loop}},
                    {.check = "unresolved-bound",
                     .severity = findings::Severity::note,
                     .message = "the bound of this pool is not known",
                     .at = {"tools/report.cpp", 7, 3},
                     .fingerprint = "fedcba9876543210"}};
  made->translationUnits = {.total = 3, .analysed = 2, .withErrors = 1, .skipped = 0, .failed = 1};
  return made;
}

std::shared_ptr<review::Judgement> exampleJudgement() {
  auto made = std::make_shared<review::Judgement>();
  const review::SpecBound bound{.service = 4,
                                .what = "contract.max_in_flight",
                                .value = Concurrency(100),
                                .perProcess = Concurrency(100),
                                .at = {"six_services.yaml", 31, 22}};
  made->ledger.entries = {{.service = 4,
                           .status = review::BoundStatus::unbounded,
                           .spec = bound,
                           .site = 0,
                           .inCode = "outside(items)",
                           .why = "the only site that is left in its code"}};
  return made;
}

} // namespace

session::Documents notificationDocuments() {
  const std::filesystem::path folder =
      std::filesystem::path(LOADLINE_SOURCE_DIR) / "docs/examples/notifications";
  return session::opened({}, {folder / "notifications.yaml", folder / "audit.json"});
}

session::Documents exampleDocuments() {
  return {.specPath = "/project/six_services.yaml",
          .auditPath = "/project/audit.json",
          .plan = examplePlan(),
          .audit = exampleAudit(),
          .concerns = {.codeFindings = {{"recommendations"}, {}},
                       .sites = {{"recommendations"}, {}},
                       .planFindings = {{"recommendations"}}},
          .judgement = exampleJudgement(),
          .badges = {{"recommendations", {.count = 1, .worst = findings::Severity::error}}}};
}

} // namespace loadline::tests
