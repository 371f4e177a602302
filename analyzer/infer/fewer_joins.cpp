#include "analyzer/infer/fewer_joins.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using bound::Bound;
using facts::Expression;
using facts::Statement;
using rules::SpawnApi;

class Comparer {
public:
  Comparer(Inference &inference, const SpawnSite &site, const Handles &handles, const Call &join,
           std::size_t common)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        site_(site), spawn_(index_.calls[site.call]), handles_(handles), join_(join),
        common_(common) {}

  /// Whether a loop joins fewer than one around the spawn starts, as far as both are counted:
  /// four started, three joined.
  bool joinsFewerRounds() {
    if (join_.context.frames.size() == common_ || spawn_.context.frames.size() == common_)
      return false;
    const Bound started = inference_.rounds(spawn_.context, common_).bound;
    const Bound joined = inference_.rounds(join_.context, common_).bound;
    return started.kind() == bound::Kind::constant && joined.kind() == bound::Kind::constant &&
           started != joined && Bound::maximum({started, joined}) == started;
  }

  /// Whether there are fewer waits for any child than forks before them in one round: two forked,
  /// one waited for.
  bool waitsForFewer() const {
    if (site_.api->starts != SpawnApi::Starts::process || namesHandle() ||
        join_.context.frames.size() > common_)
      return false;
    const Statement *loop = common_ > 0 ? join_.context.frames[common_ - 1].loop : nullptr;
    const auto isInRound = [&](const Call &call) {
      return call.context.frames.size() == common_ &&
             commonFrames(call.context, join_.context) == common_;
    };
    const auto isFork = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      const SpawnApi *api =
          inference_.rules().spawnApi(ruleName(program_, call.unit, *call.expression));
      return api && api->starts == SpawnApi::Starts::process && isInRound(call) &&
             call.expression->at < join_.expression->at &&
             isMetWith(spawn_.context, call.context, loop);
    };
    const auto &calls = index_.callsOf[join_.context.function];
    const auto isWait = [&](std::size_t number) { return isInRound(index_.calls[number]); };
    const bool hasLoop = !std::ranges::all_of(handles_.joins, isWait); // of waits, for all
    return !hasLoop && std::ranges::count_if(calls, isFork) >
                           static_cast<std::ptrdiff_t>(handles_.joins.size());
  }

  /// `v.push_back(start()); v.front().wait();`: whether it waits for the first of a container that
  /// grows, and takes it out nowhere.
  bool joinsOnlyFirst() const {
    if (common_ == 0 || join_.expression->operands.empty())
      return false;
    const Expression &joined = join_.expression->operands.front();
    const link::VariableId container = firstOfContainer(joined);
    if (!isHandle(container))
      return false;
    const auto &calls = index_.callsOn[container];
    const auto adds = [&](std::size_t number) {
      return addsElement(program_, inference_.rules(), index_.calls[number]);
    };
    const auto mayTake = [&](std::size_t number) {
      const Call &call = index_.calls[number];
      using Gives = rules::NumberSource::Gives;
      const std::string name = ruleName(program_, call.unit, *call.expression);
      const rules::NumberSource *rule = inference_.rules().number(name);
      return lastName(name) == "clear" ||
             (rule && (rule->gives == Gives::oneLess || rule->gives == Gives::exchanged ||
                       rule->gives == Gives::newSize));
    };
    const auto &given = index_.callsWith[container]; // to what may take them out
    return std::ranges::any_of(calls, adds) && std::ranges::none_of(calls, mayTake) &&
           given.empty() && std::ranges::none_of(index_.writes[container], [&](const Write &write) {
             return write.how == Write::How::assigned;
           });
  }

private:
  /// The container of `v.front()` and `v[0]`; -1 for any other expression.
  link::VariableId firstOfContainer(const Expression &element) const {
    const bool isFirst =
        (element.kind == Expression::Kind::subscript &&
         element.operands[1].kind == Expression::Kind::literal && element.operands[1].value == 0) ||
        (element.kind == Expression::Kind::call && element.symbol >= 0 &&
         lastName(program_.symbol(join_.unit, element.symbol).name) == "front");
    return isFirst ? baseVariable(program_, join_.unit, element) : -1;
  }

  bool isHandle(link::VariableId variable) const {
    return variable >= 0 && std::ranges::count(handles_.all, variable) > 0;
  }

  bool namesHandle() const {
    return std::ranges::any_of(join_.expression->operands, [&](const Expression &operand) {
      return isHandle(baseVariable(program_, join_.unit, operand));
    });
  }

  Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const SpawnSite &site_;
  const Call &spawn_;
  const Handles &handles_;
  const Call &join_;
  const std::size_t common_;
};

} // namespace

bool joinsFewer(Inference &inference, const SpawnSite &site, const Handles &handles,
                const Call &join, std::size_t common) {
  Comparer comparer(inference, site, handles, join, common);
  return comparer.joinsFewerRounds() || comparer.waitsForFewer() || comparer.joinsOnlyFirst();
}

} // namespace loadline::infer
