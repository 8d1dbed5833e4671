// Package elementary has the functions of one and two numbers that losses and networks are
// made of. Each is right to two units in the last place for all arguments, subnormal and
// large ones too: it is package math's where that keeps its digits, and computed here
// elsewhere. Some take many numbers at once, by the processor's wide arithmetic where there
// is any, with the same bits as one at a time.
package elementary
