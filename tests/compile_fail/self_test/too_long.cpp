// SPDX-License-Identifier: BSL-1.0
// complaint: lines, at most 10
// expect: wrong
template <int N>
struct tower {
#if !defined(GENN_CONTROL)
  static_assert(N != N, "wrong");
#endif
};
template <int N>
struct floor1 : tower<N> {};
template <int N>
struct floor2 : floor1<N> {};
template <int N>
struct floor3 : floor2<N> {};
template <int N>
struct floor4 : floor3<N> {};
template <int N>
struct floor5 : floor4<N> {};
template <int N>
struct floor6 : floor5<N> {};
template <int N>
struct floor7 : floor6<N> {};
floor7<1> house;
