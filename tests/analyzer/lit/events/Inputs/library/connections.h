#pragma once

namespace library {
class Connections {
public:
  Connections();
  virtual ~Connections();
  virtual void opened(int connection);
  virtual void closed(int connection) noexcept;
};
} // namespace library

namespace testing {
class Test {
public:
  virtual ~Test();
  virtual void SetUp();
};
} // namespace testing
