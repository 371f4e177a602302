#include "tests/planner/cli/run.h"

#include "base/text.h"

#include <fmt/format.h>

namespace loadline::cli {

namespace {

bool has(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST(PlanCommand, PutsThePlanOnStandardOutputAndIsCleanWithoutViolations) {
  const Outcome outcome = loadline("plan docs/examples/inherited_bound.yaml");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(has(outcome.out, "inherited bound: 100/s at peak.")) << outcome.out;
  EXPECT_EQ(outcome.err, "");
}
TEST(PlanCommand, SaysOneWhereThePlanIsViolated) {
  EXPECT_EQ(loadline("plan docs/examples/six_services.yaml").code, 1);
}
TEST(PlanCommand, StartsItsJsonWithTheSchema) {
  EXPECT_EQ(loadline("plan docs/examples/shop.yaml --format json").out.substr(0, 35),
            "{\n  \"schema\": \"loadline/plan/v1\",\n ");
}
TEST(PlanCommand, GivesTheSameBytesTwice) {
  const std::string once = loadline("plan docs/examples/shop.yaml --format json").out;
  EXPECT_EQ(loadline("plan docs/examples/shop.yaml --format json").out, once);
}
TEST(PlanCommand, PlansTheLoadThatIsAskedFor) {
  EXPECT_TRUE(
      has(loadline("plan docs/examples/shop.yaml --at baseline").out, "shop: 2000/s at baseline."));
}
TEST(PlanCommand, ReadsStandardInput) {
  const Outcome outcome =
      shell("cat docs/examples/inherited_bound.yaml | '" LOADLINE_EXECUTABLE "' plan -");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
}
TEST(PlanCommand, ShowsDerivationsWithTheirLines) {
  EXPECT_TRUE(has(loadline("plan docs/examples/six_services.yaml --derivations").out,
                  "    effective bound = 50, docs/examples/six_services.yaml:33:19 (pool.size)"));
}
TEST(PlanCommand, TellsAWrongSpecOnStandardErrorWithTwo) {
  const Outcome outcome = loadline("plan tests/planner/spec/broken/wrong_key.yaml");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(
      outcome.err,
      "tests/planner/spec/broken/wrong_key.yaml:5:17: error: contract has no key 'max_inflight' "
      "(did you mean 'max_in_flight'?)\n");
}
TEST(PlanCommand, TellsAMissingFileWithTwo) {
  const Outcome outcome = loadline("plan no_such.yaml");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "no_such.yaml: error: can't be opened: No such file or directory\n");
}
TEST(PlanCommand, TellsAnUnwritableOutputWithTwo) {
  EXPECT_EQ(loadline("plan docs/examples/shop.yaml -o /no/such/folder/plan.txt").code, 2);
}

TEST(CheckCommand, ListsFindingsAndSaysOne) {
  const Outcome outcome = loadline("check docs/examples/six_services.yaml");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(has(outcome.out, "[impossible-latency]"));
  EXPECT_EQ(outcome.err, "six services: 19 violations\n");
}
TEST(CheckCommand, IsCleanWhereOnlyNotesAreFound) {
  EXPECT_EQ(loadline("check docs/examples/inherited_bound.yaml").code, 0);
}

TEST(CalculatorCommands, SayWhatFollowsAndByWhichFormula) {
  const Outcome outcome = loadline("little --rate 1000/s --time 100ms");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(has(outcome.out, "in_flight    100        = rate × time\n")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "bound        143        = ⌈in_flight / utilization⌉\n"));
  EXPECT_TRUE(has(outcome.out, "(rules/policy/default.yaml:"));
}
TEST(CalculatorCommands, SolveForWhatIsMissing) {
  EXPECT_TRUE(has(loadline("little --rate 5000/s --in-flight 500").out, "time         100 ms "));
  EXPECT_TRUE(has(loadline("little --time 250ms --in-flight 100").out, "rate         400/s "));
}
TEST(CalculatorCommands, NeedEnoughToReckonWith) {
  EXPECT_EQ(loadline("little --rate 5/s").code, 2);
}
TEST(CalculatorCommands, NameTheOptionThatIsWrong) {
  const Outcome outcome = loadline("little --rate 5 --time 1s");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "--rate: error: '5' is no rate (write it as in 1200/s, 1.2k/s, 90/min or "
                         "5/week)\n");
}
TEST(CalculatorCommands, WriteJson) {
  EXPECT_TRUE(loadline("token-bucket --rate 100/s --burst 1000 --format json")
                  .out.starts_with("{\n  \"schema\": \"loadline/formula/v1\",\n"));
}
TEST(CalculatorCommands, AreExplained) {
  EXPECT_TRUE(loadline("explain token-bucket").out.starts_with("# token-bucket\n\nA token bucket"));
}
TEST(CalculatorCommands, AreNamedByExplainToo) {
  EXPECT_EQ(loadline("explain tokenbucket").err,
            "loadline: error: no check 'tokenbucket' (did you mean 'token-bucket'?)\n");
}
TEST(CalculatorCommands, AreNamedWhenTheyWereMeant) {
  EXPECT_EQ(loadline("tokenbucket").err,
            "loadline: error: no command 'tokenbucket' (did you mean 'token-bucket'?)\n");
}
TEST(FormulasCommand, ListsTheCalculatorsAndPrintsTheirPage) {
  EXPECT_TRUE(has(loadline("formulas").out, "little            Little's law both ways"));
  EXPECT_EQ(loadline("formulas --format markdown").out,
            *readFile(LOADLINE_SOURCE_DIR "/docs/formulas.md"));
}

TEST(LimitsCommand, ListsThemWithinAHundredColumns) {
  const Outcome outcome = loadline("limits");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(has(outcome.out, "redis.maxclients"));
  for (const std::string &row : split(outcome.out, '\n'))
    EXPECT_LE(columns(row), 100u) << row;
}
TEST(LimitsCommand, ShowsOneWithItsSourceAndItsLine) {
  const Outcome outcome = loadline("limits linux.time-wait");
  EXPECT_TRUE(outcome.out.starts_with("linux.time-wait: Linux TCP TIME_WAIT\nvalue     60 s\n"));
  EXPECT_TRUE(has(outcome.out, "in        rules/limits/linux.yaml:"));
}
TEST(LimitsCommand, FiltersByWordsSystemAndStatus) {
  EXPECT_TRUE(has(loadline("limits --status wrong").out, "service-bus.connections: "));
  EXPECT_TRUE(
      has(loadline("limits --system Redis --format json").out, "\"id\": \"redis.throughput\""));
  EXPECT_FALSE(has(loadline("limits connections --system Redis --format json").out, "postgresql"));
}
TEST(LimitsCommand, SaysWhenNothingMatches) {
  const Outcome outcome = loadline("limits redsi");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "loadline: error: no limit matches (did you mean 'redis'?)\n");
}
TEST(LimitsCommand, AddsThoseOfAUser) {
  const Outcome outcome = shell(
      "d=$(mktemp -d); mkdir \"$d/limits\"; echo '- { limit: ours.pool, system: Ours, parameter: "
      "pool, "
      "value: 40, unit: connections, status: ours, source: our wiki }' >\"$d/limits/a.yaml\"; "
      "'" LOADLINE_EXECUTABLE
      "' limits --rules \"$d\" ours.pool; code=$?; rm -r \"$d\"; exit $code");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "value     40 connections\n"));
}

TEST(ExplainCommand, PrintsThePage) {
  const Outcome outcome = loadline("explain impossible-latency");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.starts_with("# impossible-latency\n"));
}
TEST(ExplainCommand, TakesTheNameOfClangTidyToo) {
  EXPECT_EQ(loadline("explain loadline-unbounded-spawn").code, 0);
}
TEST(ExplainCommand, NamesTheNearestCheck) {
  const Outcome outcome = loadline("explain imposible-latency");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err,
            "loadline: error: no check 'imposible-latency' (did you mean 'impossible-latency'?)\n");
}

TEST(DoctorCommand, NamesTheRules) {
  const Outcome outcome = loadline("doctor");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(has(outcome.out, "rules"));
}
TEST(DoctorCommand, SaysWhenTheRulesAreBroken) {
  const std::string broken =
      "mkdir -p \"$d/rules/policy\" \"$d/docs\" && echo '- {}' >\"$d/rules/policy/default.yaml\"";
  const Outcome outcome = shell("d=$(mktemp -d); " + broken +
                                "; LOADLINE_DATA=\"$d\" '" LOADLINE_EXECUTABLE
                                "' doctor; code=$?; rm -r \"$d\"; exit $code");
  EXPECT_EQ(outcome.code, 2);
}

TEST(AuditCommand, SaysWhatIsMissingWhereThereIsNoAudit) {
  const Outcome outcome =
      shell("d=$(mktemp -d); cp '" LOADLINE_EXECUTABLE
            "' \"$d/\"; \"$d/loadline\" audit --help; code=$?; rm -r \"$d\"; exit $code");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(has(outcome.err, "loadline-audit can't be run: No such file or directory"));
}
TEST(AuditCommand, PassesArgumentsAndExitCodeThrough) {
  const Outcome outcome = shell("d=$(mktemp -d); cp '" LOADLINE_EXECUTABLE "' \"$d/\"; "
                                "printf '#!/bin/sh\\necho \"$@\"\\nexit 3\\n' "
                                ">\"$d/loadline-audit\"; chmod +x \"$d/loadline-audit\"; "
                                "\"$d/loadline\" audit -p build --format json -- -std=c++20; "
                                "code=$?; rm -r \"$d\"; exit $code");
  EXPECT_EQ(outcome.out, "-p build --format json -- -std=c++20\n");
  EXPECT_EQ(outcome.code, 3);
}

TEST(Commands, HelpAndVersionAreClean) {
  EXPECT_EQ(loadline("--help").code, 0);
  EXPECT_EQ(loadline("plan --help").code, 0);
  EXPECT_EQ(loadline("--version").code, 0);
}
TEST(Commands, UsageErrorsAreBadInput) {
  EXPECT_EQ(loadline("").code, 2);
  EXPECT_EQ(loadline("plan").code, 2);
  EXPECT_EQ(loadline("plan docs/examples/shop.yaml --format xml").code, 2);
  EXPECT_EQ(loadline("plan docs/examples/shop.yaml --no-such-option").code, 2);
}
TEST(Commands, AnUnknownOneNamesTheNearest) {
  EXPECT_EQ(loadline("plann").err, "loadline: error: no command 'plann' (did you mean 'plan'?)\n");
}
TEST(Commands, AnUnknownOneFarFromAllNamesThem) {
  EXPECT_TRUE(has(loadline("xyzzyxyzzyxyzzy").err, "`loadline formulas` lists the calculators"));
}
TEST(Commands, ShowControlCharactersEscaped) {
  EXPECT_FALSE(has(loadline("explain \"$(printf 'x\\033[31m')\"").err, "\033"));
}

TEST(PlanCommand, WhyKnowsCallsAndTiers) {
  const std::string plan = "plan docs/examples/six_services.yaml --why ";
  EXPECT_TRUE(has(loadline(plan + "gateway:auth.oversubscription").out,
                  "gateway:auth.oversubscription = "));
  EXPECT_TRUE(has(loadline(plan + "tier:2.offered").out, "tier:2.offered = 1500\n"));
}
TEST(PlanCommand, ABurstIsALoadOfItsOwn) {
  EXPECT_TRUE(has(loadline("plan docs/examples/shop.yaml --at burst").out, " at burst"));
}
TEST(PlanCommand, RefusesADayThatIsNone) {
  const Outcome outcome = loadline("plan docs/examples/shop.yaml --today 2027-02-30");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(has(outcome.err, "'2027-02-30' is no date")) << outcome.err;
}

TEST(PlanCommand, WhyPrintsOneDerivation) {
  const Outcome outcome = loadline("plan docs/examples/starter.yaml --why api.recommended");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(has(outcome.out, "api.max_in_flight.recommended = 13\n")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "policy utilization = 70%, rules/policy/default.yaml:"))
      << outcome.out;
}
TEST(PlanCommand, WhyOfNoFigureNamesTheNearest) {
  const Outcome outcome = loadline("plan docs/examples/starter.yaml --why api.utilisation");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(has(outcome.err, "did you mean 'api.utilization'?")) << outcome.err;
}
TEST(PlanCommand, WritesMarkdownCsvAndHtml) {
  EXPECT_TRUE(has(loadline("plan docs/examples/starter.yaml --format markdown").out,
                  "## Services\n\n| Service | rate |"));
  EXPECT_TRUE(has(loadline("plan docs/examples/starter.yaml --format csv").out,
                  "services\r\nservice,kind,at,tier,arrival_rate [1/s],"));
  EXPECT_TRUE(has(loadline("plan docs/examples/starter.yaml --format html").out,
                  "<h1>Plan of starter</h1>"));
}
TEST(PlanCommand, NoTableIsWiderThanATerminal) {
  const std::string out = loadline("plan docs/examples/starter.yaml").out;
  for (std::size_t from = 0; from < out.find("Findings"); from = out.find('\n', from) + 1)
    EXPECT_LE(columns(out.substr(from, out.find('\n', from) - from)), 100u);
}
TEST(DiffCommand, SaysNothingOfTheSameSpec) {
  const Outcome outcome = loadline("diff docs/examples/shop.yaml docs/examples/shop.yaml");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "Nothing moved.\n");
}
TEST(DiffCommand, NamesBoundsReplicasCostsAndNewFindings) {
  const Outcome outcome = shell(
      "sed 's/replicas: 5/replicas: 9/; s/price: 20/price: 30/; s/max_rate: 5000/max_rate: "
      "4000/' docs/examples/shop.yaml | '" LOADLINE_EXECUTABLE "' diff docs/examples/shop.yaml -");
  EXPECT_EQ(outcome.code, 1);
  for (const char *part : {"replicas.declared", "cost.declared", "rate-above-contract"})
    EXPECT_TRUE(has(outcome.out, part)) << part << " in\n" << outcome.out;
}
TEST(CheckCommand, AgainstAnOlderSpecTellsOnlyWhatIsNew) {
  EXPECT_EQ(loadline("check docs/examples/six_services.yaml").code, 1);
  const Outcome outcome =
      loadline("check docs/examples/six_services.yaml --against docs/examples/six_services.yaml");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "");
}
TEST(CheckCommand, TellsTheSameInEveryFormat) {
  for (const char *format : {"text", "json", "markdown", "csv", "html"}) {
    const Outcome outcome =
        loadline(fmt::format("check docs/examples/six_services.yaml --format {}", format));
    EXPECT_EQ(outcome.code, 1) << format;
    EXPECT_TRUE(has(outcome.out, "admits 350")) << format << "\n" << outcome.out;
  }
}
TEST(CheckCommand, CountsViolationsInItsJson) {
  const Outcome outcome = loadline("check docs/examples/six_services.yaml --format json");
  EXPECT_TRUE(has(outcome.out, "\"schema\": \"loadline/check/v1\"")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "\"violations\": 19,\n  \"complete\": true,"));
}
TEST(DiffCommand, TellsTheSameInEveryFormat) {
  for (const char *format : {"text", "json", "markdown", "csv", "html"}) {
    const Outcome outcome = loadline(fmt::format(
        "diff docs/examples/shop.yaml docs/examples/shop_staging.yaml --format {}", format));
    EXPECT_TRUE(has(outcome.out, "replicas")) << format << "\n" << outcome.out;
  }
}
TEST(LimitsCommand, ShowsTheSameInEveryFormat) {
  for (const char *format : {"text", "json", "markdown", "csv", "html"}) {
    const Outcome outcome = loadline(fmt::format("limits linux.time-wait --format {}", format));
    EXPECT_EQ(outcome.code, 0) << format;
    EXPECT_TRUE(has(outcome.out, "linux")) << format << "\n" << outcome.out;
    EXPECT_TRUE(has(outcome.out, "TIME")) << format << "\n" << outcome.out;
  }
}
TEST(InitCommand, WritesASpecThatIsClean) {
  const Outcome outcome =
      shell("'" LOADLINE_EXECUTABLE "' init - | '" LOADLINE_EXECUTABLE "' check -");
  EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
}
TEST(InitCommand, LeavesAFileThatIsThere) {
  EXPECT_EQ(loadline("init README.md").code, 2);
}
TEST(EmitContract, GivesEveryMandatoryField) {
  const Outcome outcome = loadline("emit contract docs/examples/starter.yaml api");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  for (const char *field :
       {"published: true", "max_rate: 400/s", "max_in_flight: 60", "burst:", "on_excess: reject",
        "per_caller:", "default: { max_rate: 80/s, max_in_flight: 12 }"})
    EXPECT_TRUE(has(outcome.out, field)) << field << " in\n" << outcome.out;
}

TEST(EmitObjectives, GiveAReasonForEachAndSayWhatIsNone) { // eight replicas, one of them away
  const Outcome outcome = loadline("emit objectives docs/examples/sizing.yaml api --at baseline");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  for (const char *part :
       {"99.9% succeed over 30 d, so 43.2 min may fail", "below 80% for 99 % of the time",
        "70% × 8 / 7: the line, while 1 of 8 replicas is away", "below 10/min over 1 h",
        "at most 0.01% | a tenth of the 43.2 min", "1% of refusals would spend 10 times the whole",
        "0.1% of refusals would spend all of the budget", "when they take 430 ms each"})
    EXPECT_TRUE(has(outcome.out, part)) << part << " in\n" << outcome.out;
}
TEST(EmitObjectives, NeedAnObjectiveOfSuccess) {
  const Outcome outcome = loadline("emit objectives docs/examples/six_services.yaml edge");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(has(outcome.err, "'edge' says no slo.success")) << outcome.err;
}
TEST(EmitOpenSlo, GivesADocumentForEachObjective) {
  const Outcome outcome = loadline("emit openslo docs/examples/sizing.yaml");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  for (const char *part :
       {"apiVersion: openslo/v1", "name: \"api-success\"", "target: 0.999", "name: \"api-p99\"",
        "duration: 720h", "requests_total{service=\\\"api\\\",outcome=\\\"success\\\"}",
        "le=\\\"0.3\\\""})
    EXPECT_TRUE(has(outcome.out, part)) << part << " in\n" << outcome.out;
}
TEST(EmitAlerts, WatchEveryBound) {
  const Outcome outcome = loadline("emit alerts docs/examples/bound_stack.yaml");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "sum(in_flight{service=\\\"backend\\\"}) / 50 > 0.95"))
      << outcome.out;
}
TEST(Emit, OfTheWholeSystemTakesNoService) {
  EXPECT_EQ(loadline("emit openslo docs/examples/sizing.yaml api").code, 2);
  EXPECT_EQ(loadline("emit contract docs/examples/sizing.yaml").code, 2);
}

TEST(ExitCodes, OfEveryCommandStandInTheTable) {
  const std::string page = *readFile(std::string(LOADLINE_SOURCE_DIR) + "/docs/architecture.md");
  const std::string help = loadline("--help").out;
  const std::string commands =
      help.substr(help.find("Subcommands:"), help.find("Calculators:") - help.find("Subcommands:"));
  std::size_t rows = 0;
  for (const std::string &line : split(commands, '\n')) {
    const std::size_t start = line.find_first_not_of(' '), end = line.find(' ', start);
    if (start != 2 || end == std::string::npos)
      continue;
    ++rows;
    EXPECT_TRUE(has(page, "\n| `" + line.substr(start, end - start) + "` |")) << line;
  }
  EXPECT_GT(rows, 15u);
}

} // namespace loadline::cli
