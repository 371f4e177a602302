#pragma once

#include "base/files.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Saves that die on the way, to see what they leave.

namespace loadline {

/// The kernel kills the process at its first call of that number.
inline void killAtCall(unsigned number) {
  sock_filter rules[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                         BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
                         BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
                         BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  const sock_fprog program{4, rules};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/// The kernel kills the process in the middle of a write, at the byte after this many.
inline void killAtByte(rlim_t bytes) {
  const rlimit half{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &half);
}

/// What a file holds after a save, and whether the process died in it.
struct Crash {
  bool died = false;
  std::string text;
};

/// Saves a file that holds `before`, in a process that `prepare` makes die.
///   save  gets the path of the file
template <class Prepare, class Save>
Crash crashed(const std::string &before, Prepare prepare, Save save) {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("loadline_killed_save." + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string file = folder / "file.yaml";
  EXPECT_TRUE(writeFile(file, before).empty());
  const pid_t child = ::fork();
  if (child == 0) {
    prepare();
    save(file);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  const Crash crash{WIFSIGNALED(status), *readFile(file)};
  std::filesystem::remove_all(folder);
  return crash;
}

} // namespace loadline
