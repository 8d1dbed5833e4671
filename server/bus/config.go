package bus

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/nats-io/nats.go"
)

// Config is how to reach NATS.
type Config struct {
	Servers     string // addresses between commas, such as nats://host:4222; empty for no bus
	Credentials string // a file of a user's JWT and seed, or of a seed alone
	CA          string // a file of the authorities that vouch for the servers; those of the system if empty
	Certificate string // files of a client's certificate and of its key, with a comma between
}

// Check says why servers can't be addresses of NATS servers.
func Check(servers string) error {
	for address := range strings.SplitSeq(servers, ",") {
		u, err := url.Parse(strings.TrimSpace(address))
		if err != nil || u.Host == "" || u.Hostname() == "" || (u.Scheme != "nats" && u.Scheme != "tls") {
			return fmt.Errorf("%q is not nats://host:port or tls://host:port", Brief(address))
		}
	}
	return nil
}

// Brief is servers without the passwords and tokens in them, for the log.
func Brief(servers string) string {
	all := strings.Split(servers, ",")
	for i, address := range all {
		scheme, rest, found := strings.Cut(address, "://")
		if at := strings.LastIndex(rest, "@"); found && at >= 0 {
			all[i] = scheme + "://…" + rest[at:]
		} else if !found && strings.Contains(address, "@") {
			all[i] = "…" + address[strings.LastIndex(address, "@"):]
		}
	}
	return strings.Join(all, ",")
}

// CheckFiles says why a text is not so many files that can be read, with commas between.
func CheckFiles(text string, n int) error {
	files := strings.Split(text, ",")
	if len(files) != n {
		return fmt.Errorf("%q is not %d files with a comma between", text, n)
	}
	for _, file := range files {
		if _, err := os.ReadFile(file); err != nil {
			return fmt.Errorf("%q can't be read: %w", file, errors.Unwrap(err))
		}
	}
	return nil
}

// options are those of the connection.
func (c Config) options() ([]nats.Option, error) {
	all := []nats.Option{
		nats.Name("downhill"), nats.NoEcho(),
		nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.IgnoreAuthErrorAbort(),
		nats.Timeout(connectTime), nats.ReconnectWait(againAfter), nats.ReconnectJitter(againAfter, againAfter),
		nats.PingInterval(pingEvery), nats.MaxPingsOutstanding(mostPings),
		nats.FlusherTimeout(writeTime),
		nats.ReconnectBufSize(-1), // what is said while nobody hears it is old by then
	}
	if c.CA != "" {
		all = append(all, nats.RootCAs(c.CA))
	}
	if c.Certificate != "" {
		certificate, key, _ := strings.Cut(c.Certificate, ",")
		all = append(all, nats.ClientCert(certificate, key))
	}
	if c.Credentials != "" {
		option, err := credentials(c.Credentials)
		if err != nil {
			return nil, err
		}
		all = append(all, option)
	}
	return all, nil
}

// credentials are those of a file: of a user's JWT and seed, or of a seed alone.
func credentials(file string) (nats.Option, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if bytes.Contains(text, []byte("BEGIN NATS USER JWT")) {
		return nats.UserCredentials(file), nil
	}
	return nats.NkeyOptionFromSeed(file)
}
