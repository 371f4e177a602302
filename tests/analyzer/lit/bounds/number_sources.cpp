// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Numbers that libraries give: processors, options, documents, and the same number in another form.

#include "Inputs/number_sources.h"

#include <arpa/inet.h>
#include <cmath>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

void work();
using Threads = std::vector<std::thread>;

void processors(Threads &threads) {
  for (int i = 0; i < omp_get_max_threads(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,processors,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
  for (unsigned i = 0; i < uv_available_parallelism(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,processors,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
  for (int i = 0; i < g_get_num_processors(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,processors,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
  for (int i = 0; i < QThread::idealThreadCount(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,processors,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
  for (unsigned i = 0; i < folly::hardware_concurrency(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,processors,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
  for (unsigned i = 0; i < Poco::Environment::processorCount(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,processors,std::thread in std::vector::emplace_back,hardware,hardware,safe,C,trip_count,escapes
}

void limited(Threads &threads) {
  for (int i = 0; i < qMin(QThread::idealThreadCount(), 4); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,limited,std::thread in std::vector::emplace_back,"min(4, hardware)",constant,safe,C,trip_count,escapes
  for (int i = 0; i < qMax(QThread::idealThreadCount(), 2); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,limited,std::thread in std::vector::emplace_back,"max(2, hardware)",hardware,safe,C,trip_count,escapes
}

absl::Flag<int> FLAGS_threads;
void flags(Threads &threads) {
  for (int i = 0; i < absl::GetFlag(FLAGS_threads); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,flags,std::thread in std::vector::emplace_back,config(FLAGS_threads),config,safe,C,trip_count,escapes
}

void options(Threads &threads, const boost::program_options::variables_map &map,
             const cxxopts::ParseResult &parsed, const Poco::Util::AbstractConfiguration &file) {
  for (int i = 0; i < map["threads"].as<int>(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,options,std::thread in std::vector::emplace_back,config({{.*}}),config,safe,C,trip_count,escapes
  for (int i = 0; i < parsed["threads"].as<int>(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,options,std::thread in std::vector::emplace_back,config({{.*}}),config,safe,C,trip_count,escapes
  const int count = file.getInt("threads");
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,options,std::thread in std::vector::emplace_back,config({{.*}}),config,safe,C,trip_count,escapes
}

void environment(Threads &threads) {
  for (int i = 0; i < qEnvironmentVariableIntValue("THREADS"); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,environment,std::thread in std::vector::emplace_back,config(THREADS),config,safe,C,trip_count,escapes
  for (int i = 0; i < Poco::NumberParser::parse(g_getenv("THREADS")); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,environment,std::thread in std::vector::emplace_back,config(THREADS),config,safe,C,trip_count,escapes
}

int main(int count, char **arguments) {
  Threads threads;
  for (int i = 0; i < folly::to<int>(arguments[1]); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,main,std::thread in std::vector::emplace_back,config(arguments[1]),config,safe,C,trip_count,escapes
}

void documents(Threads &threads, const nlohmann::json &request, const Json::Value &other) {
  for (int i = 0; i < request["threads"].get<int>(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,documents,std::thread in std::vector::emplace_back,outside({{.*}}),size,dangerous,C,trip_count,escapes
  for (int i = 0; i < other["threads"].asInt(); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,documents,std::thread in std::vector::emplace_back,outside({{.*}}),size,dangerous,C,trip_count,escapes
}

void fromSocket(Threads &threads, int socket) {
  uint32_t count = 0;
  read(socket, &count, sizeof count);
  for (uint32_t i = 0; i < ntohl(count); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,fromSocket,std::thread in std::vector::emplace_back,outside(count),size,dangerous,C,trip_count,escapes
}

void fromFile(Threads &threads, int file) {
  int count = 0;
  pread(file, &count, sizeof count, 0);
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,fromFile,std::thread in std::vector::emplace_back,outside(count),size,dangerous,C,trip_count,escapes
}

void rounded(Threads &threads, int jobs) {
  for (int i = 0; i < static_cast<int>(std::ceil(jobs)); ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,rounded,std::thread in std::vector::emplace_back,config(jobs),config,safe,C,trip_count,escapes
}

void throughATemporaryStream(Threads &threads, const char *text) {
  int jobs = 1;
  std::istringstream(std::string(text)) >> jobs;
  for (int i = 0; i < jobs; ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,throughATemporaryStream,std::thread in std::vector::emplace_back,outside(jobs),size,dangerous
}

std::optional<int> configured(const char *name) {
  if (const char *text = std::getenv(name))
    return std::atoi(text);
  return std::nullopt;
}
void orElse(Threads &threads) {
  const int jobs = configured("JOBS").value_or(4);
  for (int i = 0; i < jobs; ++i)
    threads.emplace_back(work);
  // CHECK: number_sources.cpp,[[@LINE-1]],5,orElse,std::thread in std::vector::emplace_back,"max(4, config({{[A-Za-z]+}}))",config,safe
}
