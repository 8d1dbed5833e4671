// Package network holds small real networks: multilayer perceptrons, what they
// are trained on, and how their loss is differentiated by backpropagation.
//
// A network of L layers turns an input a₀ into an output a_L. Layer l is an
// out×in matrix W and out biases b:
//
//	z_l = W_l·a_(l−1) + b_l,  a_l = act(z_l),  a_L = z_L
//
// Its loss C is a mean over the points of a data set. Backpropagation is the
// chain rule from the last layer to the first. With δ_l = ∂C/∂z_l:
//
//	δ_L     = ∂C/∂a_L
//	δ_(l−1) = (W_lᵀ·δ_l) ⊙ act'(z_(l−1))
//	∂C/∂W_l = δ_l·a_(l−1)ᵀ,  ∂C/∂b_l = δ_l
//
// (Rumelhart, Hinton & Williams, Learning representations by back-propagating
// errors, Nature 323, 1986.) Backpropagate does it for one point, as written
// here; an Evaluator does it for many at once.
//
// All weights are one vector: for each layer the matrix row by row (out × in),
// then its biases.
package network
