// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Gates before the spawn that let no more than so many live.

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <semaphore>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

bool more();
void serve(int);
std::mutex mutex;
std::condition_variable changed;

namespace counted {
int active = 0;
void task(int client) {
  serve(client);
  {
    std::lock_guard lock(mutex);
    --active;
  }
  changed.notify_one();
}
void waits(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::unique_lock lock(mutex);
    while (active >= 20)
      changed.wait(lock);
    ++active;
    lock.unlock();
    std::thread(task, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,counted::waits,std::thread,20,constant,safe,C,semaphore,detached
  }
}
} // namespace counted

namespace predicate {
int active = 0;
const int most = 12;
void task(int client) {
  serve(client);
  std::unique_lock lock(mutex);
  active--;
  changed.notify_one();
}
void waits(int listener) {
  while (true) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [] { return active < most; });
    active++;
    std::thread(task, accept(listener, nullptr, nullptr)).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,predicate::waits,std::thread,12,constant,safe,C,semaphore,detached
  }
}
} // namespace predicate

namespace polling {
std::atomic<int> live{0};
void task(int client) {
  serve(client);
  --live;
}
void sleepsUntilBelow(int listener, int limit) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    while (live >= limit)
      usleep(1000);
    ++live;
    std::thread(task, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,polling::sleepsUntilBelow,std::thread,config(limit),config,safe,C,semaphore,detached
  }
}
} // namespace polling

namespace refuses {
std::atomic<int> live{0};
void task(int client) {
  serve(client);
  live.fetch_sub(1);
}
void closesAboveTheLimit(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (live.load() >= 50) {
      close(client);
      continue;
    }
    live.fetch_add(1);
    std::thread(task, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,refuses::closesAboveTheLimit,std::thread,50,constant,safe,C,semaphore,detached
  }
}
} // namespace refuses

namespace inTheCondition {
std::atomic<int> live{0};
void task() {
  serve(1);
  live--;
}
void startsWhileBelow() {
  while (live < 6) {
    live++;
    std::thread(task).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,inTheCondition::startsWhileBelow,std::thread,6,constant,safe,C,trip_count,detached
  }
}
} // namespace inTheCondition

namespace standard {
std::counting_semaphore<64> free(10);
void task(int client) {
  serve(client);
  free.release();
}
void acquires(int listener) {
  for (;;) {
    free.acquire();
    std::thread(task, accept(listener, nullptr, nullptr)).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,standard::acquires,std::thread,10,constant,safe,C,semaphore,detached
  }
}
void triesToAcquire(int listener) {
  static std::counting_semaphore<> permits(3);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (!permits.try_acquire()) {
      close(client);
      continue;
    }
    std::thread([client] {
    // CHECK: gates.cpp,[[@LINE-1]],5,standard::triesToAcquire,std::thread,3,constant,safe,C,semaphore,detached
      serve(client);
      permits.release();
    }).detach();
  }
}
} // namespace standard

namespace reaped {
std::list<pid_t> live;
void reap() {
  pid_t pid;
  while ((pid = waitpid(-1, nullptr, WNOHANG)) > 0)
    live.remove(pid);
}
void elseBranch(int listener) {
  while (true) {
    reap();
    if (live.size() < 5) {
      const pid_t pid = fork();
      // CHECK: gates.cpp,[[@LINE-1]],25,reaped::elseBranch,fork,5,constant,safe,C,size_check,escapes
      if (pid == 0) {
        serve(accept(listener, nullptr, nullptr));
        _exit(0);
      }
      live.push_back(pid);
    } else {
      usleep(100);
    }
  }
}
} // namespace reaped

namespace never_given_back {
std::atomic<int> started{0};
void stopsAtTheLimit(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (started >= 9)
      break;
    ++started;
    std::thread(serve, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,never_given_back::stopsAtTheLimit,std::thread,9,constant,safe,C,trip_count,detached
  }
}
} // namespace never_given_back

namespace never_counted {
std::atomic<int> live{0};
void nobodyCounts(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (live >= 9)
      continue;
    std::thread(serve, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,never_counted::nobodyCounts,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}
} // namespace never_counted

namespace inside {
std::counting_semaphore<8> free(8);
void acquiresInTheTask(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::thread([client] {
    // CHECK: gates.cpp,[[@LINE-1]],5,inside::acquiresInTheTask,std::thread,unbounded,unbounded,dangerous,D,none,detached
      free.acquire();
      serve(client);
      free.release();
    }).detach();
  }
}
} // namespace inside

namespace per_call {
void builtEachTime(int client) {
  std::counting_semaphore<4> free(4);
  free.acquire();
  std::thread([&free, client] {
  // CHECK: gates.cpp,[[@LINE-1]],3,per_call::builtEachTime,std::thread,unbounded,unbounded,dangerous,D,none,detached
    serve(client);
    free.release();
  }).detach();
}
void serves(int listener) {
  for (;;)
    builtEachTime(accept(listener, nullptr, nullptr));
  // CHECK: gates.cpp,[[@LINE-1]],5,per_call::serves,std::thread,unbounded,unbounded,dangerous,E,none,detached
}
} // namespace per_call

namespace infinite {
int live = 0;
int limit = -1;
void task(int client) {
  serve(client);
  std::lock_guard lock(mutex);
  --live;
}
void limitedOnlyIfWanted(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    std::unique_lock lock(mutex);
    if (limit > 0)
      changed.wait(lock, [] { return live < limit; });
    ++live;
    std::thread(task, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,infinite::limitedOnlyIfWanted,std::thread,unbounded,unbounded,dangerous,D,none,detached
  }
}
} // namespace infinite

namespace afterwards {
std::atomic<int> live{0};
void task(int client) {
  serve(client);
  --live;
}
void waitsAfterTheSpawn(int listener) {
  for (;;) {
    ++live;
    std::thread(task, accept(listener, nullptr, nullptr)).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,afterwards::waitsAfterTheSpawn,std::thread,8,constant,safe,C,semaphore,detached
    while (live >= 8)
      usleep(1000);
  }
}
} // namespace afterwards

namespace uncounted_too_early {
std::atomic<int> live{0};
void givesBackBeforeTheTaskEnds(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    while (live >= 9)
      usleep(10);
    ++live;
    std::thread(serve, client).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,uncounted_too_early::givesBackBeforeTheTaskEnds,std::thread,unbounded,unbounded,dangerous,D,none,detached
    --live;
  }
}
} // namespace uncounted_too_early

namespace tokens {
int tokens = 4;
void completed(int job) {
  serve(job);
  std::lock_guard lock(mutex);
  ++tokens;
}
void takesAToken() {
  while (more()) {
    std::unique_lock lock(mutex);
    while (tokens == 0)
      changed.wait(lock);
    --tokens;
    std::thread(completed, 1).detach();
    // CHECK: gates.cpp,[[@LINE-1]],5,tokens::takesAToken,std::thread,4,constant,safe,C,semaphore,detached
  }
}
} // namespace tokens
