#include "analyzer/infer/lost_handles.h"

#include "analyzer/infer/child_forks.h"
#include "analyzer/infer/conditions.h"
#include "analyzer/infer/given_handles.h"
#include "analyzer/infer/handle_moves.h"
#include "analyzer/infer/statements.h"

#include <algorithm>

namespace loadline::infer {

namespace {

using facts::Expression;
using facts::Statement;
using rules::SpawnApi;

/// Where a start puts its handle.
struct Target {
  link::VariableId variable = -1;         ///< the one at its base
  const Expression *expression = nullptr; ///< as written; null where the start declares it
};

class Finder {
public:
  Finder(const Inference &inference, const SpawnSite &site, const Handles &handles,
         const Call &join, std::size_t frames)
      : inference_(inference), index_(inference.index()), program_(inference.program()),
        site_(site), spawn_(index_.calls[site.call]), handles_(handles), join_(join),
        frames_(frames) {}

  bool run() const {
    // a handle that waits, or ends the program, when it is given the next loses none
    const bool isLosable = site_.api->onDestroy == SpawnApi::OnDestroy::nothing ||
                           site_.api->onDestroy == SpawnApi::OnDestroy::detaches;
    const Target own = isLosable ? targetOf(spawn_) : Target{};
    if (own.variable < 0 || !names(own.variable))
      return false;
    return std::ranges::any_of(index_.callsOf[spawn_.context.function], [&](std::size_t number) {
      const Call &other = index_.calls[number];
      return number != site_.call && isBetween(other) && isSame(own, targetOf(other), other) &&
             mayStart(other);
    });
  }

private:
  /// Whether the join is about what the variable holds, and not a copy that was kept of it.
  bool names(link::VariableId variable) const {
    const bool isNamed = std::ranges::any_of(join_.expression->operands, [&](const Expression &o) {
      return baseVariable(program_, join_.unit, o) == variable;
    });
    return isNamed || (site_.api->starts != SpawnApi::Starts::process && handles_.all.size() == 1);
  }

  Target targetOf(const Call &start) const {
    const bool isAlike = start.expression->symbol == spawn_.expression->symbol &&
                         start.expression->kind == spawn_.expression->kind &&
                         start.expression->type == spawn_.expression->type;
    const SpawnApi *api =
        inference_.rules().spawnApi(ruleName(program_, start.unit, *start.expression));
    if (!isAlike && (!api || api->starts != site_.api->starts))
      return {};
    const SpawnSite other{.api = api};
    if (const Expression *given = targetOfHandle(isAlike ? site_ : other, start))
      return targetAt(start.unit, *given);
    if ((isAlike ? site_.api : api)->handleArgument || start.context.statements.empty())
      return {};
    const Statement &statement = *start.context.statements.back();
    const auto path = pathTo(statement, *start.expression);
    if (path.size() > 1 && path[path.size() - 2]->text == "=" &&
        path[path.size() - 2]->kind == Expression::Kind::binary)
      return targetAt(start.unit, path[path.size() - 2]->operands[0]);
    return path.size() == 1 && statement.kind == Statement::Kind::declare
               ? Target{program_.variableOf(start.unit, statement.symbol)}
               : Target{};
  }

  Target targetAt(int unit, const Expression &given) const {
    const bool isAddress = given.kind == Expression::Kind::unary && given.text == "&";
    const Expression &whole = isAddress ? given.operands[0] : given;
    return {baseVariable(program_, unit, whole), &whole};
  }

  /// Whether both are one place, which nothing makes another one between.
  bool isSame(const Target &own, const Target &other, const Call &start) const {
    if (own.variable != other.variable || !other.expression)
      return false;
    return own.expression ? haveOneValue(*own.expression, *other.expression) &&
                                !isChanged(*own.expression, own, start)
                          : other.expression->kind == Expression::Kind::reference;
  }

  /// `&handles[i]`, `&worker->handle`: whether what picks the place is not the same at both.
  bool isChanged(const Expression &part, const Target &own, const Call &start) const {
    if (part.kind == Expression::Kind::call || part.kind == Expression::Kind::other ||
        (part.kind == Expression::Kind::unary && isStep(part.text)))
      return true;
    const link::VariableId variable = part.kind == Expression::Kind::reference
                                          ? program_.variableOf(spawn_.unit, part.symbol)
                                          : -1;
    const facts::Place from = std::min(spawn_.expression->at, start.expression->at);
    const facts::Place to = std::max(spawn_.expression->at, start.expression->at);
    const bool isWritten = variable >= 0 && variable != own.variable &&
                           std::ranges::any_of(index_.writes[variable], [&](const Write &write) {
                             return write.context.function == spawn_.context.function &&
                                    from < write.at && write.at < to;
                           });
    return isWritten || std::ranges::any_of(part.operands, [&](const Expression &inner) {
             return isChanged(inner, own, start);
           });
  }

  /// Whether a way leads from the site over another start to the join, in one round of the loops
  /// around both, or in the next where the join comes first in it.
  bool isBetween(const Call &other) const {
    if (commonFrames(other.context, spawn_.context) < frames_)
      return false;
    const bool isBehind = spawn_.expression->at < other.expression->at;
    const bool isBefore = other.expression->at < join_.expression->at;
    if (spawn_.expression->at < join_.expression->at)
      return isBehind && isBefore && goesOnTo(spawn_.context, other.context);
    return frames_ > 0 && (isBehind ? goesOnTo(spawn_.context, other.context) : isBefore);
  }

  /// Whether the other may start while the site's unit is what the handle holds: not where that
  /// one failed, nor in its own process, nor where something says otherwise that held for it.
  bool mayStart(const Call &other) const {
    if (site_.api->starts == SpawnApi::Starts::process &&
        std::ranges::count(forksThatMadeIt(inference_, other.context), spawn_.expression) > 0)
      return false;
    const auto atSpawn = knownAt(inference_, spawn_.context);
    return std::ranges::none_of(knownAt(inference_, other.context), [&](const KnownThere &known) {
      const bool isTest =
          known.how == KnownThere::How::holds || known.how == KnownThere::How::fails;
      return isTest && known.unit == spawn_.unit &&
             (saysThatNoneStarted(inference_, site_, *known.expression,
                                  known.how == KnownThere::How::holds) ||
              std::ranges::any_of(atSpawn, [&](const KnownThere &before) {
                return isTest && before.how != known.how &&
                       (before.how == KnownThere::How::holds ||
                        before.how == KnownThere::How::fails) &&
                       before.unit == known.unit &&
                       haveOneValue(*before.expression, *known.expression);
              }));
    });
  }

  const Inference &inference_;
  const BodyIndex &index_;
  const link::Program &program_;
  const SpawnSite &site_;
  const Call &spawn_;
  const Handles &handles_;
  const Call &join_;
  const std::size_t frames_;
};

} // namespace

bool isLostBefore(const Inference &inference, const SpawnSite &site, const Handles &handles,
                  const Call &join, std::size_t frames) {
  return Finder(inference, site, handles, join, frames).run();
}

} // namespace loadline::infer
