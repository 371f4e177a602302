#pragma once

#include <future>
#include <string>

namespace notifications {

/// The message in the recipient's language. No more than 32 are rendered at once, since each holds a template in memory.
std::future<std::string> render(const std::string &subject, const std::string &language);

} // namespace notifications
