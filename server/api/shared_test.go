package api_test

import (
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// workOf is how many pieces of work were done for an address, as the server counts them.
func workOf(t *testing.T, s *site.Server, path string) int {
	t.Helper()
	_, all := client.Get(t, s.URL()+"/metrics")
	found := regexp.MustCompile(`downhill_work_seconds_count\{kind="` + path + `"\} (\d+)`).FindStringSubmatch(all)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(found[1]) // digits
	return n
}

// fetch is an answer as it comes, by an encoding.
func fetch(t *testing.T, s *site.Server, path, encoding string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL()+path, nil)
	if err != nil {
		t.Error(err)
		return ""
	}
	r.Header.Set("Accept-Encoding", encoding)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || answer.Header.Get("ETag") == "" {
		t.Errorf("%s: %d, tag %q, %v", path, answer.StatusCode, answer.Header.Get("ETag"), err)
	}
	return string(body)
}

// What many ask for at the same moment is computed and packed once, and not again for those
// who ask later, in whatever order they write it.
func TestIdenticalAnswersAreComputedOnce(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for path, queries := range map[string][2]string{
		"/api/sweep":    {"surface=wells&run=0&n=60&steps=91", "n=60&steps=91&run=0&surface=wells"},
		"/api/basins":   {"surface=wells&n=48&steps=91&run=0", "run=0&steps=91&n=48&surface=wells"},
		"/api/run":      {"surface=wells&steps=91", "steps=91&surface=wells"},
		"/api/ensemble": {"surface=wells&steps=91&seeds=7&noise=0.1", "noise=0.1&seeds=7&steps=91&surface=wells"},
		"/api/cut":      {"surface=wells&steps=91&k=3", "k=3&steps=91&surface=wells"},
		"/api/step":     {"surface=wells&steps=91&k=4", "k=4&steps=91&surface=wells"},
		"/api/eval":     {"surface=wells&at=1,2", "at=1,2&surface=wells"},
		"/api/python":   {"surface=wells&steps=91", "steps=91&surface=wells"},
		"/api/surface":  {"f=x^2%2By^4%2B0.91", "f=x%5E2%2By%5E4%2B0.91"},
		"/api/scenario": {"f=x^2%2By^4%2B0.92&steps=91", "steps=91&f=x%5E2%2By%5E4%2B0.92"},
	} {
		t.Run(path, func(t *testing.T) {
			first := fetch(t, s, path+"?"+queries[0], "identity")
			for range 2 { // what is kept from its second time on
				if again := fetch(t, s, path+"?"+queries[0], "identity"); again != first {
					t.Error("another answer at the second time")
				}
				fetch(t, s, path+"?"+queries[0], "gzip")
			}
			before := workOf(t, s, path)
			var all sync.WaitGroup
			for i := range 20 {
				all.Go(func() {
					if body := fetch(t, s, path+"?"+queries[i%2], "identity"); body != first {
						t.Error("another answer")
					}
					fetch(t, s, path+"?"+queries[i%2], "gzip")
				})
			}
			all.Wait()
			if after := workOf(t, s, path); after != before {
				t.Errorf("%d pieces of work more", after-before)
			}
		})
	}
}

// Those who ask for the same for the first time, all at once, wait for one computation.
func TestAnswersUnderWayAreShared(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const path = "/api/sweep"
	fetch(t, s, path+"?surface=ravine&run=0&n=300&steps=801", "identity")
	one := workOf(t, s, path)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { fetch(t, s, path+"?surface=ravine&run=0&n=300&steps=802", "identity") })
	}
	all.Wait()
	if n := workOf(t, s, path); n != 2*one {
		t.Errorf("%d pieces of work for 21 answers, %d for the first", n, one)
	}
}

// What is too large to be held for all is answered by itself, and whole.
func TestLargeRunsAreNotShared(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, body := client.Get(t, s.URL()+"/api/run?surface=wells&steps=5000&lr=1e-4,2e-4,3e-4")
	if lines := strings.Count(body, "\n"); lines != 3*5001+3 {
		t.Errorf("%d lines", lines)
	}
}
