// RUN: %audit -q --exit-zero --format csv --root %S %s -- -std=c++20 | FileCheck %s --implicit-check-not=.cpp
// A number that others may write is not what it was.

#include <cstdio>
#include <fstream>
#include <thread>
#include <vector>

void work();
void change(int &number);
void look(const int &number);
static void setToSix(int &number) { number = 6; }
static void setBehind(int *number) { *number = 5; }

void changed() {
  int count = 3;
  change(count);
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,changed,std::thread,unknown(the value of count),unknown,risky
}

void seen() {
  int count = 3;
  look(count);
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,seen,std::thread,3,constant,safe
}

void setElsewhere() {
  int count = 3;
  setToSix(count);
  for (int i = 0; i < count; ++i)
    std::thread(work).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,setElsewhere,std::thread,6,constant,safe
  int other = 0;
  setBehind(&other);
  while (other-- > 0)
    std::thread(work).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,setElsewhere,std::thread,5,constant,safe
}

void read() {
  int count = 0;
  std::scanf("%d", &count);
  while (count--)
    std::thread(work).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,read,std::thread,outside(count),size,dangerous
}

void grows() {
  std::vector<int> items{1, 2};
  items.push_back(3);
  for (int item : items)
    std::thread(change, std::ref(item)).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,grows,std::thread,3,constant,safe
}

static void fill(std::vector<int> &items) {
  for (int i = 0; i < 4; ++i)
    items.push_back(i);
}
void filled() {
  std::vector<int> items{1, 2};
  fill(items);
  for (int item : items)
    std::thread(look, item).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,filled,std::thread,6,constant,safe
}

void fillFromAfar(std::vector<int> &items);
void filledFromAfar() {
  std::vector<int> items{1, 2};
  fillFromAfar(items);
  for (int item : items)
    std::thread(look, item).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,filledFromAfar,std::thread,2+size(items),size,risky
}

struct Shape {
  int sizes[4];
};
bool parse(int *size);
void load(Shape &shape) {
  for (int i = 0; i < 4; ++i) {
    shape.sizes[i] = 1;
    parse(&shape.sizes[i]);
  }
}
void elements(const Shape &shape) {
  for (int i = 0; i < shape.sizes[2]; ++i)
    std::thread(work).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,elements,std::thread,size(Shape::sizes[2]),size,risky
}

struct Header {
  long counts[4];
};
struct Reader {
  template <class T>
  bool read(T &value);
};
void load(Reader &reader, Header &header) {
  for (int i = 0; i < 4; ++i) {
    header.counts[i] = 1;
    reader.read(header.counts[i]);
  }
}
void byReference(const Header &header) {
  for (long i = 0; i < header.counts[2]; ++i)
    std::thread(work).detach();
  // CHECK: unseen_writes.cpp,[[@LINE-1]],5,byReference,std::thread,size(Header::counts[2]),size,risky
}
