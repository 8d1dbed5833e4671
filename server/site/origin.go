package site

import "net/http"

// origin is how readers address this server: the public URL, else as they did.
func (s *Server) origin(r *http.Request) string {
	if s.hosts.public != nil {
		return s.hosts.public.String()
	}
	return "http://" + r.Host
}

// networkLink is the link to offer a reader whose own works on this machine
// alone.
func (s *Server) networkLink(r *http.Request, path string) string {
	network := s.networkOrigin()
	if !loopback(r.Host) || network == "" {
		return ""
	}
	return network + path
}
