// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A permit that an object has from its constructor to its destructor limits the units that the object goes
// into, and none where it stays behind.

#include <memory>
#include <semaphore>
#include <sys/socket.h>
#include <thread>
#include <utility>

void serve(int);

class Permit {
public:
  explicit Permit(std::counting_semaphore<> &permits) : permits_(&permits) { permits_->acquire(); }
  Permit(Permit &&other) noexcept : permits_(std::exchange(other.permits_, nullptr)) {}
  ~Permit() {
    if (permits_)
      permits_->release();
  }

private:
  std::counting_semaphore<> *permits_;
};

std::counting_semaphore<> connections(24), requests(24), perHost[4] = {
    std::counting_semaphore<>(2), std::counting_semaphore<>(2), std::counting_semaphore<>(2),
    std::counting_semaphore<>(2)};

void goesIntoTheUnit(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    Permit permit(connections);
    std::thread([client, permit = std::move(permit)] { serve(client); }).detach();
    // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,goesIntoTheUnit,std::thread,24,constant,safe,{{.}},semaphore
  }
}

void serveWith(int client, Permit) { serve(client); }
void isAnArgument(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    Permit permit(connections);
    std::thread(serveWith, client, std::move(permit)).detach();
    // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,isAnArgument,std::thread,24,constant,safe,{{.}},semaphore
  }
}

void staysBehind(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    const Permit permit(requests);
    std::thread(serve, client).detach();
    // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,staysBehind,std::thread,unbounded,unbounded,dangerous
  }
}

void ofOneOfMany(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    Permit permit(perHost[client % 4]);
    std::thread([client, permit = std::move(permit)] { serve(client); }).detach();
    // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,ofOneOfMany,std::thread,unbounded,unbounded,dangerous
  }
}

class Maybe {
public:
  Maybe(std::counting_semaphore<> &permits, bool wanted) : permits_(permits) {
    if (wanted)
      permits_.acquire();
  }
  Maybe(Maybe &&) = default;

private:
  std::counting_semaphore<> &permits_;
};
void acquiresAtTimes(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    Maybe permit(requests, client > 4);
    std::thread([client, permit = std::move(permit)] { serve(client); }).detach();
    // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,acquiresAtTimes,std::thread,unbounded,unbounded,dangerous
  }
}

std::counting_semaphore<> shared(16);
class Held {
public:
  Held() { shared.acquire(); }
  ~Held() { shared.release(); }
};

void sharedWithTheUnit(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    auto permit = std::make_shared<Held>();
    std::thread([client, permit = std::move(permit)] { serve(client); }).detach();
    // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,sharedWithTheUnit,std::thread,16,constant,safe,{{.}},semaphore
  }
}

void sharedWithNobody(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    auto permit = std::make_shared<Held>();
    std::thread([client] { serve(client); }).detach();
    // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,sharedWithNobody,std::thread,unbounded,unbounded,dangerous
  }
}

void sharedByReference(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    auto permit = std::make_shared<Held>();
    std::thread([client, &kept = permit] { serve(client); }).detach();
    // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,sharedByReference,std::thread,unbounded,unbounded,dangerous
  }
}
void setUp(int client);

void letGoByTheUnit(int listener) {
  for (;;) {
    const int client = accept(listener, nullptr, nullptr);
    auto permit = std::make_unique<Held>();
    std::thread([client, permit = std::move(permit)]() mutable {
      // CHECK: permits_in_objects.cpp,[[@LINE-1]],5,letGoByTheUnit,std::thread,unbounded,unbounded,dangerous
      setUp(client);
      permit.reset();
      serve(client);
    }).detach();
  }
}
