package main

import (
	"context"
	"net/http"
)

func (v *session) answerBasins(context.Context, request) error           { return errNotFound }
func (s *Server) apiBasins(w http.ResponseWriter, r *http.Request) error { return errNotFound }
