// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A handle that changes its holder ends with the new one.

#include <future>
#include <list>
#include <memory>
#include <sys/socket.h>
#include <thread>
#include <vector>

void work(int);

void swapped(int listener) {
  std::list<std::jthread> kept;
  for (int c; (c = accept(listener, nullptr, nullptr)) != -1;) {
    std::jthread thread(work, c);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],18,swapped,std::jthread,unbounded,unbounded,dangerous
    kept.emplace_back();
    std::swap(kept.back(), thread);
  }
}

void swappedWithinARound(int listener) {
  for (int c; (c = accept(listener, nullptr, nullptr)) != -1;) {
    std::jthread kept;
    std::jthread thread(work, c);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],18,swappedWithinARound,std::jthread,1,constant,safe,{{.}},join,joined
    std::swap(kept, thread);
  }
}

void letGo(int listener) {
  for (int c; (c = accept(listener, nullptr, nullptr)) != -1;) {
    auto thread = std::make_unique<std::jthread>(work, c);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],19,letGo,{{.*}},unbounded,unbounded,dangerous
    thread.release();
  }
}

std::vector<std::shared_future<void>> results;
void shared(int listener) {
  for (int c; (c = accept(listener, nullptr, nullptr)) != -1;) {
    auto result = std::async(std::launch::async, work, c);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],19,shared,std::async,unbounded,unbounded,dangerous
    auto everyones = result.share();
    results.push_back(everyones);
  }
}

void sharedWithinARound(int listener) {
  for (int c; (c = accept(listener, nullptr, nullptr)) != -1;) {
    auto result = std::async(std::launch::async, work, c);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],19,sharedWithinARound,std::async,1,constant,safe,{{.}},join,joined
    auto everyones = result.share();
    everyones.wait();
  }
}

void takenByAnother(int listener) {
  for (int c; (c = accept(listener, nullptr, nullptr)) != -1;) {
    auto result = std::async(std::launch::async, work, c);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],19,takenByAnother,std::async,unbounded,unbounded,dangerous
    std::thread([result = std::move(result)]() mutable { result.get(); }).detach();
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],5,takenByAnother,std::thread,unbounded,unbounded,dangerous
  }
}

void oneOfTwo(int listener) {
  for (;;) {
    accept(listener, nullptr, nullptr);
    std::thread *threads = new std::thread[2];
    threads[0] = std::thread(work, 0);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],18,oneOfTwo,std::thread,1,constant,safe,{{.}},join,joined
    threads[1] = std::thread(work, 1);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],18,oneOfTwo,std::thread,unbounded,unbounded,dangerous
    threads[0].join();
  }
}

void resultOfATask(int listener) {
  for (int c; (c = accept(listener, nullptr, nullptr)) != -1;) {
    std::packaged_task<void()> task([c] { work(c); });
    auto result = task.get_future();
    std::thread(std::move(task)).detach();
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],5,resultOfATask,std::thread,1,constant,safe
    result.get();
  }
}

void resultOfAnother(int listener, std::future<void> &other) {
  for (int c; (c = accept(listener, nullptr, nullptr)) != -1;) {
    std::packaged_task<void()> task([c] { work(c); });
    std::thread(std::move(task)).detach();
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],5,resultOfAnother,std::thread,unbounded,unbounded,dangerous
    other.wait();
  }
}

struct Game {
  std::jthread job;
  void frame() {
    job = std::jthread(work, 0);
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],11,Game::frame,std::jthread,{{[12]}},constant,safe
  }
  void loop() {
    for (;;)
      frame(); // of this game, each time
    // CHECK: handles_exchanged.cpp,[[@LINE-1]],7,Game::loop,std::jthread,2,constant,safe,E,batch
  }
};
void oneGame() {
  Game game;
  game.loop();
}
