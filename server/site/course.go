package site

import (
	"context"
	"log/slog"

	"downhill/server/course"
)

// readCourse reads the course's file, if there is one, and tells it from now on.
func (s *Server) readCourse(ctx context.Context) error {
	if s.config.Course == "" {
		return nil
	}
	lessons, err := course.Load(ctx, s.config.Course)
	if err != nil {
		return err
	}
	s.engine.Teach(lessons)
	return nil
}

// ReloadCourse reads the course's file anew, while viewers stay. A course that does
// not fit changes nothing: why is logged, and the one before is kept.
func (s *Server) ReloadCourse(ctx context.Context) {
	if err := s.readCourse(ctx); err != nil {
		slog.Error("course not reloaded, the one before is kept", "file", s.config.Course, "err", err)
		return
	}
	slog.Info("course reloaded", "file", s.config.Course)
}
