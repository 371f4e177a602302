#include "base/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace loadline {

namespace {

class Descriptor {
public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO)
      ::close(number_);
  }
  int number() const { return number_; }

private:
  int number_;
};

Diagnostic failed(const std::filesystem::path &path, std::string_view what) {
  return {{path.string(), 0, 0}, fmt::format("{}: {}", what, std::strerror(errno))};
}

bool writeAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Where a link leads in the end, also when nothing is there yet.
std::filesystem::path followed(std::filesystem::path path) {
  constexpr int mostLinks = 40; // as Linux
  std::error_code problem;
  for (int i = 0; i < mostLinks && std::filesystem::is_symlink(path, problem); ++i)
    path = path.parent_path() / std::filesystem::read_symlink(path, problem);
  return path;
}

} // namespace

Result<std::string> readFile(const std::filesystem::path &path, std::size_t limit) {
  const bool isInput = path == "-";
  const Descriptor file(isInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0)
    return failed(path, "can't be opened");
  std::string text;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file.number(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return failed(path, "can't be read");
    if (got == 0)
      return text;
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > limit)
      return Diagnostic{{path.string(), 0, 0}, fmt::format("larger than {} MiB", limit >> 20)};
  }
}

Diagnostics writeFile(const std::filesystem::path &path, std::string_view text) {
  if (path == "-")
    return writeAll(STDOUT_FILENO, text)
               ? Diagnostics{}
               : Diagnostics{failed("standard output", "can't be written")};
  const std::filesystem::path target = followed(path);
  struct stat old {};
  const bool existed = ::stat(target.c_str(), &old) == 0;
  if (existed && !S_ISREG(old.st_mode)) { // a device or a pipe has no old contents to keep
    const Descriptor device(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
    return device.number() >= 0 && writeAll(device.number(), text)
               ? Diagnostics{}
               : Diagnostics{failed(path, "can't be written")};
  }
  std::string temporary = target.string() + ".XXXXXX";
  const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.number() < 0)
    return {failed(path, "can't be written")};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = existed ? old.st_mode & 07777 : 0666 & ~mask;
  if (!writeAll(file.number(), text) || ::fchmod(file.number(), mode) != 0 ||
      ::fsync(file.number()) != 0 || ::rename(temporary.c_str(), target.c_str()) != 0) {
    Diagnostics problem{failed(path, "can't be written")};
    ::unlink(temporary.c_str());
    return problem;
  }
  return {};
}

} // namespace loadline
