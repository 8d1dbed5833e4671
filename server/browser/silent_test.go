package browser

import (
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// mute is a wire to addr that carries nothing while it is silent, and stays open.
func mute(t *testing.T, addr string) (near string, silent *atomic.Bool) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	silent = &atomic.Bool{}
	var open sync.WaitGroup
	ended := make(chan struct{})
	t.Cleanup(func() { listener.Close(); close(ended); open.Wait() })
	open.Go(func() {
		for {
			page, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", addr)
			if err != nil {
				page.Close()
				continue
			}
			open.Go(func() { <-ended; page.Close(); server.Close() })
			open.Go(func() { carryUnless(silent, ended, server, page) })
			open.Go(func() { carryUnless(silent, ended, page, server) })
		}
	})
	return listener.Addr().String(), silent
}

// carryUnless copies from one end to the other, and waits while it is silent.
func carryUnless(silent *atomic.Bool, ended <-chan struct{}, to io.WriteCloser, from io.Reader) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		for silent.Load() {
			select {
			case <-ended:
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
		if err != nil {
			return
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// TestBrowserTellsOfASilentLine: a line that carries nothing and stays open, as a
// hall's does, leaves the old picture looking old, and the page says of which
// rates it is; once the line carries again all is as it was asked for.
func TestBrowserTellsOfASilentLine(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	addr, silent := mute(t, s.addr)
	tb := open(t, "http://"+addr+"/", laptop)
	tb.tolerate("WebSocket connection to")
	tb.until(swept)
	const note = `(n => n.hidden ? "" : n.textContent)(document.getElementById("connection"))`
	silent.Store(true)
	tb.slide(1, 0.5, 4)
	tb.until(`document.documentElement.hasAttribute("data-behind")`)
	tb.until(note)
	if text := eval[string](tb, note); !strings.Contains(text, "0.5,") {
		t.Errorf("of a picture of 0.1, 0.5 and 3 the page says %q", text)
	}
	tb.until(`Number(getComputedStyle(document.querySelector(".outcome")).opacity) <= 0.9`) // what is old looks old
	silent.Store(false)
	tb.until(note + ` === "" && !document.documentElement.hasAttribute("data-behind")`)
	tb.expectOwnPicture(s)

	silent.Store(true) // nothing is asked now
	tb.until(note)
	silent.Store(false)
	tb.until(note + ` === ""`)
}

// TestBrowserALineThatIsBackTellsNothingNew: what a beat has not shown yet stays untold
// when a line broke, and all is asked for again on the next.
func TestBrowserALineThatIsBackTellsNothingNew(t *testing.T) {
	t.Parallel()
	lesson := sharedSite(t).url + "/p/three-rates?beat=2"
	tb := newTab(t, lesson, laptop)
	tb.before(`window.answered = 0; window.WebSocket = class extends WebSocket { constructor(...given) {
		super(...given); window.line = this; this.addEventListener("message", e => { if (typeof e.data === "string" && e.data.includes('"type":"scenario"')) window.answered++ }) } }`)
	tb.navigate(lesson)
	const running = `document.querySelector("#step-now").textContent === "4" && [...document.querySelectorAll("#cards .outcome-lead")].every(e => e.textContent === "Running")`
	tb.until(swept)
	tb.until(running)
	before := eval[int](tb, `answered`)
	eval[any](tb, `(line.close(), 0)`)
	tb.until(`answered > ` + strconv.Itoa(before))
	tb.until(swept)
	tb.drawn()
	if !eval[bool](tb, running) {
		t.Errorf("at step 4, on another line, the rows say %q", tb.sentences())
	}
}
