// Package formula turns the text of a loss in two weights into its value,
// gradient and Hessian, exact by forward-mode differentiation, at one point or
// over blocks of points, and typesets it.
//
// # Language
//
//	2.1x^2 - x y/3 + exp(-(x-1)^2)
//	let r = sqrt(x^2 + y^2); -cos(r)
//	let h = 0.5; repeat 50: h = x*sigmoid(h) + y; (sigmoid(h) - 0.7)^2
//
// x and y are the weights, also written w1 and w2; pi and e are constants.
// Operators are + - * / ^ and factors side by side, 3x, 2(x+y), x y, (x+y)2,
// which bind as * does: 1/2x is x/2, and 2e is 2 times e. ^ is right-associative and binds tighter than a
// sign: -x^2 is −(x^2). ** is ^, and − · × ÷ π and exponents like x² may be typed
// too. Functions: sin cos tan cot sec csc, asin acos atan, atan2(y, x), sinh cosh
// tanh asinh acosh atanh, exp expm1, ln (also log), log10, log2 (also lg), log1p,
// sqrt cbrt abs sign, min max (one or more arguments), pow (two), hypot (two or
// three), sigmoid softplus relu erf, gelu(u) = u (1 + erf(u/√2))/2, and
// gauss(u) = e^−u².
//
// Other spellings are read where they mean one thing, and kept in ours: the
// names of Python's and other modules (np.sin, Math.PI), the weights as x1 and
// x2, x_1 and x_2, x[0] and x[1], w_1, θ_1 and their like, in one way
// throughout; heads (f(x, y) =, lambda x, y:, z =); |x|; sin^2(x), sin 2x and √x;
// brackets and braces as parentheses; LaTeX; full-width and mathematical
// letters (NFKC), typed exponents (x⁻²) and fractions (½). What may mean several
// things is an error that says how to write it: sin x/2, |x|y|z|, sin^-1, a
// decimal comma, x2 without x1, which may be an x² that lost its place.
//
// let names a part; repeat N: computes a part N times anew from its last value.
//
// A text has at most 512 bytes, its tree 400 nodes and 64 levels (a chain of
// sums or products is one level), a repeat at most 1000 turns, and the whole
// at most 4096 operations once unrolled.
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
// A text's characters (character.go) are cut into tokens (lexer.go, tex.go), these
// are brought to one spelling (read.go) and parsed to a tree (parse.go), the tree becomes a graph in which
// equal expressions are one vertex and constants are folded (graph.go), the
// graph's derivatives are vertices of the same graph (derive.go), and what is
// asked for becomes a straight line of instructions on registers (schedule.go,
// code.go), run at a point (machine.go) or over blocks (block.go). Points for which
// ordinary arithmetic gives no number are checked again (recheck.go): in numbers of
// any size (extended.go), and by series along rays (ray.go, limit.go).
package formula
