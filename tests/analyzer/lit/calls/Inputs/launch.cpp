#include <thread>

void work();
void launch(int count) {
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
}
