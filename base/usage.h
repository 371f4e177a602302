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

} // namespace loadline
