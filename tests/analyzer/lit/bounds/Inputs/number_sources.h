#pragma once
// What the test uses of libraries that say how many processors there are, what the options hold, and what a document says.
#include <string>
extern "C" {
int omp_get_max_threads(void);
unsigned uv_available_parallelism(void);
int g_get_num_processors(void);
const char *g_getenv(const char *name);
}
class QThread {
public:
  static int idealThreadCount();
};
template <class T> const T &qMin(const T &a, const T &b);
template <class T> const T &qMax(const T &a, const T &b);
int qEnvironmentVariableIntValue(const char *name, bool *found = nullptr);
namespace folly {
unsigned hardware_concurrency();
template <class To, class From> To to(const From &text);
} // namespace folly
namespace Poco {
class Environment {
public:
  static unsigned processorCount();
};
class NumberParser {
public:
  static int parse(const std::string &text, char separator = ',');
};
namespace Util {
class AbstractConfiguration {
public:
  int getInt(const std::string &key) const;
};
} // namespace Util
} // namespace Poco
namespace absl {
inline namespace lts_20220623 {
template <class T> class Flag {};
template <class T> T GetFlag(const Flag<T> &flag);
} // namespace lts_20220623
} // namespace absl
namespace boost::program_options {
class variable_value {
public:
  template <class T> const T &as() const;
};
class variables_map {
public:
  const variable_value &operator[](const std::string &name) const;
};
} // namespace boost::program_options
namespace cxxopts {
class OptionValue {
public:
  template <class T> const T &as() const;
};
class ParseResult {
public:
  const OptionValue &operator[](const std::string &name) const;
};
} // namespace cxxopts
namespace nlohmann {
inline namespace json_abi_v3_11_3 {
template <class Object = int> class basic_json {
public:
  const basic_json &operator[](const char *key) const;
  template <class T> T get() const;
};
} // namespace json_abi_v3_11_3
using json = basic_json<>;
} // namespace nlohmann
namespace Json {
class Value {
public:
  const Value &operator[](const char *key) const;
  int asInt() const;
};
} // namespace Json
