#pragma once

#include <string>

namespace CLI {
class App;
class Error;
} // namespace CLI

namespace loadline {

/// What a wrong command line is told, in one message with the nearest valid choice: `loadline plan:
/// error: no option '--formt'; did you mean '--format'?`. For CLI::App::failure_message.
///   app  the whole program, as parsed
std::string usageMessage(const CLI::App *app, const CLI::Error &error);

/// Breaks the lines of --help at 100 columns; an example stays on its line, to be copied. Call it
/// before sub-commands are added, which take it over.
void keepHelpNarrow(CLI::App &app);

} // namespace loadline
