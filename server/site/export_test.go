package site

// engineOf is what a server computes with.
func engineOf(s *Server) *engine { return s.engine }

// streamsOf is how many streams a server has, when it answers no more too.
func streamsOf(s *Server) int { return s.hub.open() }
