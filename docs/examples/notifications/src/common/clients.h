#pragma once

#include <string>

namespace notifications {

/// One row of the store, over one of its connections.
std::string lookUp(const std::string &recipient, const char *key);

/// Hands a message to the mail gateway, and waits until it has it.
void mail(const std::string &address, const std::string &text);

} // namespace notifications
