package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// An archive holds the files below the folder's name, the program can be run, and
// the same files give the same bytes whenever they were written.
func TestPack(t *testing.T) {
	for system, suffix := range map[string]string{"linux-amd64": ".tar.gz", "windows-amd64": ".zip"} {
		var before []byte
		for _, when := range []time.Time{time.Unix(1e9, 0), time.Unix(2e9, 0)} {
			folder := filepath.Join(t.TempDir(), "downhill-v1-"+system)
			if err := os.Mkdir(folder, 0o700); err != nil {
				t.Fatal(err)
			}
			for name, text := range map[string]string{"downhill": "program", "LICENSE": "text"} {
				file := filepath.Join(folder, name)
				if err := errors.Join(os.WriteFile(file, []byte(text), 0o600), os.Chtimes(file, when, when)); err != nil {
					t.Fatal(err)
				}
			}
			if err := pack(folder); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(folder + suffix)
			if err != nil {
				t.Fatal(err)
			}
			if before != nil && !bytes.Equal(before, data) {
				t.Errorf("%s: the same files give other bytes", system)
			}
			before = data
		}
		read := readTar
		if suffix == ".zip" {
			read = readZip
		}
		files := read(t, before)
		for name, want := range map[string]file{"downhill": {"program", 0o755}, "LICENSE": {"text", 0o644}} {
			if got := files["downhill-v1-"+system+"/"+name]; got != want {
				t.Errorf("%s: %s is %+v, not %+v", system, name, got, want)
			}
		}
	}
}

// A file is what an archive holds of one.
type file struct {
	text string
	mode os.FileMode
}

func readTar(t *testing.T, data []byte) map[string]file {
	t.Helper()
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]file{}
	for r := tar.NewReader(unzipped); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[h.Name] = file{string(text), h.FileInfo().Mode()}
	}
}

func readZip(t *testing.T, data []byte) map[string]file {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]file{}
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = file{string(text), f.Mode()}
	}
	return files
}
