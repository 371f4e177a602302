#include "base/usage.h"

#include "base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <utility>

namespace loadline {

namespace {

/// The subcommand that the words chose, or the program itself.
const CLI::App &chosen(const CLI::App &app) {
  const std::vector<CLI::App *> taken = app.get_subcommands();
  return taken.empty() ? app : chosen(*taken.front());
}

std::string nameOf(const CLI::App &app) {
  return app.get_parent() ? nameOf(*app.get_parent()) + " " + app.get_name() : app.get_name();
}

std::vector<std::string> optionsOf(const CLI::App &app) {
  std::vector<std::string> names;
  for (const CLI::Option *option : app.get_options())
    for (const std::string &name : option->get_lnames())
      names.push_back("--" + name);
  return names;
}

/// The first word that nobody takes, with what it may have been.
std::string ofExtra(const CLI::App &app, const CLI::App &program) {
  std::vector<std::string> extras = app.remaining();
  if (extras.empty())
    extras = program.remaining(true);
  for (const std::string &word : extras) {
    if (!word.starts_with('-'))
      continue;
    const std::string near = nearest(word.substr(0, word.find('=')), optionsOf(app));
    return fmt::format("no option '{}'{}", word,
                       near.empty() ? "" : fmt::format("; did you mean '{}'?", near));
  }
  return extras.empty() ? "a word too many"
                        : fmt::format("'{}' is a word too many", extras.front());
}

/// `KIND: specs not in {audit,plan}`, as the library says it, with the nearest of the set.
std::string withNearest(const std::string &message) {
  const std::size_t set = message.find(" not in {");
  const std::size_t word = message.find(": ");
  if (set == std::string::npos || word == std::string::npos || word > set || message.back() != '}')
    return message;
  const std::string given = message.substr(word + 2, set - word - 2);
  const std::size_t open = message.find('{', set);
  const std::vector<std::string> known =
      split(message.substr(open + 1, message.size() - open - 2), ',');
  const std::string near = nearest(given, known);
  return fmt::format("{} can't be '{}'; {}one of {}", message.substr(0, word), given,
                     near.empty() ? "" : fmt::format("did you mean '{}'? ", near),
                     fmt::join(known, ", "));
}

/// The library's own help, its long lines broken.
class NarrowHelp : public CLI::Formatter {
public:
  std::string make_help(const CLI::App *app, std::string name,
                        CLI::AppFormatMode mode) const override {
    constexpr std::size_t width = 100, described = 28; // where the library begins a description
    std::string out;
    std::string text = CLI::Formatter::make_help(app, std::move(name), mode);
    if (text.ends_with('\n'))
      text.pop_back();
    for (const std::string &line : split(text, '\n')) {
      const bool isRow = line.starts_with("  "), isExample = line.starts_with("As: ");
      out += isExample || columns(line) <= width ? line + "\n"
                                                 : wrapped(line, width, isRow ? described : 0);
    }
    return out;
  }
};

} // namespace

void keepHelpNarrow(CLI::App &app) {
  app.formatter(std::make_shared<NarrowHelp>());
}

std::string usageMessage(const CLI::App *app, const CLI::Error &error) {
  const CLI::App &command = chosen(*app);
  // by its code: a program that Clang's libraries are linked to has no run-time types
  const bool isExtra = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
  return printable(fmt::format("{0}: error: {1}\n{0} --help tells what it takes.\n",
                               nameOf(command),
                               isExtra ? ofExtra(command, *app) : withNearest(error.what())));
}

} // namespace loadline
