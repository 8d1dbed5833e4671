// Command wiretypes writes the TypeScript types of the JSON that the server
// sends and reads, from the server's Go structs.
//
//	go run ./web/wiretypes            writes web/src/wire/wire-types.ts
//	go run ./web/wiretypes -stdout    prints it
//
// It runs in the module's root. It reads sources, not values: the structs'
// comments come with them, and nothing of the server has to be exported.
package main

import (
	"flag"
	"fmt"
	"os"
)

const target = "web/src/wire/wire-types.ts"

func main() {
	stdout := flag.Bool("stdout", false, "print the types instead")
	flag.Parse()
	if err := run(*stdout); err != nil {
		fmt.Fprintln(os.Stderr, "wiretypes:", err)
		os.Exit(1)
	}
}

func run(stdout bool) error {
	text, err := generate(".", wireTypes)
	if err != nil {
		return err
	}
	if stdout {
		_, err = os.Stdout.Write(text)
		return err
	}
	return os.WriteFile(target, text, 0o644)
}
