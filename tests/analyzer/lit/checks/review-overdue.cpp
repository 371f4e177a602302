// RUN: %audit -q --root %S --only review-overdue --today 2027-06-01 %s -- -std=c++20 | FileCheck %s --implicit-check-not=note:
// RUN: %audit -q --root %S --only review-overdue %s -- -std=c++20 | FileCheck %s --check-prefix=NODAY
// RUN: %exits 2 %audit -q --today tomorrow %s -- -std=c++20 2>&1 | FileCheck %s --check-prefix=NODATE
// RUN: %audit -q --root %S --only review-overdue --format json %s -- -std=c++20 | FileCheck %s --check-prefix=JSON
// A declared bound has a day by which somebody looks at it again; `--today` asks whether it is past.

#include <thread>

void serve(int);
bool more();

void past() {
  while (more())
    // CHECK: review-overdue.cpp:[[@LINE+1]]:5: note: the declared bound of 8 was to be looked at again by 2027-01-31 [review-overdue]
    // loadline: bound(8) review 2027-01-31: the balancer lets no more through
    std::thread(serve, 1).detach();
}

void ahead() {
  while (more())
    // loadline: bound(8) review 2027-06-01: the balancer lets no more through
    std::thread(serve, 1).detach();
}

void never() {
  while (more())
    // CHECK: review-overdue.cpp:[[@LINE+1]]:5: note: a bound of 4 is declared (four of them: one for each shard), and no day by which somebody looks at it again [review-overdue]
    // loadline: bound(4): four of them: one for each shard
    std::thread(serve, 1).detach();
}

// NODAY-NOT: note:
// NODATE: --today: 'tomorrow' is no date (as in 2027-01-31)
// JSON: "reason": "the balancer lets no more through",
// JSON-NEXT: "review": "2027-01-31"
