// Spawns with a limiter. A line with `//- NAME` is what limits, and is left out in the mutant of
// that name, which is an alarm; a line `//+ NAME: code` is added there, to keep it compiling. Each
// case is the code below its `// case:`.

#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <semaphore.h>
#include <semaphore>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

void serve(int);
bool running();
bool isBusy();

// case: semaphore_of_the_process
static std::counting_semaphore<> permits(8);
void semaphoreOfTheProcess(int listener) {
  for (;;) {
    permits.acquire(); //- semaphore
    std::thread([client = accept(listener, nullptr, nullptr)] {
      serve(client);
      permits.release();
    }).detach();
  }
}

// case: semaphore_of_posix
static sem_t slots;
void openSlots() {
  sem_init(&slots, 0, 16);
}
void semaphoreOfPosix(int listener) {
  while (running()) {
    sem_wait(&slots); //- semaphore
    std::thread([client = accept(listener, nullptr, nullptr)] {
      serve(client);
      sem_post(&slots);
    }).detach();
  }
}

// case: permit_tried_for
static std::counting_semaphore<> tried(4);
void permitTriedFor(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (!tried.try_acquire()) //- semaphore
      continue;               //- semaphore
    std::thread([client] {
      serve(client);
      tried.release();
    }).detach();
  }
}

// case: counter_below_a_cap
static std::mutex counterMutex;
static std::condition_variable counterChanged;
static int live = 0;
void counterBelowACap(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    {
      std::unique_lock lock(counterMutex);
      counterChanged.wait(lock, [] { return live < 64; }); //- cap
      ++live;
    }
    std::thread([client] {
      serve(client);
      std::lock_guard lock(counterMutex);
      --live;
      counterChanged.notify_one();
    }).detach();
  }
}

// case: refused_above_a_cap
static int open = 0;
void refusedAboveACap(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (open >= 100) { //- cap
      close(client);   //- cap
      continue;        //- cap
    }                  //- cap
    ++open;
    std::thread([client] {
      serve(client);
      --open;
    }).detach();
  }
}

// case: joined_in_the_round
void joinedInTheRound(int listener) {
  for (;;) {
    std::thread unit(serve, accept(listener, nullptr, nullptr));
    unit.join(); //- join
    //+ join: unit.detach();
  }
}

// case: batches
void batches(int listener) {
  std::vector<std::thread> batch;
  for (;;) {
    batch.emplace_back(serve, accept(listener, nullptr, nullptr));
    if (batch.size() == 10) {  //- join
      for (auto &unit : batch) //- join
        unit.join();           //- join
      batch.clear();           //- join
    }                          //- join
  }
}

// case: future_waited_for
void futureWaitedFor(int listener) {
  std::vector<std::future<void>> answers;
  for (;;) {
    answers.push_back(std::async(std::launch::async, serve, accept(listener, nullptr, nullptr)));
    answers.back().get(); //- join
  }
}

// case: children_reaped
void childrenReaped(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    const pid_t child = fork();
    if (child == 0) {
      serve(client);
      _exit(0);
    }
    waitpid(child, nullptr, 0); //- join
  }
}

// case: size_refused
bool sizeRefused(const std::vector<int> &clients) {
  if (clients.size() > 100) //- size_check
    return false;           //- size_check
  std::vector<std::thread> units;
  for (int client : clients)
    units.emplace_back(serve, client);
  for (auto &unit : units)
    unit.join();
  return true;
}

// case: size_of_the_container
void sizeOfTheContainer(int listener) {
  static std::vector<std::thread> workers;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (workers.size() < 16) //- size_check
      workers.emplace_back(serve, client);
  }
}

// case: least_of_two
void leastOfTwo(const std::vector<int> &clients) {
  std::size_t count = clients.size();
  count = std::min<std::size_t>(count, 32); //- cap
  std::vector<std::thread> units;
  for (std::size_t i = 0; i < count; ++i)
    units.emplace_back(serve, clients[i]);
  for (auto &unit : units)
    unit.join();
}

// case: clamped_by_an_if
void clampedByAnIf(const std::string &header) {
  int count = static_cast<int>(header.size());
  if (count > 16) //- cap
    count = 16;   //- cap
  for (int i = 0; i < count; ++i)
    std::thread(serve, i).detach();
}

// case: once
void once(int listener) {
  static bool started = false;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (started) //- guard
      continue;  //- guard
    started = true;
    std::thread(serve, client).detach();
  }
}

// case: break_at_a_count
void breakAtACount(int listener) {
  int started = 0;
  for (;;) {
    std::thread(serve, accept(listener, nullptr, nullptr)).detach();
    if (++started == 5) //- cap
      break;            //- cap
  }
}

// case: permit_of_a_guard
struct Held {
  explicit Held(std::counting_semaphore<> &of) : of_(of) {}
  ~Held() { of_.release(); }
  std::counting_semaphore<> &of_;
};
static std::counting_semaphore<> guarded(12);
void permitOfAGuard(int listener) {
  while (running()) {
    const int client = accept(listener, nullptr, nullptr);
    guarded.acquire(); //- semaphore
    std::thread([client, held = std::make_shared<Held>(guarded)] { serve(client); }).detach();
  }
}

// case: recursion_below_a_depth
void recursionBelowADepth(int depth, const std::vector<int> &clients) {
  if (depth > 3) //- cap
    return;      //- cap
  std::thread left([&] { recursionBelowADepth(depth + 1, clients); });
  serve(depth);
  left.join();
}

// case: window_of_futures
void windowOfFutures(int listener) {
  std::deque<std::future<void>> window;
  for (;;) {
    while (window.size() >= 4) { //- join
      window.front().get();      //- join
      window.pop_front();        //- join
    }                            //- join
    window.push_back(std::async(std::launch::async, serve, accept(listener, nullptr, nullptr)));
  }
}

// case: waited_for_while_full
void waitedForWhileFull(int listener) {
  static int children = 0;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    while (children >= 8) { //- cap
      wait(nullptr);        //- cap
      --children;           //- cap
    }                       //- cap
    if (fork() == 0) {
      serve(client);
      _exit(0);
    }
    ++children;
  }
}

// case: flag_of_one_at_a_time
static bool working = false;
void flagOfOneAtATime(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (working) //- guard
      continue;  //- guard
    working = true;
    std::thread([client] {
      serve(client);
      working = false;
    }).detach();
  }
}
