// RUN: %audit -q --exit-zero --format csv --root %S %s %S/Inputs/left_elsewhere.cpp -- -std=c++20 | FileCheck %s --implicit-check-not='{{^[^,]*,[^,]*[.]cpp}}'
// A unit holds a permit, and what it leaves behind starts in another translation unit: that has no part in the permit.

#include <memory>
#include <semaphore>
#include <string>
#include <thread>

// CHECK: Inputs/left_elsewhere.cpp,31,3,answer,std::thread,unbounded,unbounded,dangerous,D,none,detached

void answer(const std::string &first, const std::string &second, const std::string &third);

class Permit {
public:
  explicit Permit(std::counting_semaphore<> &slots) : slots_(slots) { slots_.acquire(); }
  ~Permit() { slots_.release(); }

private:
  std::counting_semaphore<> &slots_;
};

std::counting_semaphore<> slots(16);
void serves() {
  for (;;) {
    auto permit = std::make_shared<Permit>(slots);
    std::thread([permit] { answer("a", "b", "c"); }).detach();
    // CHECK: permits_left_elsewhere.cpp,[[@LINE-1]],5,serves,std::thread,16,constant,safe,C,semaphore
    // CHECK: permits_left_elsewhere.cpp,[[@LINE-2]],5,serves,std::thread,unbounded,unbounded,dangerous,E,none
  }
}
