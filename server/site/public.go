package site

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
)

// CheckPublicURL says why a text is not a public URL; the error names it, but for a
// password in it.
func CheckPublicURL(text string) error {
	_, err := Config{PublicURL: text}.public()
	return err
}

// public is the public URL as browsers write it, without a port that goes without
// saying; nil for none.
func (c Config) public() (*url.URL, error) {
	if c.PublicURL == "" {
		return nil, nil
	}
	u, err := url.Parse(strings.TrimSuffix(c.PublicURL, "/"))
	if strings.Contains(c.PublicURL, "@") { // what may be a password is not told again
		return nil, errors.New("a user has no place in what all readers use: it is http://host or https://host")
	}
	if err != nil || u.Host == "" || strings.ContainsAny(c.PublicURL, "?#") || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, fmt.Errorf("%q is not http://host or https://host", c.PublicURL)
	}
	if err := onlyHost(u); err != nil {
		return nil, fmt.Errorf("%q is not http://host or https://host: %w", c.PublicURL, err)
	}
	usual := map[string]string{"http": ":80", "https": ":443"}[u.Scheme]
	return &url.URL{Scheme: u.Scheme, Host: strings.ToLower(strings.TrimSuffix(u.Host, usual))}, nil
}

// onlyHost says what else than a host and a port a URL has, or what they can't be.
func onlyHost(u *url.URL) error {
	_, port, portGiven := strings.Cut(strings.TrimPrefix(u.Host, "["+u.Hostname()+"]"), ":")
	switch {
	case u.Path != "":
		return errors.New("a path goes into --base-path")
	case !isHost(u.Hostname()):
		return fmt.Errorf("%q is neither an address nor the name of a host, letters of other scripts being written as browsers send them, xn--…", u.Hostname())
	case portGiven && (strings.HasPrefix(port, "0") || CheckPort(port) != nil):
		return fmt.Errorf("%q is not a port from 1 to 65535", port)
	}
	return nil
}

// hostName is what the name of a host may be: labels with dots between.
var hostName = regexp.MustCompile(`^([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?\.)*([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)\.?$`)

// isHost reports whether a text is an address without brackets, or the name of a host:
// whose last label is no number, or it would be an address that is none.
func isHost(text string) bool {
	if _, err := netip.ParseAddr(text); err == nil {
		return true
	}
	labels := hostName.FindStringSubmatch(text)
	return labels != nil && len(text) <= 253 && strings.Trim(labels[3], "0123456789") != ""
}
