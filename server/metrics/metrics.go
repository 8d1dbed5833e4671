// Package metrics counts and measures what a server does, for Prometheus. Every label
// has a few values, known in advance: nothing that a caller writes becomes one.
package metrics

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are those of one server.
type Metrics struct {
	registry *prometheus.Registry

	httpRequests *prometheus.CounterVec   // by route and status
	httpTime     *prometheus.HistogramVec // by route
	queue, work  *prometheus.HistogramVec // by kind
	requests     *prometheus.CounterVec   // of streams, by kind and ending
	requestTime  *prometheus.HistogramVec // to done, by kind
	frameTime    *prometheus.HistogramVec // from the request to its first frame, by kind
	writeTime    prometheus.Histogram     // of a frame
	opened       prometheus.Counter
	streams      *prometheus.CounterVec // by ending
	refused      *prometheus.CounterVec // by reason
}

// seconds are the bounds of the times that are told apart.
var seconds = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// New has all metrics at zero. kinds are what a stream may be asked for.
func New(kinds ...string) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	m.httpRequests = m.counters("http_requests_total", "Answers over HTTP, without the streams that are open.", "route", "status")
	m.httpTime = m.times("http_seconds", "Time that an answer over HTTP took, without streams.", "route")
	m.queue = m.times("queue_seconds", "Time that work waited for a place to compute, by what was asked for.", "kind")
	m.work = m.times("work_seconds", "Processor time of a piece of work, by what was asked for.", "kind")
	m.requests = m.counters("stream_requests_total", "Requests on streams, by how they ended.", "kind", "ending")
	m.requestTime = m.times("stream_request_seconds", "Time from a request on a stream to its done.", "kind")
	m.frameTime = m.times("stream_first_frame_seconds", "Time from a request on a stream to its first frame of numbers.", "kind")
	m.writeTime = prometheus.NewHistogram(prometheus.HistogramOpts{Name: prefix + "stream_write_seconds", Help: "Time that a frame took to write: long where the reader's line is slow.", Buckets: seconds})
	m.opened = prometheus.NewCounter(prometheus.CounterOpts{Name: prefix + "streams_opened_total", Help: "Streams that were opened."})
	m.streams = m.counters("streams_ended_total", "Streams by how they ended.", "ending")
	m.refused = m.counters("streams_refused_total", "Streams that were not opened, by the reason.", "reason")
	m.registry.MustRegister(m.writeTime, m.opened, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, ending := range Endings {
		m.streams.WithLabelValues(string(ending))
	}
	for _, reason := range Reasons {
		m.refused.WithLabelValues(string(reason))
	}
	for _, kind := range kinds {
		for _, ending := range requestEndings {
			m.requests.WithLabelValues(kind, string(ending))
		}
	}
	return m
}

const prefix = "downhill_"

func (m *Metrics) counters(name, help string, labels ...string) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: prefix + name, Help: help}, labels)
	m.registry.MustRegister(c)
	return c
}

func (m *Metrics) times(name, help, label string) *prometheus.HistogramVec {
	h := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: prefix + name, Help: help, Buckets: seconds}, []string{label})
	m.registry.MustRegister(h)
	return h
}

// Gauge adds a number that is asked for when it is read.
func (m *Metrics) Gauge(name, help string, now func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: prefix + name, Help: help}, now))
}

// Count adds a number that only grows, and is asked for when it is read.
func (m *Metrics) Count(name, help string, now func() float64) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: prefix + name, Help: help}, now))
}

// Build tells of which build a server is.
func (m *Metrics) Build(version string) {
	g := prometheus.NewGauge(prometheus.GaugeOpts{Name: prefix + "build_info", Help: "1, of the build that runs.", ConstLabels: prometheus.Labels{"version": version}})
	g.Set(1)
	m.registry.MustRegister(g)
}

// Handler is GET /metrics.
func (m *Metrics) Handler() http.Handler {
	read := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		read.ServeHTTP(w, r)
	})
}

// HTTP notes an answer over HTTP. The time of a stream is no answer's.
func (m *Metrics) HTTP(route string, status int, took time.Duration) {
	m.httpRequests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	if status != http.StatusSwitchingProtocols {
		m.httpTime.WithLabelValues(route).Observe(took.Seconds())
	}
}

// Work notes a piece of work: how long it waited, and what processor time it took.
func (m *Metrics) Work(kind string, waited, took time.Duration) {
	if kind == "" {
		kind = "other"
	}
	m.queue.WithLabelValues(kind).Observe(waited.Seconds())
	if took > 0 { // else it waited in vain
		m.work.WithLabelValues(kind).Observe(took.Seconds())
	}
}
