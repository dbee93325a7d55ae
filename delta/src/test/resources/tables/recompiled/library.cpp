// Compiled twice for the fixtures old.so and new.so: g++ -O2 -shared -fPIC -fno-ident -Wl,--hash-style=gnu -s [-DNEWER]
#include <stdexcept>
#include <string>
#include <vector>

struct Base {
  virtual ~Base() = default;
  virtual int value(int x) const { return x; }
  virtual std::string name() const { return "base"; }
};

#define SHAPE(N)                                                         \
  struct Shape##N : Base {                                               \
    int value(int x) const override {                                    \
      if (x == N) throw std::runtime_error("shape " #N);                 \
      return x * N;                                                      \
    }                                                                    \
    std::string name() const override { return std::string("shape" #N); } \
  };                                                                     \
  Base* make_shape##N() { return new Shape##N(); }                       \
  int guarded##N(Base* base, int x) {                                    \
    try {                                                                \
      return base->value(x) + (int)base->name().size();                  \
    } catch (const std::runtime_error& e) {                              \
      return -N;                                                         \
    } catch (const std::logic_error& e) {                                \
      return -N - 1;                                                     \
    }                                                                    \
  }

SHAPE(1) SHAPE(2) SHAPE(3) SHAPE(4) SHAPE(5) SHAPE(6) SHAPE(7) SHAPE(8)
#ifdef NEWER
SHAPE(100) SHAPE(101)
int only_in_the_new_one(std::vector<std::string>& all) {
  for (auto& one : all) one.append("!");
  return (int)all.size();
}
#endif
SHAPE(9) SHAPE(10) SHAPE(11) SHAPE(12) SHAPE(13) SHAPE(14) SHAPE(15) SHAPE(16)

static std::vector<Base*> all;

extern "C" int run(int x) {
  std::vector<std::string> names;
  int sum = 0;
  all.push_back(make_shape1());
  all.push_back(make_shape9());
#ifdef NEWER
  all.push_back(make_shape100());
  if (x > 1000) throw std::logic_error("too large");
#endif
  for (Base* one : all) {
    names.push_back(one->name());
    sum += guarded3(one, x) + guarded12(one, x);
  }
  return sum + (int)names.size();
}
