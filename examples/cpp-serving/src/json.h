// JSON (RFC 8259), as little of it as a server of models needs. Depth and size are bounded.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace json {

struct Value {
  enum Kind { NONE, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT };
  Kind kind = NONE;
  bool boolean = false;
  std::string text;  // of a string; of a number as it was written, so that int64 stays exact
  std::vector<Value> items;
  std::vector<std::pair<std::string, Value>> members;

  const Value* find(const std::string& name) const;
};

// Throws std::runtime_error with the place of the first mistake. A name twice is a mistake.
Value parse(const std::string& text);

// A string with its quotes.
std::string quoted(const std::string& text);

}  // namespace json
