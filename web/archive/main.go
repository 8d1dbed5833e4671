// Command archive packs a folder into one archive beside it, with the folder's
// name: a zip for Windows, else a compressed tar. The same files give the same
// bytes: names are in order, and times and owners are left out.
package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: archive FOLDER")
		os.Exit(2)
	}
	if err := pack(filepath.Clean(os.Args[1])); err != nil {
		fmt.Fprintln(os.Stderr, "archive:", err)
		os.Exit(1)
	}
}

// pack writes the archive of a folder of files.
func pack(folder string) error {
	name, write := folder+".tar.gz", writeTar
	if strings.Contains(filepath.Base(folder), "-windows-") {
		name, write = folder+".zip", writeZip
	}
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(folder) // in the order of their names
	if err != nil {
		return err
	}
	if err := write(out, folder, entries); err != nil {
		return err
	}
	return out.Close()
}

// mode is a file's rights: what can be run stays so.
func mode(name string) int64 {
	if base := strings.TrimSuffix(path.Base(name), ".exe"); base == "downhill" {
		return 0o755
	}
	return 0o644
}

func writeTar(out io.Writer, folder string, entries []os.DirEntry) error {
	zipped, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	w := tar.NewWriter(zipped)
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return err
		}
		name := path.Join(filepath.Base(folder), e.Name())
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: mode(name), Size: int64(len(data)), ModTime: time.Unix(0, 0)}); err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return zipped.Close()
}

func writeZip(out io.Writer, folder string, entries []os.DirEntry) error {
	w := zip.NewWriter(out)
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return err
		}
		header := &zip.FileHeader{Name: path.Join(filepath.Base(folder), e.Name()), Method: zip.Deflate}
		header.SetMode(os.FileMode(mode(header.Name)))
		part, err := w.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := part.Write(data); err != nil {
			return err
		}
	}
	return w.Close()
}
