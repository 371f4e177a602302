#include <string>
#include <thread>

void handle(const std::string &request);

// More names than the other translation unit has: one's numbers for them say nothing in the other.
int north(int northMost) { return northMost; }
int east(int eastMost) { return eastMost; }
int south(int southMost) { return southMost; }
int west(int westMost) { return westMost; }
int up(int upMost) { return upMost; }
int down(int downMost) { return downMost; }
int left(int leftMost) { return leftMost; }
int right(int rightMost) { return rightMost; }
int near(int nearMost) { return nearMost; }
int far(int farMost) { return farMost; }
int first(int firstMost) { return firstMost; }
int last(int lastMost) { return lastMost; }
int open(int openMost) { return openMost; }
int shut(int shutMost) { return shutMost; }
int hot(int hotMost) { return hotMost; }
int cold(int coldMost) { return coldMost; }
int old(int oldMost) { return oldMost; }
int young(int youngMost) { return youngMost; }
int high(int highMost) { return highMost; }
int low(int lowMost) { return lowMost; }

void answer(const std::string &first, const std::string &second, const std::string &third) {
  const std::string both = first + second;
  const std::string request = both + third;
  std::thread(handle, request).detach();
}
