#include "analyzer/cli/audit_run.h"

#include "analyzer/cli/facts_cache.h"
#include "analyzer/extract/compile.h"
#include "base/files.h"
#include "base/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <numeric>
#include <optional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <tuple>
#include <unistd.h>

namespace loadline::audit {

namespace {

using Clock = std::chrono::steady_clock;

/// No source needs more; one that asks for more is stopped before the machine suffers.
constexpr rlim_t mostMemory = rlim_t{8} << 30;

volatile std::sig_atomic_t cancelledBy = 0;

/// While it lives, SIGINT and SIGTERM are noted instead of ending the process, so that children and
/// folders are cleaned up.
class CancelWatch {
public:
  CancelWatch() {
    struct sigaction note {};
    note.sa_handler = [](int signal) { cancelledBy = signal; };
    ::sigaction(SIGINT, &note, &oldInterrupt_);
    ::sigaction(SIGTERM, &note, &oldTerminate_);
  }
  CancelWatch(const CancelWatch &) = delete;
  CancelWatch &operator=(const CancelWatch &) = delete;
  ~CancelWatch() {
    ::sigaction(SIGINT, &oldInterrupt_, nullptr);
    ::sigaction(SIGTERM, &oldTerminate_, nullptr);
  }

private:
  struct sigaction oldInterrupt_ {};
  struct sigaction oldTerminate_ {};
};

/// One translation unit at work in a process of its own.
struct Worker {
  std::size_t command = 0;
  Clock::time_point started;
  bool wasKilled = false;
  extract::Undeclared undeclared = extract::Undeclared::kept;
};

/// A folder that is removed when its owner goes.
class TemporaryFolder {
public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "loadline-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data()) ? std::filesystem::path(pattern) : std::filesystem::path();
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty())
      std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path &path() const { return path_; }

private:
  std::filesystem::path path_;
};

/// The child: extracts, writes the facts or the reason, and ends without running anyone's exit
/// handlers.
[[noreturn]] void work(const extract::CompileCommand &command, extract::Undeclared undeclared,
                       facts::KnownBefore known, FactsCache cache) {
  const rlimit noCore{0, 0};
  ::setrlimit(RLIMIT_CORE, &noCore);
  const rlimit memory{mostMemory, mostMemory};
  ::setrlimit(RLIMIT_AS, &memory);
  ::signal(SIGINT, SIG_DFL);
  ::signal(SIGTERM, SIG_DFL);
  const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  const Result<facts::TranslationUnitFacts> facts =
      extract::compileToFacts(command, undeclared, known);
  if (!facts) {
    const Diagnostics ignored =
        writeFile(cache.pathFor(command).string() + ".why", facts.error().front().message);
    ::_exit(ignored.empty() ? 1 : 2);
  }
  ::_exit(cache.write(command, *facts) ? 0 : 2);
}

class Pool {
public:
  Pool(const std::vector<extract::CompileCommand> &commands, const ExtractionOptions &options,
       FactsCache cache)
      : commands_(commands), options_(options), cache_(std::move(cache)) {
    workers_ = options.workers > 0
                   ? options.workers
                   : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    order_.resize(commands.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::stable_sort(order_, {}, [&](std::size_t i) {
      return std::tie(commands[i].file, commands[i].directory, commands[i].arguments);
    });
    position_.resize(commands.size());
    for (std::size_t position = 0; position < order_.size(); ++position)
      position_[order_[position]] = position;
  }

  Extraction run() {
    for (const std::size_t i : order_) {
      if (cancelledBy)
        break;
      if (cache_.isKept() && reuse(i))
        continue;
      while (static_cast<int>(running_.size()) >= workers_)
        waitForOne();
      start(i);
    }
    while (!running_.empty())
      waitForOne();
    progress_.clear();
    out_.cancelledBy = cancelledBy;
    for (const std::size_t i : order_) // whoever was done first
      if (const auto unit = units_.find(i); unit != units_.end())
        out_.units.push_back(std::move(unit->second));
    std::ranges::sort(out_.failures, {}, [](const Diagnostic &failure) {
      return std::pair{failure.at, failure.message};
    });
    return std::move(out_);
  }

private:
  bool reuse(std::size_t i) {
    std::optional<facts::TranslationUnitFacts> facts = cache_.read(commands_[i]);
    if (!facts)
      return false;
    units_.emplace(i, *std::move(facts));
    ++out_.cached;
    ++done_;
    return true;
  }

  void start(std::size_t i, extract::Undeclared undeclared = extract::Undeclared::kept) {
    progress_.show(done_, commands_.size(), commands_[i].file);
    std::error_code ignored;
    std::filesystem::remove(cache_.pathFor(commands_[i]), ignored);
    std::filesystem::remove(cache_.pathFor(commands_[i]).string() + ".why", ignored);
    const pid_t child = ::fork();
    if (child == 0)
      work(commands_[i], undeclared, {&known_, position_[i]}, cache_);
    if (child < 0)
      fail(i, fmt::format("no process could be started: {}", std::strerror(errno)));
    else
      running_[child] = {i, Clock::now(), false, undeclared};
  }

  void waitForOne() {
    for (;;) {
      int status = 0;
      const pid_t child = ::waitpid(-1, &status, WNOHANG);
      if (const auto found = running_.find(child); child > 0 && found != running_.end()) {
        const Worker worker = found->second;
        running_.erase(found);
        return finish(worker, status);
      }
      if (cancelledBy)
        for (const auto &[running, worker] : running_)
          ::kill(running, SIGKILL);
      killThoseOverTime();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  void killThoseOverTime() {
    for (auto &[child, worker] : running_)
      if (!worker.wasKilled && Clock::now() - worker.started > options_.timeLimit) {
        worker.wasKilled = true;
        ::kill(child, SIGKILL);
      }
  }

  void finish(const Worker &worker, int status) {
    const std::size_t i = worker.command;
    const bool mayTryAgain = !worker.wasKilled && !cancelledBy;
    if (WIFSIGNALED(status) && mayTryAgain && worker.undeclared == extract::Undeclared::kept)
      return start(i, extract::Undeclared::leftOut);
    ++done_;
    if (worker.wasKilled)
      return fail(i,
                  fmt::format("took longer than {} s and was stopped", options_.timeLimit.count()));
    if (WIFSIGNALED(status))
      return fail(i, fmt::format("Clang crashed on it ({})", ::strsignal(WTERMSIG(status))));
    if (WEXITSTATUS(status) == 1) {
      const Result<std::string> why = readFile(cache_.pathFor(commands_[i]).string() + ".why");
      return fail(i, why ? *why : "Clang gave no syntax tree");
    }
    const Result<std::string> text = readFile(cache_.pathFor(commands_[i]));
    Result<facts::TranslationUnitFacts> facts =
        text ? facts::parseFacts(*text, commands_[i].file)
             : Result<facts::TranslationUnitFacts>(text.error());
    if (!facts)
      return fail(i, "its facts could not be written or read: " + facts.error().front().message);
    if (!cache_.isKept()) // facts that are kept stand for themselves, whatever else changes
      known_.add(*facts, position_[i]);
    units_.emplace(i, *std::move(facts));
  }

  void fail(std::size_t i, std::string why) {
    out_.failures.push_back({{commands_[i].file, 0, 0}, std::move(why)});
  }

  const std::vector<extract::CompileCommand> &commands_;
  const ExtractionOptions &options_;
  FactsCache cache_;
  int workers_ = 1;
  std::vector<std::size_t> order_;    ///< of the commands, as link takes their units
  std::vector<std::size_t> position_; ///< of each command in it
  facts::KnownFunctions known_;
  std::map<pid_t, Worker> running_;
  std::map<std::size_t, facts::TranslationUnitFacts> units_; ///< by the index of their commands
  std::size_t done_ = 0;
  ProgressLine progress_;
  Extraction out_;
};

} // namespace

Extraction extractAll(const std::vector<extract::CompileCommand> &commands,
                      const ExtractionOptions &options) {
  const CancelWatch watch;
  const TemporaryFolder temporary;
  const bool isKept = !options.factsFolder.empty();
  const std::filesystem::path folder = isKept ? options.factsFolder : temporary.path();
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (folder.empty() || problem)
    return {.failures = {{{folder.string(), 0, 0}, "the folder for facts can't be made"}}};
  return Pool(commands, options, FactsCache(std::filesystem::absolute(folder), isKept)).run();
}

} // namespace loadline::audit
