package site

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"
)

// get is the answer to a GET, with its body; headers are keys and values.
func get(t testing.TB, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
		req.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

// getJSON reads an answer into v, and fails unless it is 200.
func getJSON(t *testing.T, url string, v any) {
	t.Helper()
	a, body := get(t, url)
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s: %s", url, a.Status, body)
	}
	if err := json.Unmarshal([]byte(body), v); err != nil {
		t.Fatalf("%s: %v: %.200s", url, err, body)
	}
}
