package bus

import (
	"fmt"
	"net/url"
	"strconv"
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
		if err != nil || u.Host == "" || u.Hostname() == "" || (u.Scheme != "nats" && u.Scheme != "tls") || !isPort(u.Port()) || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
			return fmt.Errorf("%q is not nats://host:port or tls://host:port", Brief(address))
		}
	}
	return nil
}

// isPort reports whether a text is a port, or empty for the usual one.
func isPort(text string) bool {
	port, err := strconv.ParseUint(text, 10, 16)
	return text == "" || (err == nil && port > 0)
}

// HasUser reports whether a server's address names a user, by a password or a token.
func (c Config) HasUser() bool { return strings.Contains(c.Servers, "@") }

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
