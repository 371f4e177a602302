#pragma once

#include "analyzer/infer/join_reach.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// Where a handle goes that is moved: into an object that keeps it, or to the variable of the last
// round.

namespace loadline::infer {

/// The fields that a constructor puts what it is given for a parameter into.
std::vector<link::VariableId> fieldsGiven(const link::Program &program,
                                          link::FunctionId constructor, std::size_t parameter);

/// The parameters of what a call runs that get the expression, itself or what is made of it.
std::vector<link::VariableId> parametersGiven(const link::Program &program, int unit,
                                              const facts::Expression &call,
                                              const facts::Expression &given);

/// Whether a call gets the variable itself, to move from, and no reference to it.
bool isGivenAway(const link::Program &program, const Call &call, link::VariableId variable);

/// What a local reference stands for: nothing of what is no reference, or is one to an element that
/// a loop goes over; -1 of what is not followed.
std::optional<link::VariableId> referredBy(const link::Program &program, const BodyIndex &index,
                                           link::VariableId variable);

/// Whether a local is another function's, which a lambda uses.
bool isDeclaredOutside(const BodyIndex &index, link::VariableId variable,
                       link::FunctionId function);

/// The expressions from a statement's own down to `target`, outermost first; empty if it is not
/// inside.
std::vector<const facts::Expression *> pathTo(const facts::Statement &statement,
                                              const facts::Expression &target);

/// Whether a destructor is the function, or calls it.
bool isRunByDestructor(const link::Program &program, const BodyIndex &index,
                       link::FunctionId function);

/// Whether the handle is kept in an object, and ends with it, though nobody wrote a destructor; not
/// where the unit may keep the object alive, by `shared_from_this()`.
bool isPartOfObject(const link::Program &program, const BodyIndex &index, const Call &spawn,
                    const Handles &handles);

/// `t = std::jthread(f)`: what the handle held ends when it is given the next.
bool isReplacedByNext(const link::Program &program, const Call &spawn, const Handles &handles);

/// The slots of `slots[i % 8] = std::async(f)`: what one held ends when it is given the next. Null
/// where the handle goes elsewhere, or into a slot of its own.
const facts::Expression *slotsReplacedByNext(const link::Program &program, const Call &spawn,
                                             const Handles &handles);

/// Whether a handle may live longer than a run of a function: in what is no local of it, or what is
/// not followed.
bool mayOutlive(const link::Program &program, const BodyIndex &index, link::FunctionId function,
                const Handles &handles);

/// The loops around a spawn outside which its handles are declared.
std::size_t framesOfHandles(const BodyIndex &index, const Call &spawn, const Handles &handles);

/// `worker = std::thread(run);`, where nobody else has the handle: one that nobody joined would end
/// the program.
bool endsProgramWhenReplaced(const link::Program &program, const BodyIndex &index,
                             const SpawnSite &site, const Handles &handles);

/// Whether a detach in another function is of a unit that starts there: `pthread_create(&all[0],
/// …); pthread_detach(all[0]);`, where the site keeps its own in other elements.
bool isOfItsOwnUnit(const link::Program &program, const BodyIndex &index, const SpawnSite &site,
                    const Call &detach, link::VariableId kept);

/// The variables of a function that are made of one of its own: `std::thread u = std::move(t);`.
std::vector<link::VariableId> madeOf(const link::Program &program, link::FunctionId function,
                                     link::VariableId variable);

/// Whether a function returns what one of some variables holds.
bool returnsOneOf(const link::Program &program, link::FunctionId function,
                  const std::vector<link::VariableId> &variables);

/// The loops around an object of the spawn's function that is made of the handle, where its class
/// has what joins and a scope ends it; nothing for any other.
std::optional<std::size_t> framesOfHolder(const Inference &inference, const Call &spawn,
                                          const std::vector<const facts::Expression *> &holders,
                                          const Collection &collection);

/// `old.join(); old = std::move(t);`: a handle is kept for one round in a variable that is older
/// than the loop, and joined there in each.
struct Rotation {
  const Call *join = nullptr;
  std::size_t frames = 0;  ///< the loops around the spawn, each of whose rounds joins one
  bool joinsFirst = false; ///< before the next one starts, or where it was just moved to
};

std::optional<Rotation> rotationOf(Inference &inference, const SpawnSite &site,
                                   const Handles &handles,
                                   const std::vector<std::string> &joinedBy);

/// An element of an array by a constant index.
struct Slot {
  link::VariableId array = -1;
  std::int64_t index = 0;
};

/// `t[0].join()`, where the handle is in `t[1]`.
bool isOfOtherSlot(const link::Program &program, const Call &join, const std::optional<Slot> &slot);

/// Whether a spawn is given a name, or what was set to it in the same function:
/// `pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED)`.
bool isGivenName(const link::Program &program, const BodyIndex &index, const Call &spawn,
                 const std::string &name);

/// `std::swap(kept, t)`: the variables that change what they hold; none for any other call.
std::vector<link::VariableId> exchangedWith(const Inference &inference, const Call &call);

/// `t.release()`, `f.share()`: whether what a variable holds is the result's then.
bool letsGo(const Inference &inference, const Call &call, link::VariableId variable);

/// `std::thread([f = std::move(f)] { f.get(); })`: the spawn in a function whose lambda has that
/// variable of its own.
std::optional<SpawnSite> unitThatTakes(const Inference &inference, link::FunctionId function,
                                       link::VariableId captured);

} // namespace loadline::infer
