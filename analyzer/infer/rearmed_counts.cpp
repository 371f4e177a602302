#include "analyzer/infer/rearmed_counts.h"

#include "analyzer/infer/conditions.h"
#include "analyzer/infer/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using link::FunctionId;

class Counter {
public:
  Counter(Inference &inference, FunctionId handler)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        handler_(handler) {}

  /// Each object is armed from outside at least once, and arms itself no more often than its
  /// counter lets it.
  std::optional<Derived> run() {
    Bound again = Bound::constant(0);
    for (const Edge &edge : index_.edgesInto[handler_])
      if (edge.kind == Edge::Kind::onceLater && isInCircle(callerOf(edge))) {
        const auto most = armings(edge, {});
        if (!most)
          return std::nullopt;
        again = Bound::sum({again, *most});
      }
    const auto first = startsFromOutside();
    if (!first)
      return std::nullopt;
    return Derived{Bound::product({*first, Bound::sum({again, Bound::constant(1)})}), witness_};
  }

private:
  FunctionId callerOf(const Edge &edge) const { return index_.calls[edge.call].context.function; }

  /// Whether running the handler leads to a function.
  bool isInCircle(FunctionId function) {
    if (function == handler_)
      return true;
    if (function < 0)
      return false;
    const auto [known, isNew] = inCircle_.try_emplace(function, false);
    if (!isNew)
      return known->second;
    const auto &edges = index_.edgesInto[function];
    const bool leads = std::ranges::any_of(edges, [&](const Edge &edge) {
      return edge.kind != Edge::Kind::callback && isInCircle(callerOf(edge));
    });
    return inCircle_[function] = leads;
  }

  /// How often the handler comes to an edge at most: where a counter is asked at it, or at each
  /// call in the circle above it.
  std::optional<Bound> armings(const Edge &edge, std::set<FunctionId> above) {
    const Call &call = index_.calls[edge.call];
    if (!call.context.frames.empty() || edge.kind == Edge::Kind::perEvent ||
        edge.kind == Edge::Kind::unseen)
      return std::nullopt;
    members_.insert(call.context.function);
    for (const KnownThere &known : knownAt(inference_, call.context))
      if (auto most = limitOf(call.context, known))
        return most;
    if (call.context.function == handler_ || !above.insert(call.context.function).second)
      return std::nullopt;
    Bound all = Bound::constant(0);
    for (const Edge &outer : index_.edgesInto[call.context.function])
      if (isInCircle(callerOf(outer))) {
        const auto most = armings(outer, above);
        if (!most)
          return std::nullopt;
        all = Bound::sum({all, *most});
      }
    return all;
  }

  /// How often a place behind a test is come to: `++tries < 10`, `tries < 10` with a step beside.
  std::optional<Bound> limitOf(const Context &place, const KnownThere &known) {
    const bool isTest = known.how == KnownThere::How::holds || known.how == KnownThere::How::fails;
    const Expression &asked = *known.expression;
    if (!isTest || asked.kind != Expression::Kind::binary || !isComparison(asked.text) ||
        known.unit != program_.functions()[place.function].unit)
      return std::nullopt;
    const std::string op = known.how == KnownThere::How::holds ? asked.text : negated(asked.text);
    for (const bool isMirrored : {false, true}) {
      const std::string way = isMirrored ? mirrored(op) : op;
      const Expression &left = asked.operands[isMirrored ? 1 : 0];
      const bool isStep = left.kind == Expression::Kind::unary && isStepUp(left.text);
      const link::VariableId counter = counterOf(known.unit, isStep ? left.operands[0] : left);
      if ((way != "<" && way != "<=") || counter < 0 || (!isStep && !isSteppedWith(place, counter)))
        continue;
      const int offset = (way == "<=" ? 1 : 0) - (left.text == "++" ? 1 : 0);
      const Derived most =
          inference_.numberPlus(known.unit, asked.operands[isMirrored ? 0 : 1], offset);
      if (most.bound.kind() >= bound::Kind::unknown)
        continue;
      witness_.push_back(
          {inference_.position(known.unit, known.at),
           fmt::format("armed again only while {} is below {}",
                       program_.variables()[counter].symbol->name, toString(most.bound))});
      return most.bound;
    }
    return std::nullopt;
  }

  static bool isStepUp(const std::string &op) { return op == "++" || op == "x++"; }

  /// The field of this object, or the global, that an expression is, which starts at a number that
  /// is not negative and only grows; -1 for any other.
  link::VariableId counterOf(int unit, const Expression &expression) const {
    if (expression.kind != Expression::Kind::reference || expression.symbol < 0 ||
        (!expression.operands.empty() && expression.operands[0].text != "this"))
      return -1;
    const link::VariableId variable = program_.variableOf(unit, expression.symbol);
    if (variable < 0 || index_.aliases.contains(variable) || !index_.callsOn[variable].empty())
      return -1;
    const facts::Symbol &symbol = *program_.variables()[variable].symbol;
    const bool lives =
        symbol.kind == facts::Symbol::Kind::field || symbol.kind == facts::Symbol::Kind::global;
    const auto onlyGrows = [](const Write &write) {
      return write.how == Write::How::initial
                 ? write.value && write.value->kind == Expression::Kind::literal &&
                       write.value->value >= 0
                 : write.how == Write::How::stepped && write.grows && write.step > 0;
    };
    const auto &writes = index_.writes[variable];
    const auto isStart = [](const Write &write) { return write.how == Write::How::initial; };
    return lives && !symbol.isReference && std::ranges::any_of(writes, isStart) &&
                   std::ranges::all_of(writes, onlyGrows)
               ? variable
               : -1;
  }

  bool isSteppedWith(const Context &place, link::VariableId counter) const {
    return std::ranges::any_of(index_.writes[counter], [&](const Write &write) {
      return write.how == Write::How::stepped && write.context.function == place.function &&
             isMetWith(place, write.context, nullptr);
    });
  }

  /// How often others start the circle; nothing where events or code that is not seen do.
  std::optional<Bound> startsFromOutside() {
    members_.insert(handler_);
    std::vector<Bound> starts;
    for (const FunctionId member : members_) {
      if (index_.eventHandlers.contains(member) || inference_.runsByUnseen(member))
        return std::nullopt;
      for (const Edge &edge : index_.edgesInto[member])
        if (const FunctionId caller = callerOf(edge); caller < 0)
          starts.push_back(inference_.runsOutside(edge));
        else if (isInCircle(caller))
          continue;
        else if (edge.kind == Edge::Kind::call || edge.kind == Edge::Kind::onceLater ||
                 edge.kind == Edge::Kind::spawn)
          starts.push_back(Bound::product(
              {inference_.roundsOf(edge).bound, inference_.invocations(caller).bound}));
        else
          return std::nullopt;
    }
    return starts.empty() ? Bound::constant(1) : Bound::sum(std::move(starts));
  }

  Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const FunctionId handler_;
  std::map<FunctionId, bool> inCircle_;
  std::set<FunctionId> members_; ///< the functions on the ways from the handler to its arming
  std::vector<findings::Step> witness_;
};

} // namespace

std::optional<Derived> countedRuns(Inference &inference, link::FunctionId handler) {
  return Counter(inference, handler).run();
}

} // namespace loadline::infer
