#pragma once

#include <string>

namespace notifications {

/// Looks up how the recipient wants to be told, renders the message and hands it to the mail gateway.
void send(const std::string &subject, const std::string &recipient);

} // namespace notifications
