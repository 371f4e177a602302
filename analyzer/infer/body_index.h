#pragma once

#include "analyzer/facts/translation_unit_facts.h"
#include "analyzer/link/program.h"
#include "analyzer/rules/rules.h"

#include <map>
#include <set>
#include <string_view>
#include <vector>

// What the later steps ask of bodies, found in one walk over each:
//
//     Program + Rules ── indexBodies ──► BodyIndex: calls with their loops, writes, callable edges

namespace loadline::infer {

/// What repeats the code inside it: a loop, an algorithm that runs a callable per element, or the
/// making of several objects at once.
struct Frame {
  const facts::Statement *loop = nullptr;
  const facts::Expression *algorithm = nullptr;
  const facts::Expression *count = nullptr; ///< of objects that are made at once
};

/// Where something stands in a function.
struct Context {
  link::FunctionId function = -1;
  std::vector<Frame> frames;                        ///< outermost first
  std::vector<const facts::Statement *> statements; ///< from the body down to the innermost
};

/// A call or a construction, and where it stands.
struct Call {
  Context context;
  const facts::Expression *expression = nullptr;
  int unit = -1; ///< whose symbols the expression uses
};

/// A value given to a variable.
struct Write {
  enum class How { initial, assigned, stepped, addressTaken, readFromOutside } how = How::assigned;
  Context context;                          ///< function -1 for a declaration outside functions
  const facts::Expression *value = nullptr; ///< what is assigned, or added by `+=` and its kin
  int unit = -1;
  facts::Place at;
  bool isCopied = false; ///< of assigned: the value points to what is copied
  bool grows = false;    ///< of stepped: not `--`, `-=`, `/=`
  std::int64_t step =
      0; ///< of stepped: by how much, where that is a constant that is added or taken away; else 0
  std::string_view by; ///< of stepped: `+`, `*`, `>>`, `&` …, what combines it with `value`
};

/// How one function comes to run another.
struct Edge {
  enum class Kind {
    call,  ///< directly, by construction, or by passing it to something that calls it back at once
    spawn, ///< as the entry of a unit
    onceLater, ///< as a completion handler
    perEvent,  ///< as a handler that runs for each event
    callback,  ///< by calling what was stored before
    onceEver,  ///< by handing it to what runs it once in the life of the program
    unseen,    ///< by handing it, or its object, to code that nobody sees
  } kind = Kind::call;
  link::FunctionId callee = -1;
  std::size_t call = 0;    ///< index in BodyIndex::calls: where it is called or handed over
  bool isHandOver = false; ///< given to what is called there, rather than called
  int calledBackAt = -1;   ///< of a hand-over: the call in there whose loops repeat it, or -1
};

/// A call that puts a callable into a queue which threads of the program's own empty.
struct Submission {
  std::size_t call = 0;
  link::VariableId queue = -1;
  std::vector<link::FunctionId> consumers; ///< the functions that run what they take from the queue
};

/// A test that keeps a number, or a container's size, from being larger: `if (n > most) n = most;`,
/// or it leaves.
struct Clamp {
  Context context; ///< of the branch
  const facts::Expression *most = nullptr;
  bool isStrict = false; ///< `n >= most` is kept out too
  bool isSize = false;   ///< of the size of the variable
  const facts::Expression *given =
      nullptr; ///< the value it gets instead; null where the branch leaves
};

/// Another variable, or an element of one, that is given what a variable holds.
struct Copy {
  link::VariableId to = -1;
  bool isElement = false;
};

/// A value given to an element of a container or array.
struct ElementWrite {
  link::VariableId container = -1;
  link::FunctionId function = -1;
  const facts::Expression *value = nullptr;  ///< what is assigned, or the whole of `m[k]++`
  const facts::Expression *target = nullptr; ///< the element
  int unit = -1;
};

struct BodyIndex {
  std::vector<Call> calls;                       ///< in program order, function by function
  std::vector<std::vector<std::size_t>> callsOf; ///< by caller: indices in `calls`
  std::vector<std::size_t> callsOutside;         ///< in the starting values of globals and fields
  std::vector<std::vector<Edge>> edgesInto;      ///< by callee
  std::vector<std::vector<Write>> writes;        ///< by variable
  std::map<link::VariableId, std::vector<Copy>>
      copies; ///< by variable: where its value is kept too
  std::vector<std::vector<std::size_t>>
      callsOn; ///< by variable: calls with it as (the base of) their object
  std::vector<std::vector<std::size_t>> callsWith; ///< by variable: calls with it as an argument
  std::multimap<link::VariableId, link::VariableId>
      elementOf; ///< a loop's or algorithm's element variable or iterator: its container
  std::map<link::VariableId, std::pair<int, const facts::Expression *>>
      rangeOf; ///< a loop's element variable: what it goes over, and the unit of that
  std::map<link::FunctionId, std::vector<std::size_t>>
      invokedBy; ///< calls of values that may hold a function with parameters
  std::map<link::FunctionId, std::vector<std::size_t>>
      boundBy; ///< a library's calls that get its name, and arguments perhaps
  std::vector<ElementWrite> elementWrites;
  std::map<link::VariableId, std::vector<Clamp>> clamps;
  std::vector<Submission> submissions;
  std::map<link::FunctionId, const rules::EventSource *> eventHandlers; ///< by what they override
  std::set<link::FunctionId> calledFromUnseen; ///< by what they override, which no rule tells of
  std::map<link::FunctionId, link::VariableId>
      uncalled; ///< callables, by the place that keeps them: nobody seen calls them from there
  std::map<link::VariableId, std::vector<link::VariableId>>
      aliases; ///< a variable that is passed to be written: the parameters that stand for it
};

BodyIndex indexBodies(const link::Program &program, const rules::Rules &rules);

/// Whether a field, of a class of the standard library, stands for a part of its object.
bool isPartOfObject(const facts::Symbol &symbol);

/// The variable at the base of an expression: `v`, `v[i]`, `*v`, `v.field` (the field), `&v`, and
/// the field or global that a call gives a reference to, `object.items()`; -1 for none.
link::VariableId baseVariable(const link::Program &program, int unit,
                              const facts::Expression &expression);

/// The variable that an assignment to the expression replaces, itself or behind a pointer; -1 for
/// an element of one, or none.
link::VariableId wholeVariable(const link::Program &program, int unit,
                               const facts::Expression &target);

/// The qualified name that rules are about: of the callee, or of the function object that is
/// called, or the constructed type without template arguments. Empty where there is none.
std::string ruleName(const link::Program &program, int unit, const facts::Expression &expression);

/// Whether an expression is one element of what stands at its base: `v[i]`, `*v[i]`, `v.back()`.
bool isElement(const link::Program &program, int unit, const facts::Expression &expression);

/// Whether what is read from is a stream: the innermost left operand of `in >> a >> b`.
bool isStream(const link::Program &program, int unit, const facts::Expression &read);

/// Whether an expression is a name: of an enumerator, a variable, a function or a type.
bool names(const link::Program &program, int unit, const facts::Expression &expression,
           const std::string &name);

/// Whether a write is the value that a field of a new object starts with: `Job{run, done}`.
bool startsObject(const Write &write);

/// How many loops, outermost first, two places of one function stand in together.
std::size_t commonFrames(const Context &a, const Context &b);

/// Whether something runs whenever a place does, and the place before it: no branch, switch or loop
/// stands around it alone, and nothing between the two goes on with the next round.
///   loop  where to look from: in one round of it; null for the whole function
bool isMetWith(const Context &place, const Context &something, const facts::Statement *loop);

/// Whether control may go on from one place of a function to another behind it, in one round of the
/// loops around both: nothing between the two leaves, and they are no two arms of one branch.
bool goesOnTo(const Context &from, const Context &to);

/// Whether a place is the starting value of a static variable of a function: `static Pool
/// pool(4);`.
bool isStaticStart(const link::Program &program, int unit, const Context &place);

/// Whether a call puts one more element into its container.
bool addsElement(const link::Program &program, const rules::Rules &rules, const Call &call);

/// Whether a call waits for units of any kind: its name is one by which an API joins.
bool isAnyJoin(const link::Program &program, const rules::Rules &rules, const Call &call);

/// `std::thread` of `std::vector<std::thread>`; "" where there is no argument.
std::string firstArgument(const std::string &type);

/// All of them: `int` and `std::thread` of `std::map<int, std::thread>`.
std::vector<std::string> argumentsOf(const std::string &type);

/// `get` of `std::future::get`.
std::string lastName(const std::string &name);

/// A type's name without its template arguments.
std::string withoutArguments(const std::string &type);

/// The function or lambda that an expression names as a value, `&Worker::run` too; null for none.
const facts::Expression *namedCode(const facts::Expression &expression);

/// The arguments of a call or construction, without its object.
std::vector<const facts::Expression *> argumentsOf(const facts::Expression &expression);

/// The class that a method belongs to, by name.
std::string classOf(const link::Program &program, link::FunctionId method);

/// The arguments of an algorithm behind an execution policy, if it gets one; at least one stays.
std::vector<const facts::Expression *>
withoutPolicy(const link::Program &program, int unit,
              std::vector<const facts::Expression *> arguments);

} // namespace loadline::infer
