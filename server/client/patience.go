package client

import "time"

// Patience is how long the tests wait for what must come: long, since a machine may
// be busy with much else. What never comes fails them then.
const Patience = time.Minute
