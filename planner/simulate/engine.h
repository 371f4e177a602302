#pragma once

#include "planner/simulate/breaker.h"
#include "planner/simulate/draw.h"
#include "planner/simulate/loads.h"
#include "planner/simulate/replication.h"
#include "planner/simulate/requests.h"
#include "planner/simulate/waiting_line.h"

#include <deque>
#include <span>
#include <unordered_map>

namespace loadline::simulate {

/// Slots and cores, of a service or of one of its replicas. Who left a queue before its turn stays
/// in it as a void ticket.
struct Station {
  std::uint64_t slots = 0, places = 0, cores = 0; ///< of the replicas that run
  std::uint64_t busy = 0, running = 0;
  std::uint64_t waiting = 0;
  double limit = 0;           ///< of each of its replicas, where it adapts
  std::uint64_t answered = 0; ///< in the period that goes on, where the limit adapts
  Duration heldByAnswered{0}; ///< how long these held their slots
  WaitingLine forSlot;
  std::deque<Ticket> forCore;
};

/// What is the matter with a service.
struct Fleet {
  struct Asked {
    Duration at;
    double replicas;
  };
  double running = 1, starting = 0; ///< replicas
  double slower = 1, fails = 0;
  Duration hangsUntil{0}, refusesUntil{0};
  const Happening *update = nullptr; ///< that goes on
  double old = 0;                    ///< replicas that it has not replaced
  Duration usedBefore{0};            ///< slots or cores, added up until the last look
  std::deque<Asked> asked;           ///< by the autoscaler, in the last minutes
};

/// A cap's bucket, and those whom it counts.
struct CapState {
  double tokens = 0;
  Duration since{0};
  std::uint64_t inside = 0;
};

// One replication. An answer goes up to the caller at once. Every piece of work, even of no length,
// passes through the calendar, and so does every retry: so no chain of calls and answers runs
// deeper than the requests that hold each other.
class Engine {
public:
  Engine(const Model &model, const Run &run, Tally &tally)
      : model_(model), run_(run), random_(run.seed, run.number), tally_(tally),
        nextMark_(run.warmUp) {
    tally_.services.resize(model.services.size());
    tally_.workload.resize(model.workload.size());
    buildStations();
    for (std::size_t s = 0; s < fleets_.size(); ++s)
      tally_.services[s].replicas.set(now_, fleets_[s].running);
  }

  Ending go(const std::function<bool()> &wantsStop);

private:
  // Who asks
  void startWorkloads();
  void nextArrival(std::uint32_t workload);
  struct Pace {
    double factor;
    Duration until;
  };
  Duration arrivesAfter(const Workload &workload, double gap) const;
  Pace paceAt(const Workload &workload, Duration at) const;
  void ask(std::uint32_t workload);
  std::uint32_t drawTenant(const Workload &workload);
  void tellWorkload(const Request &request, bool isAnswered);

  // Admission
  enum class Entry { admitted, waits, refused };
  Entry enter(std::uint32_t index);
  void buildStations();
  void resize(std::uint32_t service);
  std::optional<std::uint64_t> admits(std::uint32_t service, Station &station, double share) const;
  void noteAnswer(const Request &request);
  void adapt(std::uint32_t service, std::uint32_t station);
  std::span<Station> stationsOf(std::uint32_t service);
  Entry takeSlot(std::uint32_t index);
  void admit(std::uint32_t index);
  void leaveService(const Request &request);
  void fillSlots(std::uint32_t station, std::uint32_t service);
  static std::size_t rankOf(const model::Discipline &discipline, const Request &request);
  bool makesPlace(Station &station, std::size_t rank);
  void onShed(std::uint32_t index);
  void refuseLate(std::uint32_t index);

  // Caps
  Duration untilToken(const model::TokenBucket &bucket, CapState &state) const;
  Entry passCaps(std::uint32_t index);
  Entry refuse(std::uint32_t index);
  Request::Caps capsOf(const Request &request);
  void leaveCaps(const Request &request);
  void onToken(std::uint32_t index);

  // What happens to services
  void scheduleHappenings();
  void happen(const Happening &is);
  void setRunning(std::uint32_t service, double replicas);
  void crash(std::uint32_t service, double replicas);
  bool isExhausted(std::uint32_t service) const;
  void goOnUpdating(std::uint32_t service);
  void onReady(std::uint32_t service);
  void scale(std::uint32_t service);

  // Own work
  void workOn(std::uint32_t index);
  void takeCore(std::uint32_t index);
  void leaveCore(const Request &request);
  void fillCores(std::uint32_t station);
  void onWorked(std::uint32_t index);

  // Calls
  enum class Made { over, underWay, failed };
  std::uint64_t countOf(const Request &request, const Call &call, std::size_t position) const;
  std::uint64_t countInGroup(const Request &request, const GroupState &group,
                             std::size_t entry) const;
  void prepareStep(std::uint32_t index);
  void makeCalls(std::uint32_t index);
  Made makeOne(std::uint32_t caller, const Call &call);
  Made reach(std::uint32_t caller, const Call &call);
  void callOver(std::uint32_t caller, bool isAnswered);

  // Groups
  void beginGroup(std::uint32_t index, const Step &step, std::uint32_t position);
  bool makeMore(std::uint32_t index);
  bool bears(std::uint32_t index);
  static bool hasQuorum(const GroupState &group);
  static bool isGroupOver(const Request &request);
  void endGroup(std::uint32_t index);

  // Attempts
  struct Attempt {
    std::uint32_t parent, load; ///< that wait for it; none where nobody does
    const Call *call;
    std::uint32_t retriesLeft;
    Origin origin;
  };
  static Attempt attemptOf(const Request &request) {
    return {request.parent, request.load, request.call, request.retriesLeft, request.origin};
  }
  bool makeCall(const Attempt &is, Duration pause);
  void discard(std::uint32_t index);
  bool attempt(std::uint32_t index);
  Duration pauseOf(const Call &call);
  void callFailed(const Attempt &was);
  void callEnded(const Attempt &was, bool isAnswered);
  void expire(std::uint32_t index);
  void retry(std::uint32_t index);
  void hedge(std::uint32_t index);
  void partTwins(std::uint32_t index);
  void earnRetries(const Call &call);
  bool mayRetry(const Call &call);
  bool passesBreaker(std::uint32_t index);
  void tellBreaker(const Request &request, bool isAnswered);

  // What several requests share
  Made askCache(std::uint32_t caller, const Call &call);
  Made joinOrLoad(std::uint32_t caller, const Call &call);
  Made travel(std::uint32_t caller, const Call &call);
  std::uint32_t fillingOf(const Call &call);
  std::uint32_t openLoad(const Call &call);
  std::uint32_t beginLoad(std::uint32_t caller, const Call &call);
  std::uint32_t waitFor(std::uint32_t caller, const Call &call);
  void add(std::uint32_t waiting, std::uint32_t load, std::uint64_t calls);
  void join(std::uint32_t caller, std::uint32_t load);
  void leave(std::uint32_t load);
  void depart(std::uint32_t load);
  void endLoad(std::uint32_t load, bool isAnswered);

  // Endings
  void finish(std::uint32_t index);
  void answer(std::uint32_t index);
  void fail(std::uint32_t index);
  void cancel(std::uint32_t index);
  void leaveChildren(std::uint32_t index);
  void letGo(std::uint32_t child);

  void handle(const Event &event);
  void handleLoad(const Event &event);
  void handleService(const Event &event);
  void mark();
  void sample();
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
  Loads loads_;
  std::vector<Station> stations_;
  std::vector<std::size_t> firstStation_; ///< by service
  std::vector<Fleet> fleets_;             ///< by service
  std::vector<std::vector<CapState>> caps_;
  Duration nextMark_; ///< the warm-up's end, or the next sample
  bool isWarm_ = false;
  std::unordered_map<const Call *, BreakerState> breakers_;
  std::unordered_map<const Call *, double> credits_; ///< for retries, of calls that have a budget
};

} // namespace loadline::simulate
