#pragma once

#include "base/result.h"
#include "planner/loadtest/load_test.h"

#include <string>
#include <string_view>

// To add a format: its file with the two functions, its rows here, its line in CMakeLists.txt, its
// row in docs/fit.md, a hand-made or real file under tests/planner/loadtest/results.

namespace loadline::loadtest {

/// A reader fills points or series and leaves file and format alone. It may expect what its
/// `looksLike` has seen, and no more.
using LooksLike = bool (*)(std::string_view text);
using Read = Result<LoadTest> (*)(std::string_view text, const std::string &file);

bool looksLikeWrk(std::string_view);
bool looksLikeHey(std::string_view);
bool looksLikeHeyRecords(std::string_view);
bool looksLikeOha(std::string_view);
bool looksLikeVegeta(std::string_view);
bool looksLikeVegetaRecords(std::string_view);
bool looksLikeVegetaTable(std::string_view);
bool looksLikeK6(std::string_view);
bool looksLikeK6Records(std::string_view);
bool looksLikeK6Table(std::string_view);
bool looksLikeGatling(std::string_view);
bool looksLikeGatlingLog(std::string_view);
bool looksLikeTable(std::string_view);

Result<LoadTest> readWrk(std::string_view, const std::string &);
Result<LoadTest> readHey(std::string_view, const std::string &);
Result<LoadTest> readHeyRecords(std::string_view, const std::string &);
Result<LoadTest> readOha(std::string_view, const std::string &);
Result<LoadTest> readVegeta(std::string_view, const std::string &);
Result<LoadTest> readVegetaRecords(std::string_view, const std::string &);
Result<LoadTest> readVegetaTable(std::string_view, const std::string &);
Result<LoadTest> readK6(std::string_view, const std::string &);
Result<LoadTest> readK6Records(std::string_view, const std::string &);
Result<LoadTest> readK6Table(std::string_view, const std::string &);
Result<LoadTest> readGatling(std::string_view, const std::string &);
Result<LoadTest> readGatlingLog(std::string_view, const std::string &);
Result<LoadTest> readTable(std::string_view, const std::string &);

struct Format {
  std::string_view name;
  std::string_view written; ///< how its program writes it
  LooksLike looksLike;
  Read read;
};

/// The first that a text looks like reads it.
inline constexpr Format allFormats[] = {
    {"wrk", "wrk --latency", looksLikeWrk, readWrk},
    {"hey", "hey", looksLikeHey, readHey},
    {"hey csv", "hey -o csv", looksLikeHeyRecords, readHeyRecords},
    {"vegeta json", "vegeta encode", looksLikeVegetaRecords, readVegetaRecords},
    {"vegeta", "vegeta report -type=json", looksLikeVegeta, readVegeta},
    {"vegeta csv", "vegeta encode -to csv", looksLikeVegetaTable, readVegetaTable},
    {"oha", "oha --json", looksLikeOha, readOha},
    {"k6 json", "k6 run --out json", looksLikeK6Records, readK6Records},
    {"k6", "k6 run --summary-export, handleSummary or --new-machine-readable-summary", looksLikeK6,
     readK6},
    {"k6 csv", "k6 run --out csv", looksLikeK6Table, readK6Table},
    {"gatling", "js/stats.js, stats.json or global_stats.json of a Gatling report",
     looksLikeGatling, readGatling},
    {"gatling log", "simulation.log of Gatling before 3.12", looksLikeGatlingLog, readGatlingLog},
    {"csv",
     "a table with a column of the number of clients or of the rate offered, and one of "
     "the throughput",
     looksLikeTable, readTable},
};

} // namespace loadline::loadtest
