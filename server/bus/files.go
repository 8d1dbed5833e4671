package bus

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
)

// CheckCredentials says why a file holds no credentials; the error names it, as those of
// the checks below do.
func CheckCredentials(file string) error {
	text, err := read(file)
	if err != nil {
		return err
	}
	if _, err = nkeys.ParseDecoratedUserNKey(text); err == nil && hasToken(text) {
		_, err = nkeys.ParseDecoratedJWT(text)
	}
	if err != nil {
		return fmt.Errorf("%q holds neither a user's JWT and seed nor a seed: %w", file, err)
	}
	return nil
}

// CheckCA says why a file holds no authorities.
func CheckCA(file string) error {
	text, err := read(file)
	if err != nil {
		return err
	}
	if !x509.NewCertPool().AppendCertsFromPEM(text) {
		return fmt.Errorf("%q holds no certificate in PEM", file)
	}
	return nil
}

// CheckCertificate says why a text is not a file of a certificate, a comma and one of
// the certificate's key.
func CheckCertificate(files string) error {
	certificate, key, two := strings.Cut(files, ",")
	if !two || certificate == "" || key == "" || strings.Contains(key, ",") {
		return fmt.Errorf("%q is not two files with a comma between, certificate.pem,key.pem", files)
	}
	for _, file := range []string{certificate, key} {
		if _, err := read(file); err != nil {
			return err
		}
	}
	if _, err := tls.LoadX509KeyPair(certificate, key); err != nil {
		return fmt.Errorf("%q is not a certificate and its key: %w", files, err)
	}
	return nil
}

// read is what a file holds; the error names it.
func read(file string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%q can't be read: %w", file, errors.Unwrap(err))
	}
	return text, nil
}

// hasToken reports whether credentials are of a user's JWT and its seed.
func hasToken(text []byte) bool { return bytes.Contains(text, []byte("BEGIN NATS USER JWT")) }

// credentials are those of a file: of a user's JWT and seed, or of a seed alone.
func credentials(file string) (nats.Option, error) {
	text, err := read(file)
	if err != nil {
		return nil, err
	}
	if hasToken(text) {
		return nats.UserCredentials(file), nil
	}
	return nats.NkeyOptionFromSeed(file)
}
