#pragma once

#include "base/result.h"
#include "planner/loadtest/load_test.h"

#include <string>
#include <string_view>
#include <vector>

namespace loadline::loadtest {

/// Understands a result by its content; the name of the file plays no part. What is broken or
/// lacks a figure is refused with its line and column.
///   file  the name that positions carry; nothing is opened
Result<LoadTest> readLoadTest(std::string_view text, const std::string &file);

/// Whether some format would try to read the text.
bool looksLikeLoadTest(std::string_view text);

/// Whether the text looks like the answer of a Prometheus server, which does not say what it
/// measures; see `joinSeries`.
bool isPrometheus(std::string_view text);

/// What a saved Prometheus range query holds, as its user says.
enum class Figure { throughput, concurrency, offered, mean, p50, p95, p99, failed };

/// The word of a figure, as `throughput=FILE` has it.
std::string_view toString(Figure figure);
std::vector<std::string> figureNames();
std::optional<Figure> figureOf(std::string_view word);

struct SavedSeries {
  Figure figure;
  std::string text;
  std::string file;
};

/// Range queries of one load test, joined by their times: each time at which all of them have a
/// value is a point. Rates are per second, times in seconds, `failed` a share; at least throughput
/// is needed. A query must give one series.
Result<LoadTest> joinSeries(const std::vector<SavedSeries> &saved);

} // namespace loadline::loadtest
