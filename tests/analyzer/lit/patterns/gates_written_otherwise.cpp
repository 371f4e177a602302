// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// The same gates as programs write them in classes, in conditions and with signals.

#include <atomic>
#include <csignal>
#include <list>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

void serve(int);

namespace fetched {
std::atomic<int> live{0};
void refusesByTheOldValue(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (live.fetch_add(1) >= 30) {
      --live;
      close(client);
      continue;
    }
    std::thread([client] {
    // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],5,fetched::refusesByTheOldValue,std::thread,30,constant,safe,C,semaphore,detached
      serve(client);
      --live;
    }).detach();
  }
}
} // namespace fetched

namespace guards {
std::atomic<int> live{0};
struct Leaves {
  ~Leaves() { --live; }
};
void givenBackByAGuard(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (live >= 25) {
      close(client);
      continue;
    }
    ++live;
    std::thread([client] {
    // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],5,guards::givenBackByAGuard,std::thread,25,constant,safe,C,semaphore,detached
      const Leaves leaves;
      serve(client);
    }).detach();
  }
}
} // namespace guards

namespace signalled {
volatile sig_atomic_t children = 0;
void onChild(int) {
  while (waitpid(-1, nullptr, WNOHANG) > 0)
    --children;
}
void forksUnlessFull(int listener) {
  std::signal(SIGCHLD, onChild);
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (children >= 40) {
      close(client);
      continue;
    }
    const pid_t pid = fork();
    // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],23,signalled::forksUnlessFull,fork,40,constant,safe,C,semaphore,escapes
    if (pid == 0) {
      serve(client);
      _exit(0);
    }
    ++children;
    close(client);
  }
}
} // namespace signalled

namespace slots {
struct Client {
  std::thread thread;
  std::atomic<bool> done{false};
};
void removesTheFinished(int listener) {
  std::list<Client> clients;
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    for (auto it = clients.begin(); it != clients.end();) {
      if (it->done) {
        it->thread.join();
        it = clients.erase(it);
      } else {
        ++it;
      }
    }
    if (clients.size() >= 12) {
      close(client);
      continue;
    }
    Client &added = clients.emplace_back();
    added.thread = std::thread([&added, client] {
    // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],20,slots::removesTheFinished,std::thread,12,constant,safe,C,size_check,joined
      serve(client);
      added.done = true;
    });
  }
}
} // namespace slots

namespace waitsForAChild {
int children = 0;
void forks(int listener) {
  for (;;) {
    if (children == 10) {
      wait(nullptr);
      --children;
    }
    const int client = accept(listener, nullptr, nullptr);
    if (fork() == 0) {
    // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],9,waitsForAChild::forks,fork,10,constant,safe,C,batch,joined
      serve(client);
      _exit(0);
    }
    ++children;
    close(client);
  }
}
} // namespace waitsForAChild

namespace pausedToo {
struct Configuration {
  int most;
  bool paused;
} configuration;
std::atomic<int> live{0};
void sleeps(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    while (live >= configuration.most || configuration.paused)
      usleep(1000);
    ++live;
    std::thread([client] {
    // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],5,pausedToo::sleeps,std::thread,config(pausedToo::Configuration::most),config,safe,C,semaphore,detached
      serve(client);
      --live;
    }).detach();
  }
}
} // namespace pausedToo

namespace eitherOr {
std::atomic<int> live{0};
bool urgent(int client);
void letsUrgentOnesPass(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    if (live >= 20 && !urgent(client)) {
      close(client);
      continue;
    }
    ++live;
    std::thread([client] {
    // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],5,eitherOr::letsUrgentOnesPass,std::thread,unbounded,unbounded,dangerous,D,none,detached
      serve(client);
      --live;
    }).detach();
  }
}
} // namespace eitherOr

namespace copied {
struct Context {
  unsigned most, started;
};
int startThread(void *(*entry)(void *), void *argument) {
  pthread_t thread;
  return pthread_create(&thread, nullptr, entry, argument);
  // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],10,copied::startThread,pthread_create,{{.*}},config,safe
}
void *entry(void *);

// The counter is read into a local first, and counted up where the unit started.
int startWorker(Context *context) {
  const unsigned number = context->started;
  if (number >= context->most)
    return -1;
  const int failed = startThread(entry, context);
  // CHECK: gates_written_otherwise.cpp,[[@LINE-1]],22,copied::startWorker,pthread_create,{{.*}},config,safe,E,semaphore
  if (failed == 0)
    context->started++;
  return failed;
}
void onRequests(Context *context, int listener) {
  while (accept(listener, nullptr, nullptr) >= 0)
    startWorker(context);
}
} // namespace copied
