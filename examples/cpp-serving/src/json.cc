#include "json.h"

#include <cstdio>
#include <stdexcept>

namespace json {
namespace {

const int DEEPEST = 64;

class Parser {
 public:
  explicit Parser(const std::string& text) : text_(text) {}

  Value document() {
    Value value = element(0);
    space();
    if (at_ < text_.size()) fail("something after the end");
    return value;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + " at byte " + std::to_string(at_));
  }

  void space() {
    while (at_ < text_.size() && std::string(" \t\r\n").find(text_[at_]) != std::string::npos) at_++;
  }

  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void expect(char wanted) {
    if (next() != wanted) fail(std::string("want `") + wanted + "`");
    at_++;
  }

  bool take(char wanted) {
    space();
    if (next() != wanted) return false;
    at_++;
    return true;
  }

  void word(const char* wanted) {
    for (; *wanted; wanted++) expect(*wanted);
  }

  Value element(int depth) {
    if (depth > DEEPEST) fail("nested too deeply");
    space();
    Value value;
    switch (next()) {
      case '{': object(value, depth); break;
      case '[': array(value, depth); break;
      case '"': value.kind = Value::STRING; value.text = string(); break;
      case 't': word("true"); value.kind = Value::BOOLEAN; value.boolean = true; break;
      case 'f': word("false"); value.kind = Value::BOOLEAN; break;
      case 'n': word("null"); break;
      default: value.kind = Value::NUMBER; value.text = number();
    }
    return value;
  }

  void object(Value& value, int depth) {
    value.kind = Value::OBJECT;
    expect('{');
    if (take('}')) return;
    do {
      space();
      std::string name = string();
      if (value.find(name)) fail("name " + quoted(name) + " twice");
      if (!take(':')) fail("want `:`");
      value.members.emplace_back(std::move(name), element(depth + 1));
    } while (take(','));
    if (!take('}')) fail("want `,` or `}`");
  }

  void array(Value& value, int depth) {
    value.kind = Value::ARRAY;
    expect('[');
    if (take(']')) return;
    do value.items.push_back(element(depth + 1));
    while (take(','));
    if (!take(']')) fail("want `,` or `]`");
  }

  std::string number() {
    size_t from = at_;
    if (next() == '-') at_++;
    size_t digits = at_;
    skip_digits();
    if (at_ == digits) fail("want a value");
    if (text_[digits] == '0' && at_ > digits + 1) fail("a number that begins with 0");
    if (next() == '.') { at_++; need_digits(); }
    if (next() == 'e' || next() == 'E') {
      at_++;
      if (next() == '+' || next() == '-') at_++;
      need_digits();
    }
    return text_.substr(from, at_ - from);
  }

  void skip_digits() { while (next() >= '0' && next() <= '9') at_++; }

  void need_digits() {
    size_t from = at_;
    skip_digits();
    if (at_ == from) fail("want a digit");
  }

  std::string string() {
    expect('"');
    std::string out;
    while (next() != '"') {
      if (at_ >= text_.size() || static_cast<unsigned char>(next()) < 0x20) fail("want `\"`");
      if (next() == '\\') escape(out);
      else out += text_[at_++];
    }
    at_++;
    return out;
  }

  void escape(std::string& out) {
    at_++;
    static const std::string from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
    size_t which = from.find(next());
    if (next() != '\0' && which != std::string::npos) { out += to[which]; at_++; return; }
    if (next() != 'u') fail("unknown escape");
    unsigned code = hex();
    if (code >= 0xD800 && code < 0xDC00) {
      word("\\");
      if (next() != 'u') fail("half a surrogate pair");
      unsigned low = hex();
      if (low < 0xDC00 || low > 0xDFFF) fail("half a surrogate pair");
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code < 0xE000) {
      fail("half a surrogate pair");
    }
    utf8(out, code);
  }

  unsigned hex() {  // at the `u`
    unsigned code = 0;
    for (int i = 0; i < 4; i++) {
      at_++;
      char c = next();
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
                  : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) fail("want four hexadecimal digits");
      code = code * 16 + static_cast<unsigned>(digit);
    }
    at_++;
    return code;
  }

  static void utf8(std::string& out, unsigned code) {
    auto tail = [&out, code](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) { out += static_cast<char>(code); return; }
    if (code < 0x800) { out += static_cast<char>(0xC0 | (code >> 6)); tail(0); return; }
    if (code < 0x10000) { out += static_cast<char>(0xE0 | (code >> 12)); tail(6); tail(0); return; }
    out += static_cast<char>(0xF0 | (code >> 18)); tail(12); tail(6); tail(0);
  }

  const std::string& text_;
  size_t at_ = 0;
};

}  // namespace

const Value* Value::find(const std::string& name) const {
  for (const auto& member : members)
    if (member.first == name) return &member.second;
  return nullptr;
}

Value parse(const std::string& text) { return Parser(text).document(); }

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') { out += '\\'; out += c; continue; }
    if (static_cast<unsigned char>(c) >= 0x20) { out += c; continue; }
    char escaped[8];
    std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
    out += escaped;
  }
  return out + "\"";
}

}  // namespace json
