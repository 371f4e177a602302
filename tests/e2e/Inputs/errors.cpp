#include <thread>

void serve() {
  for (;;)
    std::thread([] {}).detach();
}

int broken = undeclared;
