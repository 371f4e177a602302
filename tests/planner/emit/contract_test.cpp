#include "planner/emit/contract.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace loadline::emit {

namespace {

const std::string head = "loadline: 1\n"
                         "workload: [ { to: a, rate: 10/s } ]\n";

/// As the contract stands in a document, all of it said.
const std::string allSaid =
    "services:\n"
    "  ledger:\n"
    "    contract:\n"
    "      published: true\n"
    "      max_rate: 5000/s\n"
    "      max_in_flight: { value: 1000, because: 'the ledger''s: 8 shards | 125', review: "
    "2027-01-31, kept_by: 'Pool::acquire' }\n"
    "      burst: 30s # how long more than max_rate is tolerated\n"
    "      on_excess: shed\n"
    "      retry_after: 0.25s\n"
    "      take_turns: true\n"
    "      lowest_every: 10\n"
    "      per_caller:\n"
    "        default: { max_rate: 100/s, max_in_flight: 20 }\n"
    "        a: { max_rate: 0.5/s }\n"
    "      classes:\n"
    "        read: { max_in_flight: { value: 700, because: 'short' }, priority: 2 }\n"
    "        write: { max_rate: 50/s }\n"
    "      per_tenant:\n"
    "        premium: { max_rate: 100/s, max_in_flight: 10, count: 20, state: 2048B }\n";

Result<plan::PlannedSpec> planned(const std::string &services) {
  return plan::planSpecText(head + services, "spec.yaml",
                            {.rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
}

/// Of one of the services.
std::string documentOf(const std::string &services, const std::string &service) {
  const auto spec =
      planned(services.starts_with("services:") ? services : "services:\n" + services);
  EXPECT_TRUE(spec) << toString(spec.error());
  return contractText(*spec, service).value();
}

/// What stands between the fences.
std::string yamlOf(const std::string &document) {
  const std::string fence = "```yaml\n";
  const auto from = document.find(fence) + fence.size();
  return document.substr(from, document.rfind("```") - from);
}

const std::string caller = "  a: { calls: [ { to: ledger } ] }\n";

} // namespace

TEST(ContractDocument, HoldsAllThatTheContractSays) {
  EXPECT_EQ(yamlOf(documentOf(allSaid + caller, "ledger")), allSaid);
}
TEST(ContractDocument, OfAProposalReadsBackAsWhatWasProposed) {
  const std::string services = caller + "  ledger:\n    service_time: { mean: 40ms, p99: 160ms }\n";
  const std::string proposed = yamlOf(documentOf(services, "ledger"));
  EXPECT_NE(proposed.find("max_rate: 10/s # proposed: the planned load\n"), std::string::npos);
  const auto read = planned(proposed + caller);
  ASSERT_TRUE(read) << toString(read.error());
  const spec::Contract &contract = read->system.services[0].terms.contract;
  EXPECT_EQ(contract.cap.maxRate->value, units::Rate(10));
  EXPECT_EQ(contract.perCaller.at(0).cap.maxRate->value, units::Rate(2)); // a fifth
}
TEST(ContractDocument, ProposesABoundForThePromisedRateAndSharesThatReachIt) {
  const std::string timed = ", service_time: { mean: 40ms } }\n";
  const std::string document =
      documentOf(caller + "  ledger: { contract: { max_rate: 5000/s }" + timed, "ledger");
  const std::string proposed = yamlOf(document); // ⌈5000/s × 40 ms / 70 %⌉ and ⌊5000 × 57 / 286⌋
  EXPECT_NE(proposed.find("max_in_flight: 286 # proposed: the promised rate"), std::string::npos)
      << proposed;
  EXPECT_NE(proposed.find("default: { max_rate: 996/s, max_in_flight: 57 }"), std::string::npos)
      << proposed;
  const auto kept = planned(proposed + "    service_time: { mean: 40ms }\n" + caller);
  ASSERT_TRUE(kept) << toString(kept.error());
  EXPECT_EQ(std::ranges::count_if(kept->plan.findings,
                                  [](const findings::Finding &each) {
                                    return each.check == "impossible-latency" ||
                                           each.check == "unreachable-quota";
                                  }),
            0);
}
TEST(ContractDocument, InventsNoCallersWhereSharesAreOfTenants) {
  const std::string document =
      documentOf(caller + "  ledger: { contract: { max_in_flight: 50, per_tenant: { free: { count: "
                          "100, max_in_flight: 1 } } } }\n",
                 "ledger");
  EXPECT_EQ(document.find("default"), std::string::npos) << document;
  EXPECT_NE(document.find("| each tenant of free | - | 1 | count 100 |"), std::string::npos)
      << document;
}
TEST(ContractDocument, KeepsTheContractsOwnBoundWhereADeploymentAdmitsLess) {
  const std::string document = documentOf(caller + "  ledger: { contract: { max_in_flight: 50 }, "
                                                   "deployment: { max_in_flight: 20 } }\n",
                                          "ledger");
  EXPECT_NE(document.find("max_in_flight: 50 # deployment admits 20\n"), std::string::npos)
      << document;
}
TEST(ContractDocument, LetsNoNameBecomeMarkUp) {
  const std::string document = documentOf(
      caller + "  ledger: { contract: { max_in_flight: { value: 5, because: 'a | b <c>' } } }\n",
      "ledger");
  EXPECT_EQ(document.find("a | b <c> |"), std::string::npos) << document;
}

} // namespace loadline::emit
