#pragma once
// What the test uses of libraries that start processes.
#include <string>
#include <utility>
extern "C" {
struct reproc_t;
int reproc_start(reproc_t *process, const char *const *arguments, int options);
int reproc_wait(reproc_t *process, int timeout);
struct subprocess_s {
  int child;
};
int subprocess_create(const char *const arguments[], int options, subprocess_s *process);
int subprocess_join(subprocess_s *process, int *code);
}
namespace reproc {
class process {
public:
  int start(const char *const *arguments);
  std::pair<int, int> wait(int timeout);
};
std::pair<int, int> run(const char *const *arguments);
} // namespace reproc
namespace TinyProcessLib {
class Process {
public:
  explicit Process(const std::string &command, const std::string &path = "");
  int get_exit_status() noexcept;
};
} // namespace TinyProcessLib
namespace subprocess {
class Popen {
public:
  template <class... Options> explicit Popen(const std::string &command, Options &&...options);
  int wait();
};
int call(const std::string &command);
} // namespace subprocess
namespace boost::process::v2 {
template <class Executor> struct basic_process {
  basic_process(Executor executor, const std::string &program, const char *const *arguments);
  int wait();
  void detach();
};
using process = basic_process<int>;
} // namespace boost::process::v2
namespace juce {
class ChildProcess {
public:
  bool start(const char *command, int streams = 3);
  bool waitForProcessToFinish(int milliseconds) const;
};
} // namespace juce
namespace Glib {
void spawn_command_line_async(const std::string &command);
void spawn_command_line_sync(const std::string &command);
} // namespace Glib
enum { wxEXEC_ASYNC = 0, wxEXEC_SYNC = 1, wxEXEC_NOEVENTS = 16, wxEXEC_BLOCK = wxEXEC_SYNC | wxEXEC_NOEVENTS };
long wxExecute(const std::string &command, int flags = wxEXEC_ASYNC);
