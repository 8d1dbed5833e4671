// Package notation is how a loss in two weights is written: it reads a text to a tree, says
// what is wrong with one that is none, and writes a tree as text and as MathML.
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
// sums or products is one level), and a repeat at most
// 1000 turns.
//
// # How it works
//
// A text's characters (character.go) are cut into tokens (lexer.go, tex.go), these
// are brought to one spelling (read.go) and parsed to a tree (parse.go). A tree is written
// as text (plain.go) and typeset (mathml.go), and so is its gradient, which is
// differentiated for that alone (gradient_tree.go).
package notation
