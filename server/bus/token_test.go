package bus_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"testing"
	"time"

	"downhill/server/bus"

	"github.com/nats-io/nkeys"
)

// A keyed is an operator, an account or a user of NATS: who is known by a key and vouched
// for by a token.
type keyed struct {
	pair  nkeys.KeyPair
	name  string // its public key
	token string
}

// vouched is one of a kind for whom another vouches; an operator does for itself. Tokens
// are JSON web tokens as NATS reads them: version 2, signed by Ed25519.
func vouched(t *testing.T, kind string, create func() (nkeys.KeyPair, error), by *keyed) *keyed {
	t.Helper()
	pair, err := create()
	if err != nil {
		t.Fatal(err)
	}
	k := &keyed{pair: pair}
	if k.name, err = pair.PublicKey(); err != nil {
		t.Fatal(err)
	}
	if by == nil {
		by = k
	}
	limits := map[string]any{"subs": -1, "data": -1, "payload": -1} // without them nothing is allowed
	account := map[string]any{"imports": -1, "exports": -1, "wildcards": true, "conn": -1, "leaf": -1}
	is := map[string]any{"type": kind, "version": 2}
	switch kind {
	case "account":
		maps.Copy(account, limits)
		is["limits"] = account
	case "user":
		maps.Copy(is, limits)
	}
	claims := map[string]any{"jti": k.name, "iat": time.Now().Unix(), "iss": by.name, "sub": k.name, "name": kind, "nats": is}
	signed := part(t, map[string]any{"typ": "JWT", "alg": "ed25519-nkey"}) + "." + part(t, claims)
	signature, err := by.pair.Sign([]byte(signed))
	if err != nil {
		t.Fatal(err)
	}
	k.token = signed + "." + base64.RawURLEncoding.EncodeToString(signature)
	return k
}

// part is a part of a token.
func part(t *testing.T, of map[string]any) string {
	t.Helper()
	text, err := json.Marshal(of)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// file is a user's file of credentials, as NATS' tools write it.
func (k *keyed) file(t *testing.T) (path string) {
	t.Helper()
	seed, err := k.pair.Seed()
	if err != nil {
		t.Fatal(err)
	}
	return write(t, "user.creds", "-----BEGIN NATS USER JWT-----\n"+k.token+"\n------END NATS USER JWT------\n\n"+
		"-----BEGIN USER NKEY SEED-----\n"+string(seed)+"\n------END USER NKEY SEED------\n")
}

// NATS whose operator vouches for accounts, and these for their users: who has the token of
// one and its seed, from a file, is on the bus, and nobody of an account that it does not know.
func TestTokens(t *testing.T) {
	t.Parallel()
	operator := vouched(t, "operator", nkeys.CreateOperator, nil)
	account := vouched(t, "account", nkeys.CreateAccount, operator)
	user := vouched(t, "user", nkeys.CreateUser, account)
	stranger := vouched(t, "user", nkeys.CreateUser, vouched(t, "account", nkeys.CreateAccount, operator))
	server := newNATS(t, "--config", write(t, "nats.conf",
		fmt.Sprintf("operator: %s\nresolver: MEMORY\nresolver_preload: { %s: %s }\n", operator.token, account.name, account.token)))
	server.start()
	servers := "nats://" + server.addr
	for name, credentials := range map[string]string{"without credentials": "", "by an account that is not known": stranger.file(t)} {
		if open(t, bus.Config{Servers: servers, Credentials: credentials}).Connected() {
			t.Errorf("%s an instance is on the bus", name)
		}
	}
	config := bus.Config{Servers: servers, Credentials: user.file(t)}
	crosses(t, open(t, config), open(t, config))
}
