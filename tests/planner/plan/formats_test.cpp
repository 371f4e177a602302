#include "tests/planner/plan/planned.h"

#include "base/text.h"
#include "planner/plan/plan_diff.h"
#include "planner/plan/plan_formats.h"
#include "planner/plan/plan_json.h"
#include "planner/plan/plan_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <set>

namespace loadline::plan {

namespace {

bool has(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

/// The line of a CSV that begins so.
std::string lineOf(const std::string &csv, const std::string &start) {
  for (const std::string &line : split(csv, '\n'))
    if (line.starts_with(start))
      return line.substr(0, line.find('\r'));
  return "";
}

} // namespace

TEST(Formats, AllTellTheWayToTheMostOversubscribedService) {
  const Plan plan = examplePlan("six_services");
  for (const std::string &text : {toText(plan), toMarkdown(plan), toHtml(plan)}) {
    EXPECT_TRUE(has(text, "The way there: edge admits 500; gateway admits 200; "));
    EXPECT_TRUE(has(text, "Its signal: "));
  }
  const auto json = nlohmann::json::parse(toJsonText(plan));
  EXPECT_EQ(json["system"]["way"].size(), 4u);
  EXPECT_EQ(json["system"]["way"][0]["service"], "edge");
  EXPECT_EQ(json["system"]["signal"]["in_flight"], 47.5);
  EXPECT_TRUE(has(toCsv(plan), "system.way\r\nservice,admits [requests],calls_at_once\r\n"
                               "edge,500,1\r\ngateway,200,1\r\n"));
}

TEST(Formats, TextCallsATierTightByWhatCanBeThereAtOnce) { // 100 in turn, of the 210 it admits
  const std::string text = summaryText(examplePlan("online_boutique"));
  EXPECT_TRUE(has(text, "Tightest tier: checkout, recommendation and ad, 0.476x of it at once"))
      << text;
  EXPECT_FALSE(has(text, "Most oversubscribed")) << text; // ten clients fit everywhere
}

TEST(Formats, CsvHasTheFindingsInFull) {
  const std::string csv = toCsv(examplePlan("shop"));
  EXPECT_TRUE(has(csv, "\r\nfindings\r\ncheck,column,file,fingerprint,line,message,severity\r\n"))
      << csv;
}
TEST(Formats, CsvHasPlainNumbersAndTheirUnitsInTheHeader) {
  const std::string csv = toCsv(examplePlan("shop"));
  const std::string header = lineOf(csv, "service,kind,");
  for (const char *column :
       {",arrival_rate [1/s],", ",residence_time.p99 [s],", ",in_flight.mean [requests],",
        ",utilization [1],", ",cost.declared [money/month],", ",growth.full_in_months [months],"})
    EXPECT_TRUE(has(header, column)) << column << " in " << header;
  EXPECT_TRUE(has(lineOf(csv, "orders_db,pool,shop.yaml:"), ",2,1000,1000,0.005,")) << csv;
  const std::string services = csv.substr(0, csv.find("\r\nfindings\r\n"));
  EXPECT_FALSE(has(services, " ms,"));
  EXPECT_FALSE(has(services, "%,"));
}

TEST(Formats, CsvHoldsEveryNumberOfTheJson) {
  for (const char *example : {"shop", "tenants", "autoscaling", "six_services"}) {
    const Plan plan = examplePlan(example);
    std::set<std::string> cells;
    for (const std::string &line : split(toCsv(plan), '\n'))
      for (const std::string &cell : split(line.substr(0, line.find('\r')), ','))
        cells.insert(cell);
    const std::function<void(const std::string &, const nlohmann::json &)> walk =
        [&](const std::string &path, const nlohmann::json &value) {
          if (path.ends_with("derivations") || path.ends_with("at"))
            return;
          if (value.is_structured()) {
            for (const auto &[key, inner] : value.items())
              walk(path + "." + key, inner);
          } else if (value.is_number_float()) {
            EXPECT_TRUE(cells.contains(exactly(value.get<double>()))) << path << " " << value;
          }
        };
    const auto json = nlohmann::json::parse(toJsonText(plan));
    for (const auto &[key, value] : json.items())
      if (key != "findings") // their lines stand in one cell with the file
        walk(key, value);
  }
}

TEST(Formats, TextKeepsNamesApartThatDifferInTheirMiddle) {
  const std::string front(60, 'a'), back(60, 'z');
  std::string spec = "loadline: 1\nworkload: [ { to: a, rate: 10/s } ]\nservices:\n  a:\n    "
                     "service_time: { mean: 1ms }\n    calls:\n";
  for (const char *middle : {"1", "2"})
    spec += fmt::format("      - {{ to: {}{}{} }}\n", front, middle, back);
  for (const char *middle : {"1", "2"})
    spec += fmt::format("  {}{}{}: {{ service_time: {{ mean: 1ms }}, pool: {{ size: 9 }} }}\n",
                        front, middle, back);
  const std::string text = toText(planned(spec));
  const auto start = text.find("\nService");
  const std::string tables = text.substr(start, text.find("\nFindings") - start);
  EXPECT_FALSE(has(tables, "…"));
  for (const std::string &line : split(tables, '\n'))
    EXPECT_LE(columns(line), 100u) << line;
}

TEST(Formats, DiffTellsSharesInPointsAndTheRestInPercent) {
  const auto at = [](const char *rate) {
    return planned(
        fmt::format("loadline: 1\nworkload: [ {{ to: a, rate: {} }} ]\nservices:\n  a: {{ "
                    "service_time: {{ mean: 10ms }}, contract: {{ max_in_flight: 10 }} "
                    "}}\n",
                    rate));
  };
  const PlanDiff diff = differenceOf(at("200/s"), at("300/s"));
  const auto movedOf = [&](const char *field) {
    for (const Change &change : diff.changes)
      if (change.about == "a" && change.field == field)
        return change.moved;
    return std::string("nothing");
  };
  EXPECT_EQ(movedOf("utilization"), "+10 points"); // 20 % to 30 %, not +50 %
  EXPECT_EQ(movedOf("arrival_rate"), "+50%");
  const auto json = nlohmann::json::parse(toJsonText(diff));
  EXPECT_EQ(json["changes"][0]["before_value"], 200.0);
  EXPECT_EQ(json["changes"][0]["after_value"], 300.0);
}

} // namespace loadline::plan
