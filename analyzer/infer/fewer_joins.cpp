#include "analyzer/infer/fewer_joins.h"

#include "analyzer/infer/statements.h"

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

  /// Whether a loop joins fewer than one around the spawn starts: four started, three joined; or
  /// is not seen to join as many: `n` started, `k` joined.
  bool joinsFewerRounds() {
    if (join_.context.frames.size() == common_ || spawn_.context.frames.size() == common_)
      return false;
    const Bound started = inference_.rounds(spawn_.context, common_).bound;
    const Bound joined = inference_.rounds(join_.context, common_).bound;
    if (started.kind() == bound::Kind::constant && joined.kind() == bound::Kind::constant)
      return started != joined && Bound::maximum({started, joined}) == started;
    const bool isOneLoopEach =
        join_.context.frames.size() == common_ + 1 && spawn_.context.frames.size() == common_ + 1;
    return isOneLoopEach && countsOtherwise(started, joined);
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

  bool leavesSomeOut(const Statement &full) {
    const Expression *condition = conditionOf(full);
    const std::size_t inner = join_.context.frames.size() - common_;
    if (!condition || condition->operands.size() != 2 || inner > 1 || !beginsAnew(full, *condition))
      return false;
    const Bound most = inference_.number(join_.unit, condition->operands[1]).bound;
    const bool isOne = inner == 0 && (site_.api->starts == SpawnApi::Starts::process ||
                                      std::ranges::any_of(join_.expression->operands, isSlot));
    if (inner == 0)
      return isOne && joinsIn(full) < 2 && most.kind() == bound::Kind::constant && most.count() > 1;
    const Statement *joins = join_.context.frames.back().loop;
    if (!joins || !conditionOf(*joins))
      return false;
    const Bound joined = inference_.rounds(join_.context, common_).bound;
    const bool isFewer = joined.kind() == bound::Kind::constant && joined != most &&
                         most.kind() == bound::Kind::constant &&
                         Bound::maximum({joined, most}) == most;
    const std::optional<Count> to = countOf(*joins);
    const bool isShort =
        to && to->of && to->more < 0 && haveOneValue(*to->of, counterIn(*condition));
    return (joinsIn(full) < 2 && (isFewer || isShort || stepsOver(*joins))) || letsPass(*joins);
  }

private:
  /// `t[i]`, `&t[0]`.
  static bool isSlot(const Expression &operand) {
    const bool isAddress = operand.kind == Expression::Kind::unary && operand.text == "&";
    return (isAddress ? operand.operands[0] : operand).kind == Expression::Kind::subscript;
  }

  /// `n` of `++n == 64`.
  static const Expression &counterIn(const Expression &condition) {
    const Expression &left = condition.operands[0];
    return left.kind == Expression::Kind::unary && isStep(left.text) ? left.operands[0] : left;
  }

  /// `n = 0;`: whether what is counted is given a new value where it is full, rather than counted
  /// down.
  bool beginsAnew(const Statement &full, const Expression &condition) const {
    const Expression &counter = counterIn(condition);
    const link::VariableId variable = counter.kind == Expression::Kind::reference
                                          ? program_.variableOf(join_.unit, counter.symbol)
                                          : -1;
    return variable >= 0 && std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
             return write.how == Write::How::assigned &&
                    std::ranges::count(write.context.statements, &full) > 0;
           });
  }

  std::ptrdiff_t joinsIn(const Statement &full) const {
    return std::ranges::count_if(handles_.joins, [&](std::size_t number) {
      return std::ranges::count(index_.calls[number].context.statements, &full) > 0;
    });
  }

  /// `for (i = 0; i < n; i += 2)`.
  bool stepsOver(const Statement &loop) const {
    const Expression *condition = conditionOf(loop);
    const Expression &counter =
        condition->operands.empty() ? *condition : condition->operands.front();
    const link::VariableId variable = counter.kind == Expression::Kind::reference
                                          ? program_.variableOf(join_.unit, counter.symbol)
                                          : -1;
    return variable >= 0 && std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
             return write.how == Write::How::stepped && write.by == "+" && write.step > 1 &&
                    isInRound(write.context, loop);
           });
  }

  /// `if (i == 7) continue;` before the join, which asks for nothing but the counter of the loop.
  bool letsPass(const Statement &loop) const {
    const Expression *counts = conditionOf(loop);
    const int counter = counts->operands.empty() ? -1 : counts->operands.front().symbol;
    const auto asksOther = [&](const Expression &part) {
      return part.symbol >= 0 && part.symbol != counter;
    };
    const auto isPassing = [&](const Statement &part) {
      const Expression *condition =
          part.kind == Statement::Kind::branch ? conditionOf(part) : nullptr;
      return condition && counter >= 0 && part.at < join_.expression->at &&
             !holds(*condition, asksOther) && !part.parts.empty() &&
             exitOf(part.parts.front()) == Statement::Exit::continues;
    };
    const auto &path = join_.context.statements;
    return std::any_of(std::ranges::find(path, &loop), path.end(), [&](const Statement *block) {
      return std::ranges::any_of(block->parts, isPassing);
    });
  }

  /// Whether the loop of joins counts to a number of its own, which is not seen to be that of the
  /// units: it asks neither what it joins nor what counted the starts.
  bool countsOtherwise(const Bound &started, const Bound &joined) const {
    const Statement *starts = spawn_.context.frames.back().loop;
    const Statement *joins = join_.context.frames.back().loop;
    const Expression *condition = joins ? conditionOf(*joins) : nullptr;
    if (!starts || !condition || joins->loop == Statement::Loop::rangeFor ||
        condition->kind != Expression::Kind::binary || !isComparison(condition->text) ||
        asksForUnits(*condition, *starts) || holds(*condition, *join_.expression))
      return false;
    const std::optional<Count> of = countOf(*starts), to = countOf(*joins);
    if (of && to && of->of && to->of && haveOneValue(*of->of, *to->of))
      return to->more < of->more || isChangedBetween(*to->of, *starts, *joins);
    const bool joinsAll = to && !to->of && isExtentOfHandles(to->more);
    return !joinsAll && (started != joined || started.kind() == bound::Kind::unknown);
  }

  /// How often a loop goes round: as many times as an expression says, and so many more.
  struct Count {
    const Expression *of = nullptr; ///< null for a constant
    std::int64_t more = 0;
  };

  /// `for (i = 1; i <= n - 2; ++i)`: `n`, and -2; nothing for a loop that is not told so plainly.
  std::optional<Count> countOf(const Statement &loop) const {
    const Expression *condition = conditionOf(loop);
    if (!condition || condition->kind != Expression::Kind::binary || loop.parts.size() < 2 ||
        (condition->text != "<" && condition->text != "<=" && condition->text != "!="))
      return std::nullopt;
    const Expression &counter = condition->operands[0];
    const link::VariableId variable = counter.kind == Expression::Kind::reference
                                          ? program_.variableOf(spawn_.unit, counter.symbol)
                                          : -1;
    const Expression *start = givenIn(loop.parts.front(), counter.symbol);
    if (!start && loop.parts.front().kind == Statement::Kind::declare &&
        loop.parts.front().symbol == counter.symbol && !loop.parts.front().expressions.empty())
      start = &loop.parts.front().expressions.front();
    const bool isPlain =
        variable >= 0 && start && start->kind == Expression::Kind::literal &&
        std::ranges::all_of(index_.writes[variable], [&](const Write &write) {
          return !isInRound(write.context, loop) || (write.grows && write.step == 1);
        });
    if (!isPlain)
      return std::nullopt;
    Count out{&condition->operands[1], (condition->text == "<=" ? 1 : 0) - start->value};
    while (out.of->kind == Expression::Kind::binary &&
           (out.of->text == "+" || out.of->text == "-") &&
           out.of->operands[1].kind == Expression::Kind::literal) {
      out.more += (out.of->text == "+" ? 1 : -1) * out.of->operands[1].value;
      out.of = &out.of->operands[0];
    }
    if (out.of->kind == Expression::Kind::literal) {
      out.more += out.of->value;
      out.of = nullptr;
    }
    return out;
  }

  /// Whether a condition names a handle, or what the loop of starts has written: `n = i;` where one
  /// failed, `ids[count++]`, or its own counter, unless that begins anew.
  bool asksForUnits(const Expression &part, const Statement &starts) const {
    const link::VariableId variable = part.kind == Expression::Kind::reference
                                          ? program_.variableOf(join_.unit, part.symbol)
                                          : -1;
    const auto isWithStarts = [&](const Write &write) {
      return write.context.function == spawn_.context.function &&
             write.how != Write::How::initial && isInside(write.context, starts);
    };
    const auto isAnew = [&](const Write &write) {
      return (write.how == Write::How::assigned || write.how == Write::How::initial) &&
             write.context.function == spawn_.context.function && starts.at < write.at &&
             write.at < join_.expression->at && !isInside(write.context, starts);
    };
    return (variable >= 0 &&
            (isHandle(variable) || (std::ranges::any_of(index_.writes[variable], isWithStarts) &&
                                    std::ranges::none_of(index_.writes[variable], isAnew)))) ||
           std::ranges::any_of(
               part.operands, [&](const Expression &inner) { return asksForUnits(inner, starts); });
  }

  /// Whether something between two loops changes a number.
  bool isChangedBetween(const Expression &part, const Statement &from, const Statement &to) const {
    const link::VariableId variable = part.kind == Expression::Kind::reference
                                          ? program_.variableOf(join_.unit, part.symbol)
                                          : -1;
    return (variable >= 0 && std::ranges::any_of(index_.writes[variable],
                                                 [&](const Write &write) {
                                                   return write.context.function ==
                                                              spawn_.context.function &&
                                                          from.at < write.at && write.at < to.at;
                                                 })) ||
           std::ranges::any_of(part.operands, [&](const Expression &inner) {
             return isChangedBetween(inner, from, to);
           });
  }

  /// Whether as many as an array of handles has places, and so all, are joined.
  bool isExtentOfHandles(std::int64_t count) const {
    return std::ranges::any_of(handles_.all, [&](link::VariableId handle) {
      const std::int64_t extent = program_.variables()[handle].symbol->extent;
      return extent >= 0 && extent <= count;
    });
  }

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

bool leavesSomeOut(Inference &inference, const SpawnSite &site, const Handles &handles,
                   const Call &join, std::size_t common, const Statement &full) {
  return Comparer(inference, site, handles, join, common).leavesSomeOut(full);
}

} // namespace loadline::infer
