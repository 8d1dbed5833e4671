package site

import (
	"downhill/server/engine"

	"github.com/go-chi/chi/v5"
)

// EngineOf is what a server computes with.
func EngineOf(s *Server) *engine.Engine { return s.engine }

// DebugAddrOf is where a server is debugged.
func DebugAddrOf(s *Server) string { return s.debugger.listener.Addr().String() }

// StreamsOf is how many streams a server has, when it answers no more too.
func StreamsOf(s *Server) int { return s.hub.Open() }

// RoutesOf is a server's URL map.
func RoutesOf(s *Server) chi.Routes { return s.routes().(chi.Routes) }
