#pragma once

#include "planner/simulate/breaker.h"
#include "planner/simulate/draw.h"
#include "planner/simulate/replication.h"
#include "planner/simulate/requests.h"

#include <deque>
#include <unordered_map>

namespace loadline::simulate {

/// The slots and cores of a service. Who left a queue before its turn stays in it as a void ticket.
struct Station {
  std::uint64_t busy = 0, running = 0;
  std::uint64_t waiting = 0;
  std::deque<Ticket> forSlot, forCore;
};

// One replication. An answer goes up to the caller at once. Every piece of work, even of no length,
// passes through the calendar, and so does every retry: so no chain of calls and answers runs
// deeper than the requests that hold each other.
class Engine {
public:
  Engine(const Model &model, const Run &run, Tally &tally)
      : model_(model), run_(run), random_(run.seed, run.number), tally_(tally),
        stations_(model.services.size()) {
    tally_.services.resize(model.services.size());
    tally_.workload.resize(model.workload.size());
  }

  Ending go(const std::function<bool()> &wantsStop);

private:
  // Who asks
  void startWorkloads();
  void nextArrival(std::uint32_t workload);
  Duration whenSurged(double gap) const;
  void ask(std::uint32_t workload);
  void tellWorkload(const Request &request, bool isAnswered);

  // Admission
  enum class Entry { admitted, waits, refused };
  Entry enter(std::uint32_t index);
  void admit(std::uint32_t index);
  void leaveSlot(std::uint32_t service);

  // Own work
  void workOn(std::uint32_t index);
  void takeCore(std::uint32_t index);
  void leaveCore(std::uint32_t service);
  void onWorked(std::uint32_t index);

  // Calls
  std::uint64_t countOf(const Request &request, const Call &call, std::size_t position) const;
  void prepareStep(std::uint32_t index);
  void makeCalls(std::uint32_t index);
  bool makeCall(std::uint32_t caller, const Call &call, std::uint64_t retries, Duration pause);
  bool attempt(std::uint32_t index);
  void callAnswered(std::uint32_t caller);
  void callFailed(std::uint32_t caller, const Call &call, std::uint64_t retriesLeft);
  void expire(std::uint32_t index);
  void retry(std::uint32_t index);
  void earnRetries(const Call &call);
  bool mayRetry(const Call &call);
  bool passesBreaker(std::uint32_t index);
  void tellBreaker(const Request &request, bool isAnswered);

  // Endings
  void answer(std::uint32_t index);
  void fail(std::uint32_t index);
  void cancel(std::uint32_t index);
  void leaveChildren(std::uint32_t index);
  void letGo(std::uint32_t child);

  void handle(const Event &event);
  void restartTallies();

  const Service &serviceOf(const Request &request) const {
    return model_.services[request.service];
  }

  const Model &model_;
  const Run &run_;
  Random random_;
  Tally &tally_;
  Duration now_{0};
  Calendar calendar_;
  Requests requests_;
  std::vector<Station> stations_;
  std::unordered_map<const Call *, BreakerState> breakers_;
  std::unordered_map<const Call *, double> credits_; ///< for retries, of calls that have a budget
};

} // namespace loadline::simulate
