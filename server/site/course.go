package site

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"downhill/server/course"
)

// readCourse reads the course's file, if there is one, and tells it.
func (s *Server) readCourse(ctx context.Context) error {
	if s.config.Course == "" {
		return nil
	}
	lessons, err := course.Load(ctx, s.config.Course)
	if err != nil {
		return fmt.Errorf("--course: %w", err)
	}
	s.engine.Teach(lessons)
	return nil
}

// ReloadCourse reads the course's file anew, while viewers stay. A course that does
// not fit changes nothing: why is logged, and the one before is kept.
func (s *Server) ReloadCourse(ctx context.Context) {
	lessons, err := course.Load(ctx, s.config.Course)
	if err != nil {
		slog.Error("course not reloaded, the one before is kept", "err", strings.ReplaceAll(err.Error(), "\n", "; "))
		return
	}
	s.engine.TeachAnew(lessons)
	slog.Info("course reloaded", "file", s.config.Course, "lessons", len(lessons.Presets()))
}
