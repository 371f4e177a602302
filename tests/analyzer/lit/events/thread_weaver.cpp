// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A job that is given to KDE's pool runs once for each time that it is given.

#include <functional>
#include <thread>

namespace ThreadWeaver {
struct Job;
Job *make_job(std::function<void()> work);
struct QueueStream {
  QueueStream &operator<<(Job *job);
};
QueueStream &stream();
} // namespace ThreadWeaver

void work();
bool more();

void once() {
  ThreadWeaver::stream() << ThreadWeaver::make_job([] {
    std::thread(work).detach();
    // CHECK: thread_weaver.cpp,[[@LINE-1]],5,{{.*}},std::thread,1,constant,safe
  });
}
