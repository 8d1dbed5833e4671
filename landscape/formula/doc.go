// Package formula turns the text of a loss in two weights into its value,
// gradient and Hessian, exact by forward-mode differentiation, at one point or
// over blocks of points. Package notation reads the text and typesets it; what a text
// compiles to has at most 4096 operations, once repeats are unrolled.
//
// # Where a function has no slope, or no value
//
// Arithmetic is IEEE 754 double precision: outside its domain a function is
// NaN (the root or logarithm of a negative number, a negative number to a
// fractional power), ln 0 is −Inf, 1/0 is Inf, and these are values to be
// handled, not errors. At the kinks:
//
//   - abs and sign have slope 0 at 0, relu too: 0 for all arguments up to 0;
//   - atan2 has slope 0 at the origin;
//   - sqrt, cbrt and hypot, and u^p with a fixed p between 0 and 1, have slope
//     0 where u is 0, so that a cone has gradient 0 at its tip;
//   - min and max take the mean of both slopes where their arguments tie, and
//     the branch that is not taken never matters, even if it is infinite.
//
// Where such pieces make a whole without a kink, as in cos(√(x²+y²)) or |x|³, the
// gradient and the Hessian are the true ones, at the tip too: those that the
// formula's series along all rays from the point agree on. And where a step on
// the way overflows, as in 1/(1 + exp(−200x)), but the result does not, the result
// stands. This second look is for formulas of at most 128 operations.
//
// # Bits
//
// Whole powers up to 16 are products from the left, x·x·x; u^0.5 is a root.
// Functions, other powers too, are right to two units in the last place for all
// arguments. Every operation is rounded on its own: no fused multiply-add. So a
// block, a single point, a value, a gradient and a jet of the same formula at the
// same point agree to the last bit.
//
// # How it works
//
// Package notation makes a tree of a text. The tree becomes a graph in which
// equal expressions are one vertex and constants are folded (graph.go), the
// graph's derivatives are vertices of the same graph (derive.go), and what is
// asked for becomes a straight line of instructions on registers (schedule.go,
// code.go), run at a point (machine.go) or over blocks (block.go); package op says
// what each instruction yields. Points for which
// ordinary arithmetic gives no number are checked again (recheck.go): in numbers of
// any size (extended.go), and by series along rays (ray.go, limit.go).
package formula
