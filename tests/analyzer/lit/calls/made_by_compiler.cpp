// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// Constructors that nobody wrote: what they initialise starts with each object.

#include <memory>
#include <thread>
#include <vector>

void work();
int take();

struct Session {
  std::thread worker{work};
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},Session::Session,std::thread,unbounded,unbounded,dangerous
  ~Session() { worker.detach(); }
};

void perConnection() {
  while (int connection = take()) {
    (void)connection;
    Session session;
    // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},perConnection,std::thread,unbounded,unbounded,dangerous
  }
}

struct Base {
  Base() : thread(work) {}
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},Base::Base,std::thread,unbounded,unbounded,dangerous
  virtual ~Base() = default;
  std::thread thread;
};

struct Worker : Base {
  int id = 0;
};

void ofABase() {
  for (;;)
    new Worker;
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},ofABase,std::thread,unbounded,unbounded,dangerous
}

struct Numbered : Base {
  explicit Numbered(int given) : id(given) {}
  int id;
};

void ofABaseThatIsNotNamed() {
  for (int i = 0; i < 3; ++i)
    new Numbered(i);
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},ofABaseThatIsNotNamed,std::thread,3,constant,safe
}

struct Crew {
  explicit Crew(int count) {
    for (int i = 0; i < count; ++i)
      std::thread(work).detach();
    // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},Crew::Crew,std::thread,5,constant,safe
  }
};

struct Inheriting : Crew {
  using Crew::Crew;
};

struct Holder {
  Inheriting crew{5};
};

void inherited() {
  for (;;)
    new Holder;
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},inherited,std::thread,unbounded,unbounded,dangerous
}

struct Defaulted {
  Defaulted() = default;
  explicit Defaulted(int given) : number(given) {}
  std::thread worker{work};
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},std::thread,unbounded,unbounded,dangerous
  int number = 0;
};

void defaulted() {
  for (;;)
    new Defaulted;
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},defaulted,std::thread,unbounded,unbounded,dangerous
  new Defaulted(3);
}

struct Job {
  std::jthread worker{work};
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},std::jthread,unbounded,unbounded,dangerous
};

std::vector<std::unique_ptr<Job>> jobs;
void byAFactory() {
  while (take())
    jobs.push_back(std::make_unique<Job>());
}

struct Fixed {
  std::jthread worker{work};
  // CHECK: made_by_compiler.cpp,[[@LINE-1]],{{.*}},std::jthread,1,constant,safe
};
void once() {
  static const auto only = std::make_unique<Fixed>();
}
