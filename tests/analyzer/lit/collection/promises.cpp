// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A round that waits for the future of a promise goes on when the unit has given the answer: one is alive at a time, if
// the answer is the last that the unit does.

#include <chrono>
#include <future>
#include <memory>
#include <thread>

void work();
int next();

void byReference() {
  for (;;) {
    std::promise<void> done;
    auto answer = done.get_future();
    std::thread([&done] {
    // CHECK: promises.cpp,[[@LINE-1]],5,byReference,std::thread,1,constant,safe,C,join
      work();
      done.set_value();
    }).detach();
    answer.wait();
  }
}
void moved() {
  for (;;) {
    std::promise<int> done;
    std::future<int> answer = done.get_future();
    std::thread([done = std::move(done)]() mutable {
    // CHECK: promises.cpp,[[@LINE-1]],5,moved,std::thread,1,constant,safe,C,join
      done.set_value(next());
    }).detach();
    answer.get();
  }
}
void asArgument() {
  for (;;) {
    std::promise<int> done;
    std::future<int> answer = done.get_future();
    std::thread([](std::promise<int> own) { own.set_value(next()); }, std::move(done)).detach();
    // CHECK: promises.cpp,[[@LINE-1]],5,asArgument,std::thread,1,constant,safe,C,join
    answer.get();
  }
}
void shared() {
  for (;;) {
    auto done = std::make_shared<std::promise<void>>();
    auto answer = done->get_future();
    std::thread([done] {
    // CHECK: promises.cpp,[[@LINE-1]],5,shared,std::thread,1,constant,safe,C,join
      try {
        work();
        done->set_value();
      } catch (...) {
        done->set_exception(std::current_exception());
      }
    }).detach();
    answer.wait();
  }
}

// A word that it has started, and a wait that gives up.
void answersFirst() {
  for (;;) {
    std::promise<void> started;
    auto answer = started.get_future();
    std::thread([&started] {
    // CHECK: promises.cpp,[[@LINE-1]],5,answersFirst,std::thread,unbounded,unbounded,dangerous,D,none
      started.set_value();
      work();
    }).detach();
    answer.wait();
  }
}
void answersThenLoops() {
  for (;;) {
    std::promise<void> started;
    auto answer = started.get_future();
    std::thread([&started] {
    // CHECK: promises.cpp,[[@LINE-1]],5,answersThenLoops,std::thread,unbounded,unbounded,dangerous,D,none
      started.set_value();
      for (int i = 0; i < 100; ++i)
        std::this_thread::yield();
    }).detach();
    answer.wait();
  }
}
void answersThenSleeps() {
  for (;;) {
    std::promise<void> started;
    auto answer = started.get_future();
    std::thread([&started] {
    // CHECK: promises.cpp,[[@LINE-1]],5,answersThenSleeps,std::thread,unbounded,unbounded,dangerous,D,none
      started.set_value();
      std::this_thread::sleep_for(std::chrono::seconds(9));
    }).detach();
    answer.wait();
  }
}
void waitsForATime() {
  for (;;) {
    auto done = std::make_shared<std::promise<void>>();
    auto answer = done->get_future();
    std::thread([done] {
    // CHECK: promises.cpp,[[@LINE-1]],5,waitsForATime,std::thread,unbounded,unbounded,dangerous,D,none
      work();
      done->set_value();
    }).detach();
    answer.wait_for(std::chrono::seconds(1));
  }
}

// Of another promise, of one that is answered elsewhere, and one for several.
void ofAnother() {
  for (;;) {
    std::promise<void> done, other;
    auto answer = other.get_future();
    std::thread([done = std::move(done)]() mutable {
    // CHECK: promises.cpp,[[@LINE-1]],5,ofAnother,std::thread,unbounded,unbounded,dangerous,D,none
      work();
      done.set_value();
    }).detach();
    std::thread([other = std::move(other)]() mutable { other.set_value(); }).detach();
    // CHECK: promises.cpp,[[@LINE-1]],5,ofAnother,std::thread,1,constant,safe,C,join
    answer.wait();
  }
}
void answeredHere() {
  for (;;) {
    std::promise<void> done;
    auto answer = done.get_future();
    std::thread([&done] {
    // CHECK: promises.cpp,[[@LINE-1]],5,answeredHere,std::thread,unbounded,unbounded,dangerous,D,none
      work();
      if (next())
        done.set_value();
    }).detach();
    done.set_value();
    answer.wait();
  }
}
void ofSeveral() {
  for (;;) {
    std::promise<void> done;
    auto answer = done.get_future();
    for (int i = 0; i < 4; ++i)
      std::thread([&done, i] {
      // CHECK: promises.cpp,[[@LINE-1]],7,ofSeveral,std::thread,unbounded,unbounded,dangerous,D,none
        work();
        if (i == 0)
          done.set_value();
      }).detach();
    answer.wait();
  }
}
