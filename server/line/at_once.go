//go:build linux || darwin

package line

import "golang.org/x/sys/unix"

// writeAtOnce writes pieces as far as the line takes them without waiting, and is how
// many bytes that were: 0 where the connection is broken too, which the next write tells.
func (c *Conn) writeAtOnce(pieces [][]byte) (n int) {
	raw, err := c.SyscallConn()
	if err != nil {
		return 0
	}
	_ = raw.Control(func(fd uintptr) { n, _ = unix.Writev(int(fd), pieces) }) // as above
	return max(0, n)
}
