#include "planner/formulas/all_calculators.h"
#include "planner/formulas/solve.h"
#include "tests/planner/formulas/given_by.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

// Where two figures are equal on paper, and a hair beyond: the answer must hang on the figures and
// not on the last bit of a double. Most rows are such that bare doubles get them wrong: 2.01k is
// 2009.9999999999998, and 7 / 0.035 is less than 1 / 0.005.

namespace loadline::formulas {

namespace {

const policy::Policy seventyPercent{{units::Ratio(0.7), {}, "the test"}};

struct Edge {
  std::string_view calculator, variable;
  std::string_view equal, whenEqual;   ///< options whose two sides are the same, and the answer
  std::string_view beyond, whenBeyond; ///< options beyond that, and the other answer
};

constexpr Edge edges[] = {
    {"volume", "consistent", "--volume 0.3 --baseline 0.1/s --period 3s", "yes",
     "--volume 0.29 --baseline 0.1/s --period 3s", "no"},
    {"throughput", "binding", "--cores 1 --cpu-time 100ms --wait-time 200ms --in-flight 3", "cpu",
     "--cores 1 --cpu-time 100ms --wait-time 201ms --in-flight 3", "in_flight"},
    {"fan-out", "parallel_fits", "--times 1.1h --deadline 66min", "yes",
     "--times 1.1h --deadline 65min", "no"},
    {"fan-out", "serial_fits", "--times 3x100ms --deadline 300ms", "yes",
     "--times 3x100ms --deadline 299ms", "no"},
    {"bulk", "feasible", "--items 3 --time 0.1s --requests 1 --slots 1 --deadline 0.3s", "yes",
     "--items 3 --time 0.1s --requests 1 --slots 1 --deadline 0.29s", "no"},
    {"adaptive-limit", "stuck", "--limit 2.01k --up 1.0001", "yes", "--limit 2.01k --up 1.001",
     "no"},
    {"adaptive-limit", "step", "--latency 20ms --target 25ms", "stays",
     "--latency 19ms --target 25ms", "up"},
    {"adaptive-limit", "step", "--latency 22ms --target 20ms", "stays",
     "--latency 23ms --target 20ms", "down"},
    {"admission", "low_rejected", "--load 60%", "no", "--load 61%", "yes"},
    {"admission", "medium_rejected", "--load 80%", "no", "--load 81%", "yes"},
    {"deadline", "serial_fits", "--timeout 600ms --times 3x200ms", "yes",
     "--timeout 599ms --times 3x200ms", "no"},
    {"deadline", "serial_fits", "--timeout 300ms --times 100ms --reserve 200ms", "yes",
     "--timeout 300ms --times 101ms --reserve 200ms", "no"},
    {"deadline", "parallel_fits", "--timeout 300ms --times 100ms,50ms --reserve 200ms", "yes",
     "--timeout 300ms --times 101ms,50ms --reserve 200ms", "no"},
    {"deadline", "shrinks", "--chain 300ms,200ms --reserve 100ms", "yes",
     "--chain 300ms,201ms --reserve 100ms", "no"},
    {"hedge", "within_target", "--delay-percentile 95%", "yes", "--delay-percentile 94.9%", "no"},
    {"breaker", "trips", "--requests 2.01k --failures 1005 --min-requests 2010", "yes",
     "--requests 2.01k --failures 1004 --min-requests 2010", "no"},
    {"breaker", "can_trip", "--timeout 700ms --interval 1s --ratio 30%", "no",
     "--timeout 699ms --interval 1s --ratio 30%", "yes"},
    {"alert", "alert_fires", "--alert 2.01k/s --observed 2010/s", "no",
     "--alert 2.01k/s --observed 2011/s", "yes"},
    {"alert", "objective_broken", "--objective 2.01k/s --observed 2010/s", "no",
     "--objective 2.01k/s --observed 2011/s", "yes"},
    {"alert", "fires_in_time", "--alert 0.1/s --hold 2s --base 0.1 --ceiling 0.3", "yes",
     "--alert 0.1/s --hold 2s --base 0.1 --ceiling 0.29", "no"},
    {"leak", "leaks", "--before 0.1 --after 0.4 --slack 0.3", "no",
     "--before 0.1 --after 0.41 --slack 0.3", "yes"},
    {"leak", "alarm", "--before 40 --after 2010 --threshold 2.01k", "no",
     "--before 40 --after 2011 --threshold 2.01k", "yes"},
    {"saturation", "fires", "--in-flight 2010 --limit 2.01k --threshold 100%", "no",
     "--in-flight 2011 --limit 2.01k --threshold 100%", "yes"},
    {"saturation", "drift", "--in-flight 2010 --limit 2.01k --high 100% --earlier 50%", "no",
     "--in-flight 2011 --limit 2.01k --high 100% --earlier 50%", "yes"},
    {"bands", "band", "--tasks 2.01k --edges 50,2010,5000", "2",
     "--tasks 2009 --edges 50,2010,5000", "1"},
    {"compare", "grew", "--before 100ns --after 105ns --tolerance 5%", "no",
     "--before 100ns --after 106ns --tolerance 5%", "yes"},
    {"compare", "grew", "--before 250ns --after 260ns --tolerance 4%", "no",
     "--before 250ns --after 261ns --tolerance 4%", "yes"},
    {"compare", "grew", "--before 1s --after 1.1s --tolerance 10%", "no",
     "--before 1s --after 1.11s --tolerance 10%", "yes"},
    {"compare", "grew", "--before 7/s --after 7.7/s --tolerance 10%", "no",
     "--before 7/s --after 7.8/s --tolerance 10%", "yes"},
    {"compare", "grew", "--before 2.01k --after 2010", "no", "--before 2.01k --after 2011", "yes"},
    {"compare", "differs", "--before 100ms --after 80ms --tolerance 20%", "no",
     "--before 100ms --after 79ms --tolerance 20%", "yes"},
    {"drain", "fits", "--in-flight 3 --workers 1 --time 0.1s --grace 0.3s", "yes",
     "--in-flight 3 --workers 1 --time 0.1s --grace 0.29s", "no"},
    {"drain", "fits", "--in-flight 7 --workers 1 --time 0.1s --grace 0.7s", "yes",
     "--in-flight 7 --workers 1 --time 0.1s --grace 0.69s", "no"},
    {"cascade", "survives", "--pods 4 --rate 2.1/s --per-pod 0.7/s", "yes",
     "--pods 4 --rate 2.2/s --per-pod 0.7/s", "no"},
    {"scale-up", "holds", "--rate 0.3/s --peak 0.9/s --ready 90s --capacity 0.9/s", "yes",
     "--rate 0.3/s --peak 0.91/s --ready 90s --capacity 0.9/s", "no"},
    {"polling", "overlaps", "--time 1.1h --interval 66min", "no", "--time 1.1h --interval 65min",
     "yes"},
    {"polling", "fits", "--endpoints 3 --interval 30s --time 0.1s --limit 1 --window 0.3s", "yes",
     "--endpoints 3 --interval 30s --time 0.1s --limit 1 --window 0.29s", "no"},
    {"stack-growth", "shrinks", "--needed 8.04KB --start 8.04KB --used 2010B", "no",
     "--needed 8.04KB --start 8.04KB --used 2009B", "yes"},
    {"ports", "fits", "--seen 2010 --ports 2.01k", "yes", "--seen 2011 --ports 2.01k", "no"},
    {"oversubscription", "narrowest_name", "--admitted a=2010,b=2.01k", "a",
     "--admitted a=2010,b=2009", "b"},
    {"inherit", "binding", "--capacity a=0.1,b=0.3 --calls 1,3", "a",
     "--capacity a=0.1,b=0.29 --calls 1,3", "b"},
    {"budget", "binding", "--layers a=2010,b=2.01k", "a", "--layers a=2010,b=2009", "b"},
    {"flush", "goes_by", "--size 21 --rate 0.7/s --interval 30s", "size",
     "--size 21 --rate 0.7/s --interval 29s", "interval"},
    {"pipeline", "binding", "--times a=5ms,b=35ms --workers 1,7", "a",
     "--times a=5ms,b=36ms --workers 1,7", "b"},
};

/// The answer as it is shown; what is wrong where there is none.
std::string shown(const Edge &edge, std::string_view options) {
  const auto answer = solve(*findCalculator(edge.calculator), givenBy(options), seventyPercent);
  const Value *value = answer ? answer->find(edge.variable) : nullptr;
  return value ? toString(*value) : answer ? "no answer" : toString(answer.error());
}

double figure(std::string_view calculator, std::string_view options, std::string_view name) {
  const auto answer = solve(*findCalculator(calculator), givenBy(options), seventyPercent);
  const Value *value = answer ? answer->find(name) : nullptr;
  EXPECT_NE(value, nullptr) << options;
  return value ? value->number() : -1;
}

using Named = std::set<std::pair<std::string_view, std::string_view>>;

/// Everything of the table that is a yes, a no or the name of one of several.
Named decisions() {
  Named names;
  for (const Calculator *calculator : allCalculators)
    for (const Variable &variable : calculator->variables)
      if (variable.dimension == Dimension::truth || variable.dimension == Dimension::word)
        names.insert({calculator->name, variable.name});
  return names;
}

class Edges : public testing::TestWithParam<Edge> {};

} // namespace

TEST_P(Edges, EqualIsEqualAndBeyondIsNot) {
  EXPECT_EQ(shown(GetParam(), GetParam().equal), GetParam().whenEqual) << GetParam().equal;
  EXPECT_EQ(shown(GetParam(), GetParam().beyond), GetParam().whenBeyond) << GetParam().beyond;
}

INSTANTIATE_TEST_SUITE_P(Each, Edges, testing::ValuesIn(edges));

TEST(Decisions, AllHaveAnEdge) {
  Named missing = decisions();
  for (const Edge &edge : edges)
    missing.erase({edge.calculator, edge.variable});
  EXPECT_TRUE(missing.empty()) << missing.begin()->first << "." << missing.begin()->second;
}

TEST(Differences, OfTwoThatAreTheSameAreNothing) {
  EXPECT_EQ(figure("deadline", "--timeout 300ms --spent 100ms,200ms", "left"), 0);
  EXPECT_EQ(figure("workers", "--rate 2010/s --workers 1 --per-worker 2.01k/s", "backlog_growth"),
            0);
  EXPECT_EQ(figure("budget", "--total 0.3 --parts 0.1,0.2", "left"), 0);
  EXPECT_EQ(figure("incident", "--start 1.1h --end 66min", "duration"), 0);
}
TEST(Differences, OfTwoThatDifferAreKept) {
  EXPECT_NEAR(figure("deadline", "--timeout 30d --spent 29d,86399999ms", "left"), 1e-3, 1e-8);
  EXPECT_EQ(figure("compare", "--before 10000000000 --after 10000000001", "change"), 1);
  EXPECT_EQ(figure("incident", "--start 66min --end 65min", "duration"), 86340); // the next day
}
TEST(Differences, OfAFullServiceLeaveNoWayToCatchUp) { // 100 × 0.29 is 28.999999999999996
  EXPECT_EQ(figure("waiting", "--rate 100/s --time 0.29s --workers 29", "wait"), HUGE_VAL);
  EXPECT_EQ(figure("queue", "--rate 2.01k/s --workers 2010 --time 1s --waiting 5", "drain"),
            HUGE_VAL);
}
TEST(WholeNumbers, HoldHoweverLarge) {
  EXPECT_EQ(figure("bulk", "--items 10000000000 --limit 1", "waves"), 1e10);
  EXPECT_EQ(figure("waiting", "--rate 1/s --time 1s --workers 2.01k", "waits"),
            figure("waiting", "--rate 1/s --time 1s --workers 2010", "waits"));
}

} // namespace loadline::formulas
