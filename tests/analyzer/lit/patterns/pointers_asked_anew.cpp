// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp,
// A pointer that each round asks for anew is no flag that lets one through; one that outlives the rounds is.

#include <thread>

struct Job {
  int number;
};
Job *urgent();
Job *next();
void run(Job *);
void work();

void askedAnew() {
  for (;;) {
    Job *job = urgent();
    if (job)
      continue;
    job = next();
    std::thread(run, job).detach();
    // CHECK: pointers_asked_anew.cpp,[[@LINE-1]],{{.*}},askedAnew,std::thread,unbounded,unbounded,dangerous
  }
}

void askedTwice() {
  for (;;) {
    Job *job = urgent();
    if (job) {
      run(job);
      continue;
    }
    job = next();
    if (job)
      std::thread(run, job).detach();
    // CHECK: pointers_asked_anew.cpp,[[@LINE-1]],{{.*}},askedTwice,std::thread,unbounded,unbounded,dangerous
  }
}

void kept() {
  Job *first = nullptr;
  for (;;) {
    if (first)
      continue;
    first = new Job{1};
    std::thread(run, first).detach();
    // CHECK: pointers_asked_anew.cpp,[[@LINE-1]],{{.*}},kept,std::thread,1,constant,safe,{{.}},once
  }
}

std::thread *worker = nullptr;

void ofAll() {
  for (;;) {
    if (worker)
      continue;
    worker = new std::thread(work);
    // CHECK: pointers_asked_anew.cpp,[[@LINE-1]],{{.*}},ofAll,std::thread,1,constant,safe,{{.}},once
  }
}

int main() {
  askedAnew();
  askedTwice();
  kept();
  ofAll();
}
