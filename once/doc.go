// Package once computes what many ask for once, and keeps it for a while: the
// explored surfaces of typed formulas, their rates, their JSON, grids. It is the
// one place of the program where anything is kept that depends on what was asked,
// so that one number bounds them all: bytes, with keys and live structures in
// them. It knows nothing of what it keeps.
package once
