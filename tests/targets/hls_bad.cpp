#include <functional>
#include <new>
#include <vector>
struct B {
  virtual int f(int) = 0;
  virtual ~B() {}
};
struct D : B {
  int f(int x) override { return x + 1; }
};
extern "C" int rec(int n) { return n < 2 ? 1 : rec(n - 1) + rec(n - 2) * 3; }
extern "C" int mut_a(int n);
extern "C" int mut_b(int n) { return n ? mut_a(n - 1) * 7 + 1 : 0; }
extern "C" int mut_a(int n) { return n ? mut_b(n - 1) + mut_b(n / 2) : 1; }
extern "C" int indirect(int (*p)(int), int x) { return p(x); }
extern "C" int virt(B* b, int x) { return b->f(x); }
extern "C" int heap(int n) {
  int* p = new int[n];
  int s = 0;
  for (int i = 0; i < n; ++i) {
    p[i] = i * i % 7;
    s ^= p[i] << (i & 3);
  }
  delete[] p;
  return s;
}
extern "C" int vec(int n) {
  std::vector<int> v;
  for (int i = 0; i < n; ++i) v.push_back(i);
  return v[n / 2];
}
extern "C" int func(int n) {
  std::function<int(int)> f = [n](int x) { return x + n; };
  return f(3);
}
extern "C" int vla(int n) {
  int a[n];
  for (int i = 0; i < n; ++i) a[i] = i;
  return a[n / 2];
}
static int state;
extern "C" int global_state(int n) { return state += n; }
extern "C" int table(int k, int x) {
  static int (*const t[2])(int) = {[](int a) { return a + 1; }, [](int a) { return a * 3; }};
  return t[k & 1](x);
}
extern "C" float good(const float* a, const float* b, int n) {
  float s = 0;
  for (int i = 0; i < n; ++i) s += a[i] * b[i];
  return s;
}
