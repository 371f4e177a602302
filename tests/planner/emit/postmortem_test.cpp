#include "planner/emit/postmortem.h"

#include <gtest/gtest.h>

namespace loadline::emit {

namespace {

const std::string head = "loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n";
const std::string services =
    "  a: { service_time: { mean: 10ms }, deployment: { max_in_flight: 64 }, slo: { success: 99.9% "
    "},\n"
    "       calls: [ { parallel: [ { to: b, per_request: 2 } ] } ] }\n"
    "  b: { service_time: { mean: 10ms }, contract: { max_in_flight: 8 } }\n"
    "  far: { service_time: { mean: 10ms } }\n";

Result<std::string> postmortemOf(const std::string &text, const std::string &service) {
  const auto spec = plan::planSpecText(
      head + text, "spec.yaml", {.rules = std::filesystem::path(LOADLINE_SOURCE_DIR) / "rules"});
  EXPECT_TRUE(spec) << toString(spec.error());
  return postmortem(*spec, service);
}

bool has(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST(Postmortem, TellsTheBoundsAroundTheServiceAndWhatCallersCanPush) {
  const std::string text = postmortemOf(services, "a").value();
  EXPECT_TRUE(has(text, "| a | 64 | deployment |")) << text;
  EXPECT_TRUE(has(text, "| b | 8 | contract.max_in_flight |")) << text;
  EXPECT_FALSE(has(text, "| far |")) << text;
}

TEST(Postmortem, SaysWhatAnOutageSpendsOfTheErrorBudget) {
  // 0.1 % of 30 days is 43.2 minutes, and ten times that where one in ten fails
  const std::string text = postmortemOf(services, "a").value();
  EXPECT_TRUE(has(text, "Error budget: 43.2 min of 30 d")) << text;
  EXPECT_TRUE(has(text, "spend it in 43.2 min; one in ten in 7.2 h")) << text;
}

TEST(Postmortem, MakesAnActionItemOfEachFinding) {
  const std::string text = postmortemOf(services, "b").value();
  EXPECT_TRUE(has(text, "mend oversubscribed-edge at spec.yaml:")) << text;
}

TEST(Postmortem, AsksForEachTimeOnce) {
  const std::string text = postmortemOf(services, "a").value();
  EXPECT_TRUE(has(text, "| C | … | first alert | … |")) << text;
  EXPECT_TRUE(has(text, "| to page | C | D | … |")) << text;
}

TEST(Postmortem, SaysWhichServicesThereAre) {
  const auto text = postmortemOf(services, "farr");
  ASSERT_FALSE(text);
  EXPECT_TRUE(has(toString(text.error()), "no service 'farr' in this spec (did you mean 'far'?)"))
      << toString(text.error());
}

TEST(Postmortem, KeepsNamesOutOfTheMarkup) {
  const std::string name = "a|b <script>";
  const std::string text =
      postmortemOf("  a: { service_time: { mean: 1ms }, calls: [ { to: '" + name + "' } ] }\n  '" +
                       name +
                       "': { service_time: { mean: 1ms }, contract: { max_in_flight: 4 } }\n",
                   name)
          .value();
  EXPECT_TRUE(has(text, "| a\\|b &lt;script> | 4 |")) << text;
}

} // namespace loadline::emit
