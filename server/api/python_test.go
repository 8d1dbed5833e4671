package api_test

import (
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// A script of either library is plain text with the runs; what is too large
// is refused in a sentence, with its key.
func TestPythonIsServed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{BasePath: "/downhill"})
	for query, says := range map[string]string{
		"surface=bowl&lr=0.1,0.2&steps=3":                               `("0.1", sgd, 0.1),`,
		"surface=bowl&lr=0.1&steps=3&lib=numpy":                         "import numpy\n",
		"surface=bowl&opt=adam&lr=0.1&lib=torch":                        "torch.optim.Adam(",
		"f=x^2+y^2&lr=0.1&start=1,1&lib=torch":                          "import torch\n",
		"f=x^2&lr=0.1&start=1":                                          "(x,) = w\n",
		"surface=bowl&lr=0.1&schedule=cosine":                           "T_max",
		"surface=bowl&lr=0.1&clip=norm:0.5&steps=9":                     "0.5 / (math.hypot(*g) + 1e-06)",
		"surface=bowl&noise=2&seed=5":                                   "seed = 5\n",
		"surface=bowl&starts=9":                                         "starts = [",
		"surface=bowl&opt=lbfgs":                                        "def two_loops(",
		"surface=net&units=2,3,1&data.size=20&lr=0.1&steps=9":           "def backpropagate(w, points):",
		"surface=net&units=2,3,1&data.size=20&lr=0.1&steps=9&lib=torch": "torch.nn.functional.binary_cross_entropy_with_logits(",
		"surface=net&data=line&units=1,1&lr=0.1&steps=9&batch=7":        "def batches(seed):",
		"preset=mini-batches&beat=3":                                    "    batch = 1\n",
	} {
		a, body := client.Get(t, s.URL()+"/api/python?"+query)
		if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != "text/x-python; charset=utf-8" ||
			!strings.Contains(body, says) || !strings.Contains(body, "\n# "+s.URL()+"/") {
			t.Errorf("%s: %s, %s", query, a.Status, body)
		}
	}
	for query, says := range map[string]string{
		"surface=net&units=2,40,43,1&data.size=10&steps=1&lr=0.1&seeds=200": `"field":"seeds","kind":"script-of-members"`,
		"surface=bowl&lib=jax": `"field":"lib"`,
		"surface=bowl&lr=-1":   `"field":"lr"`,
		"surface=bowl&steps=0": `"field":"steps"`,
	} {
		if a, body := client.Get(t, s.URL()+"/api/python?"+query); a.StatusCode != http.StatusBadRequest || !strings.Contains(body, says) {
			t.Errorf("%s: %s, %s", query, a.Status, body)
		}
	}
}
