#pragma once

#include "analyzer/bound/bound.h"
#include "base/result.h"
#include "base/source_position.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Names of the outside world as data: what starts units, what runs code once per event, where
// numbers come from. The C++ knows kinds, the YAML below rules/ knows APIs.

namespace loadline::rules {

/// Something that starts concurrent units: constructing a type, or calling a function.
struct SpawnApi {
  enum class Starts {
    thread,
    process,
    task,
    coroutine,
    pool,
    whatItMakes, ///< a factory: as constructing the type that its result holds
    whatItHolds, ///< a container's method: as constructing an element
  } starts = Starts::thread;
  enum class OnDestroy { nothing, joins, detaches, terminates } onDestroy = OnDestroy::nothing;

  std::string name; ///< as messages name it
  enum class FailsWith {
    nothing,
    negative,
    nonzero
  } failsWith = FailsWith::nothing; ///< the result that says that none was started
  bool isType = false;
  bool childGoesOn = false; ///< processes: the child goes on in the same code, where it gets 0
  std::optional<int> countArgument;            ///< how many units at once; a pool's threads
  std::optional<bound::Bound> countDefault;    ///< where that argument is missing
  std::optional<int> executorArgument;         ///< tasks: what runs them
  bool executorIsObject = false;               ///< tasks: the object they are given to runs them
  std::optional<bound::Bound> executorDefault; ///< tasks: the threads where none is told
  std::optional<int> handleArgument;           ///< C APIs: what is written to identify the unit
  bool handleIsObject = false;                 ///< the object, as a group, is waited for
  bool onePerObject = false;                   ///< an object has one unit at a time
  std::vector<std::string> joinedBy;           ///< methods of the handle, or functions that take it
  std::vector<std::string> detachedBy;
  std::string entry;   ///< the unit runs this method of the object that it is called on
  std::string notWith; ///< an argument of this name makes it no spawn (`deferred`)
  std::vector<std::string> detachedWith; ///< an argument of such a name says that nobody waits
  std::vector<std::string> joinedWith;   ///< … or that what starts it waits at once
  SourcePosition at;
  std::string source;
};

/// How often an API runs what it is given, or what its return stands for.
struct EventSource {
  enum class Runs {
    perCall,     ///< the calling loop gets one event each time (accept)
    onceLater,   ///< the callable runs once, later; a handler that starts it again makes a loop
    perEvent,    ///< the callable runs for each event
    onceEver,    ///< the callable runs once in the life of the program (call_once)
    perElement,  ///< an algorithm: the callable runs for each element of a range
    whereCalled, ///< a wrapper: the callable runs where the result is called
  } runs = Runs::perCall;
  std::string name;
  std::string what;        ///< "connection", "message": what an event is
  std::string namedBehind; ///< a text that starts so names a method of the argument before it
  std::optional<int>
      countArgument; ///< of an algorithm: how many elements; the range says it where there is none
  SourcePosition at;
  std::string source;
};

/// Where a number comes from.
struct NumberSource {
  enum class Gives {
    hardware, ///< processors of the machine
    argument, ///< the number written as text in argument 0 (atoi, lexical_cast)
    scanned, ///< numbers written in argument 0, into the arguments whose addresses it gets (sscanf)
    same,    ///< the object, or argument 0, itself (load, c_str, value)
    environment, ///< configuration, named by argument 0 (getenv)
    outside,     ///< data from a file, socket or request
    received,    ///< data that another program sends: numbers written in it as text are its own too
    copied,      ///< argument 0 becomes what argument 1 is, or points to (memcpy)
    cleared,     ///< argument 0 becomes argument 1 throughout (memset)
    smallest,    ///< the least of the arguments
    largest,     ///< the greatest of the arguments
    clamped,     ///< argument 0 within arguments 1 and 2
    size,        ///< how many elements argument 0 has, or lie between arguments 0 and 1
    newValue,    ///< a method: the object becomes argument 0
    oneElement,  ///< a container's method: one element more
    oneLess,     ///< a container's method: one element less
    emptiness,   ///< a container's method: whether it has no elements
    exchanged,   ///< a container's method: its elements and those of argument 0 change places
    newSize,     ///< a container's method: argument 0 becomes the size
    counting,    ///< a range of the numbers from argument 0 up to argument 1; without it, no end
    firstOf,     ///< a range of no more elements than the last argument, of what stands before it
    viewOf,      ///< a range of no more elements than argument 0, or what is piped into it, has
    moved,       ///< argument 0 itself goes on by argument 1, or by one (advance)
    next,        ///< a place argument 1, or one, behind argument 0
    previous,    ///< a place argument 1, or one, before argument 0
    first,       ///< the place of the first element of the object, or of argument 0 (begin)
    end,         ///< the place behind the last one (end)
    found,       ///< a place in the object, or in argument 0, not before where the search begins
    nextWord,    ///< the next of the words that a text has (strtok)
    orElse,      ///< the object, or argument 0 where it holds none (value_or)
    joined,      ///< a container's method: the elements of another container more (splice)
    letGo,       ///< what the object holds, which is then no more its own (release, share)
  } gives = Gives::hardware;
  std::string name;
  SourcePosition at;
  std::string source;
};

/// Whether what a rule gives is data that the program doesn't choose.
inline bool comesFromOutside(const NumberSource &rule) {
  return rule.gives == NumberSource::Gives::outside || rule.gives == NumberSource::Gives::received;
}

/// What lets only so many through at once.
struct Limiter {
  enum class Does {
    acquires,       ///< takes a permit, and waits for one
    triesToAcquire, ///< takes a permit if there is one; its result says whether
    releases,       ///< gives a permit back
    permits,        ///< makes the object, or sets how many permits it has
    waitsUntil,     ///< returns when a condition holds
    triesUntil,     ///< waits for a condition; its result says whether it holds
    raises,         ///< makes the object greater, or true
    lowers,         ///< makes the object less, or false
    swaps,          ///< makes the object true if it was not; its result says whether
  } does = Does::acquires;
  std::string name;
  bool isType = false;
  std::optional<int> objectArgument; ///< of a C function: the object that has the permits
  std::optional<int> countArgument;  ///< how many permits there are, are taken or given back
  bool isHadWithZero = false;        ///< of a try: 0 says that it was had, and not that it was not
  std::optional<int> conditionArgument; ///< of these two: the callable that says whether it holds
  SourcePosition at;
  std::string source;
};

/// What waits, and what ends the wait.
struct Wait {
  enum class Ends {
    withAnAnswer, ///< when what another one promised is there
    inTime,       ///< with the answer, or when a time is over
    afterATime,   ///< when a time is over, which is all that it is for
    never,        ///< it comes back only where it failed
  } ends = Ends::withAnAnswer;
  std::string name;
  SourcePosition at;
  std::string source;
};

struct Rules {
  std::map<std::string, SpawnApi, std::less<>> spawnApis; ///< by qualified name
  std::map<std::string, EventSource, std::less<>> eventSources;
  std::map<std::string, NumberSource, std::less<>> numbers;
  std::map<std::string, EventSource, std::less<>> overrides; ///< by the name of what is overridden
  std::map<std::string, Limiter, std::less<>> limiters;
  std::map<std::string, NumberSource, std::less<>> variables;
  std::map<std::string, Wait, std::less<>> waits;

  const SpawnApi *spawnApi(std::string_view name) const;
  const EventSource *eventSource(std::string_view name) const;
  const NumberSource *number(std::string_view name) const;
  const Limiter *limiter(std::string_view name) const;
  const Wait *wait(std::string_view name) const;
  /// What a variable holds, whatever is seen to write it; a name that ends in `*` stands for all
  /// that begin so.
  const NumberSource *variable(std::string_view name) const;
  /// Whether spawn APIs or event sources of classes in a namespace are told: what else it has that
  /// runs code later is known not to be one. `space` is an outermost namespace.
  bool tellOf(std::string_view space) const;
};

/// Reads spawn_apis/, event_sources/, limiters/ and waits/ below each folder; a later folder's
/// entry replaces an earlier one of the same name. A folder without any rule file is an error.
Result<Rules> loadRules(const std::vector<std::filesystem::path> &folders);

/// The rules in one text, added to `rules`; for tests and for loadRules.
///   kind  "spawn_apis", "event_sources", "limiters" or "waits"
Diagnostics addRules(Rules &rules, std::string_view kind, std::string_view yaml,
                     const std::string &file);

} // namespace loadline::rules
