package line

import (
	"time"

	"downhill/server/limits"
)

// Offer writes what the line takes at once of pieces that follow each other, and never
// waits: taken tells whether it began to, and whole whether that was all. What is left is
// written before anything else, by the next write or by Finish, and may not be changed
// until then. Nothing is taken while something is written or held back.
func (c *Conn) Offer(pieces [][]byte) (taken, whole bool) {
	if !c.streaming.Load() || !c.mu.TryLock() {
		return false, false
	}
	defer c.mu.Unlock()
	if c.holding > 0 || c.held != nil || c.rest != nil {
		return false, false
	}
	n := c.writeAtOnce(pieces)
	if n == 0 {
		return false, false
	}
	c.Sent.Add(int64(n))
	c.rest = after(pieces, n)
	return true, c.rest == nil
}

// after is what follows the first n bytes of pieces; nil for nothing.
func after(pieces [][]byte, n int) [][]byte {
	for i, p := range pieces {
		if n < len(p) {
			return append([][]byte{p[n:]}, pieces[i+1:]...)
		}
		n -= len(p)
	}
	return nil
}

// Finish writes what is left of what was offered.
func (c *Conn) Finish() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.writeRest()
}

// writeRest is Finish; c.mu is held. After an error there is no rest, as the connection is
// of no use any more.
func (c *Conn) writeRest() error {
	rest := c.rest
	c.rest = nil
	for _, p := range rest {
		for len(p) > 0 {
			if err := c.SetWriteDeadline(time.Now().Add(c.wait)); err != nil {
				return err
			}
			n, err := c.TCPConn.Write(p[:min(limits.WritePiece, len(p))])
			c.Sent.Add(int64(n))
			if err != nil {
				return err
			}
			p = p[n:]
		}
	}
	return nil
}
