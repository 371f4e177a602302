// REQUIRES: asio
// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE | FileCheck %s --implicit-check-not=.cpp,
// A handler that arms itself again only while a counter is below a limit, which nothing takes back, runs so often.

#include <asio.hpp>
#include <thread>

void work();
int next();

class Timed {
public:
  explicit Timed(asio::io_context &context) : timer_(context) {}

protected:
  asio::steady_timer timer_;
};

class Counted : Timed {
public:
  explicit Counted(asio::io_context &context) : Timed(context) { wait(); }

private:
  void wait() {
    timer_.async_wait([this](std::error_code) {
      std::thread(work).detach();
      // CHECK: counted_handlers.cpp,[[@LINE-1]],7,Counted::wait::(lambda),std::thread,10,constant,safe,B,none
      if (++times_ < 10)
        wait();
    });
  }
  int times_ = 0;
};
class CountedWhereArmed : Timed {
public:
  explicit CountedWhereArmed(asio::io_context &context) : Timed(context) { wait(); }

private:
  void wait() {
    if (times_ >= 10)
      return;
    ++times_;
    timer_.async_wait([this](std::error_code) {
      std::thread(work).detach();
      // CHECK: counted_handlers.cpp,[[@LINE-1]],7,CountedWhereArmed::wait::(lambda),std::thread,11,constant,safe,B,none
      wait();
    });
  }
  int times_ = 0;
};
class Uncounted : Timed {
public:
  explicit Uncounted(asio::io_context &context) : Timed(context) { wait(); }

private:
  void wait() {
    timer_.async_wait([this](std::error_code) {
      std::thread(work).detach();
      // CHECK: counted_handlers.cpp,[[@LINE-1]],7,Uncounted::wait::(lambda),std::thread,unbounded,unbounded,dangerous,D,none
      ++times_;
      wait();
    });
  }
  int times_ = 0;
};
class SetBack : Timed {
public:
  explicit SetBack(asio::io_context &context) : Timed(context) { wait(); }
  void again() { times_ = 0; }

private:
  void wait() {
    timer_.async_wait([this](std::error_code) {
      std::thread(work).detach();
      // CHECK: counted_handlers.cpp,[[@LINE-1]],7,SetBack::wait::(lambda),std::thread,unbounded,unbounded,dangerous,D,none
      if (++times_ < 10)
        wait();
    });
  }
  int times_ = 0;
};
class StepsByNone : Timed {
public:
  explicit StepsByNone(asio::io_context &context) : Timed(context) { wait(); }

private:
  void wait() {
    timer_.async_wait([this](std::error_code) {
      std::thread(work).detach();
      // CHECK: counted_handlers.cpp,[[@LINE-1]],7,StepsByNone::wait::(lambda),std::thread,unbounded,unbounded,dangerous,D,none
      times_ += next();
      if (times_ < 10)
        wait();
    });
  }
  int times_ = 0;
};
class OneWayUncounted : Timed {
public:
  explicit OneWayUncounted(asio::io_context &context) : Timed(context) { wait(); }

private:
  void wait() {
    timer_.async_wait([this](std::error_code error) {
      std::thread(work).detach();
      // CHECK: counted_handlers.cpp,[[@LINE-1]],7,OneWayUncounted::wait::(lambda),std::thread,unbounded,unbounded,dangerous,D,none
      if (error)
        wait();
      else if (++times_ < 10)
        wait();
    });
  }
  int times_ = 0;
};
class OfEachConnection : Timed {
public:
  explicit OfEachConnection(asio::io_context &context) : Timed(context) { wait(); }

private:
  void wait() {
    timer_.async_wait([this](std::error_code) {
      std::thread(work).detach();
      // CHECK: counted_handlers.cpp,[[@LINE-1]],7,OfEachConnection::wait::(lambda),std::thread,unbounded,unbounded,dangerous,D,none
      if (++times_ < 10)
        wait();
    });
  }
  int times_ = 0;
};

int main() {
  asio::io_context context;
  Counted counted(context);
  CountedWhereArmed whereArmed(context);
  Uncounted uncounted(context);
  SetBack setBack(context);
  StepsByNone stepsByNone(context);
  OneWayUncounted oneWay(context);
  asio::ip::tcp::acceptor acceptor(context);
  for (;;) {
    acceptor.accept();
    new OfEachConnection(context);
  }
}
