// Package once computes what many callers ask for once, and keeps it for a while:
// the explored surfaces of typed formulas, their rates, their JSON, grids. All that
// the program keeps of requests is kept here, so that one number of bytes bounds it,
// keys and bookkeeping included. It knows nothing of what it keeps.
package once
