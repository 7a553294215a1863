// SPDX-License-Identifier: BSL-1.0
// One function for each thing that hls_check.py has to refuse, and `good`, which it has to accept.
// test_hls.sh names them.
#include <functional>
#include <vector>

struct base {
  virtual int value(int) = 0;
  virtual ~base() {}
};
struct derived : base {
  int value(int x) override { return x + 1; }
};

extern "C" {

int recursion(int n) { return n < 2 ? 1 : recursion(n - 1) + recursion(n - 2) * 3; }

int recursion_of_two(int n);
static int other_of_two(int n) { return n ? recursion_of_two(n - 1) * 7 + 1 : 0; }
int recursion_of_two(int n) { return n ? other_of_two(n - 1) + other_of_two(n / 2) : 1; }

int call_through_pointer(int (*function)(int), int x) { return function(x); }

int virtual_call(base* object, int x) { return object->value(x); }

int virtual_object(int x) {
  derived object;
  base* volatile hidden = &object;
  return hidden->value(x);
}

int heap(int n) {
  int* values = new int[static_cast<unsigned>(n)];
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    values[i] = i * i % 7;
    sum ^= values[i] << (i & 3);
  }
  delete[] values;
  return sum;
}

int vector(int n) {
  std::vector<int> values;
  for (int i = 0; i < n; ++i) values.push_back(i);
  return values[static_cast<unsigned>(n) / 2];
}

int function_object(int n) {
  std::function<int(int)> add = [n](int x) { return x + n; };
  return add(3);
}

int frame_of_variable_size(int n) {
  int* values = static_cast<int*>(__builtin_alloca(static_cast<unsigned>(n) * sizeof(int)));
  for (int i = 0; i < n; ++i) values[i] = i;
  return values[n / 2];
}

int mutable_global(int n) {
  static int state;
  return state += n;
}

int table_of_functions(int which, int x) {
  static int (*const table[2])(int) = {[](int a) { return a + 1; }, [](int a) { return a * 3; }};
  return table[which & 1](x);
}

int address_as_number(const int* p) { return static_cast<int>(reinterpret_cast<long>(p) & 15); }

int library_call(const char* text) { return std::atoi(text); }

float good(const float* x, const float* y, int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) sum += x[i] * y[i];
  return sum;
}

}  // extern "C"
