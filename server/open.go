package main

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strconv"
)

// hasDesktop reports whether a person at this machine's screen started the
// program: there is a desktop, and neither a container nor a service manager, a
// remote shell or a build runs it.
func hasDesktop(system string, pid int, getenv func(string) string, exists func(path string) bool) bool {
	for _, key := range []string{"KUBERNETES_SERVICE_HOST", "container", "CI", "SSH_CONNECTION"} {
		if getenv(key) != "" {
			return false
		}
	}
	if isService(pid, getenv) || exists("/.dockerenv") || exists("/run/.containerenv") {
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

// isService reports whether systemd runs the process itself, as a unit. All that is
// started in a desktop inherits INVOCATION_ID from the desktop's own units, but then
// SYSTEMD_EXEC_PID is another process's (systemd.exec(5); systemd before 248 has none).
func isService(pid int, getenv func(string) string) bool {
	of := getenv("SYSTEMD_EXEC_PID")
	return getenv("INVOCATION_ID") != "" && (of == "" || of == strconv.Itoa(pid))
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
	go func() {
		if err := started.Wait(); err != nil {
			slog.Warn("no browser was opened", "command", command[0], "err", err)
		}
	}()
	return nil
}
