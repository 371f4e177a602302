// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++17 | FileCheck %s
// An object makes others of its own class for as long as it likes: those that are told to start
// none start none, however many there are.

#include <memory>
#include <thread>
#include <vector>
#include <string>
bool next();
class Adaptor {
public:
  Adaptor(int &connection, std::string path, bool isDelegate) : connection_(connection) {
    if (!isDelegate) {
      unsigned workers = std::thread::hardware_concurrency();
      if (workers < 4) workers = 4;
      for (unsigned i = 0; i < workers; ++i)
        // CHECK: inner_runs_that_start_none.cpp,[[@LINE+1]],{{.*}},"max(4, hardware)",hardware,safe
        workers_.emplace_back([this]() {
          while (!exit_) {
            auto adaptor = std::make_unique<Adaptor>(connection_, "x", true);
            children_.push_back(std::move(adaptor));
          }
        });
    }
  }
  ~Adaptor() { exit_ = true; for (auto &w : workers_) w.join(); }
private:
  int &connection_;
  bool exit_{};
  std::vector<std::thread> workers_;
  std::vector<std::unique_ptr<Adaptor>> children_;
};
int main() { int c = 0; Adaptor a(c, "p", false); while (next()) {} }
