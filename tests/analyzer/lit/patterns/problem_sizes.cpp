// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A number that counts the units and sizes the work of each is that of a problem; one that units divide or step by is
// that of workers.

#include <cstdlib>
#include <thread>
#include <vector>

using Threads = std::vector<std::thread>;

struct Board {
  explicit Board(int size) : size(size) {}
  int size;
  long found = 0;
  void search(int row) {
    for (int column = 0; column < size; ++column)
      found += row + 1 < size;
  }
};
void solve(int size, int first) {
  Board board(size);
  board.search(first);
}
void queens(int size) {
  Threads threads;
  for (int first = 0; first < size / 2; ++first)
    threads.push_back(std::thread(solve, size, first));
  // CHECK: problem_sizes.cpp,[[@LINE-1]],23,queens,std::thread,"max(8, size(argv[1]))",size,risky
  for (auto &thread : threads)
    thread.join();
}

int dimension;
double cells[1000][1000];
void eachRow() {
  Threads threads;
  for (int row = 0; row < dimension; ++row)
    threads.emplace_back([row] {
      // CHECK: problem_sizes.cpp,[[@LINE-1]],5,eachRow,std::thread in std::vector::emplace_back,size(argv[2]),size,risky
      for (int column = 0; column < dimension; ++column)
        cells[row][column] *= 2;
    });
  for (auto &thread : threads)
    thread.join();
}

long deepen(int row, int size) {
  long found = 0;
  if (row == size - 1)
    return 1;
  for (int step = 0; step < 2; ++step)
    found += deepen(row + 1, size);
  return found;
}
void byDepth(int size) {
  Threads threads;
  for (int first = 0; first < size; ++first)
    threads.emplace_back([=] { deepen(first, size); });
  // CHECK: problem_sizes.cpp,[[@LINE-1]],5,byDepth,std::thread in std::vector::emplace_back,size(argv[4]),size,risky
  for (auto &thread : threads)
    thread.join();
}

std::vector<int> numbers;
void chunk(int workers, int me) {
  const std::size_t size = numbers.size() / workers;
  for (std::size_t i = me * size; i < (me + 1) * size; ++i)
    ++numbers[i];
}
void strided(int workers, int me) {
  for (std::size_t i = me; i < numbers.size(); i += workers)
    ++numbers[i];
}
// Each looks what the others left to do, beginning with its own.
void stealing(int workers, int me) {
  for (int i = 0; i < workers; ++i)
    ++numbers[(me + i) % workers];
}
void shared(int workers) {
  Threads threads;
  for (int me = 0; me < workers; ++me)
    threads.push_back(std::thread(chunk, workers, me));
  // CHECK: problem_sizes.cpp,[[@LINE-1]],23,shared,std::thread,config(argv[3]),config,safe
  for (int me = 0; me < workers; ++me)
    threads.push_back(std::thread(strided, workers, me));
  // CHECK: problem_sizes.cpp,[[@LINE-1]],23,shared,std::thread,config(argv[3]),config,safe
  for (int me = 0; me < workers; ++me)
    threads.push_back(std::thread(stealing, workers, me));
  // CHECK: problem_sizes.cpp,[[@LINE-1]],23,shared,std::thread,config(argv[3]),config,safe
  for (auto &thread : threads)
    thread.join();
}

int main(int argc, char **argv) {
  queens(argc > 1 ? std::atoi(argv[1]) : 8);
  dimension = std::atoi(argv[2]);
  eachRow();
  byDepth(std::atoi(argv[4]));
  shared(std::atoi(argv[3]));
}
