package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

// hasDesktop reports whether a person at this machine's screen started the
// program: there is a desktop, and neither a container nor a service manager, a
// remote shell or a build runs it.
func hasDesktop(system string, getenv func(string) string, exists func(path string) bool) bool {
	for _, key := range []string{"INVOCATION_ID", "KUBERNETES_SERVICE_HOST", "container", "CI", "SSH_CONNECTION"} {
		if getenv(key) != "" {
			return false
		}
	}
	if exists("/.dockerenv") || exists("/run/.containerenv") {
		return false
	}
	switch system {
	case "windows":
		return getenv("SESSIONNAME") != "" && getenv("SESSIONNAME") != "Services"
	case "darwin":
		return getenv("XPC_SERVICE_NAME") == "" || getenv("XPC_SERVICE_NAME") == "0" || getenv("TERM_PROGRAM") != ""
	}
	return getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""
}

// exists reports whether a file is there.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// openCommand is what opens an address in a system's own browser.
func openCommand(system, url string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", url}
	case "darwin":
		return []string{"open", url}
	}
	return []string{"xdg-open", url}
}

// openBrowser opens an address in this system's browser; its error says what the
// person can do.
func openBrowser(url string) error {
	command := openCommand(runtime.GOOS, url)
	started := exec.Command(command[0], command[1:]...)
	if err := started.Start(); err != nil {
		return fmt.Errorf("no browser could be opened (%w): open the address yourself", err)
	}
	go started.Wait()
	return nil
}
