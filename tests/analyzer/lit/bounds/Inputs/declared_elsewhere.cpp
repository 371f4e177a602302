#include <cstdio>

int fromOutside = 1;
int fixed = 4;
int growing = 4;

void readOptions() { std::scanf("%d", &fromOutside); }
bool request();
void serve() {
  while (request())
    ++growing;
}
