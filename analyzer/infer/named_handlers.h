#pragma once

#include "analyzer/infer/body_index.h"

#include <map>
#include <string>
#include <vector>

namespace loadline::infer {

/// How what is given to such a function comes to run.
Edge::Kind edgeKind(const rules::EventSource &event);

/// Handlers that are given by name, in a text: `connect(server, SIGNAL(…), this, SLOT(accept()))`.
class NamedHandlers {
public:
  explicit NamedHandlers(const link::Program &program);

  /// Adds an edge into each method that a call names behind `event->namedBehind`: one of the class
  /// of the argument before it, else the only method of that name.
  void note(BodyIndex &index, std::size_t call, const rules::EventSource *event,
            Edge::Kind kind) const;

private:
  std::vector<link::FunctionId> methodsOf(const std::string &type, const std::string &name) const;
  std::string typeOf(const Call &call, const facts::Expression &object) const;

  const link::Program &program_;
  std::map<std::string, std::vector<link::FunctionId>> methods_; ///< by the last part of their name
};

} // namespace loadline::infer
