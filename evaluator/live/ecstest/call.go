package ecstest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// operation answers one action. Its error is an *apiError.
type operation func(*call) (object, error)

// call is one request on its way to the operation that answers it.
type call struct {
	scope
	*Region
	action     string
	parameters Parameters
	now        time.Time
	protocol   protocol
	pages      pageFaults
}

// scope is what all ARNs of one Region have in common.
type scope struct{ partition, region, account string }

// arn writes the ARN of a resource.
func (s scope) arn(service, resource string) string {
	return strings.Join([]string{"arn", s.partition, service, s.region, s.account, resource}, ":")
}

// resource takes the resource out of an ARN of this Region; ok is false for
// other ARNs, and for what is none.
func (s scope) resource(raw, service, kind string) (name string, ok bool) {
	return strings.CutPrefix(raw, s.arn(service, kind))
}

// invalid refuses a parameter as the API of the call does.
func (c *call) invalid(format string, args ...any) *apiError {
	return c.protocol.invalid.because(format, args...)
}

// digest derives what AWS draws at random, so that the same thing has the same
// id in every run.
func digest(parts ...string) [sha256.Size]byte {
	return sha256.Sum256([]byte(strings.Join(parts, "\x00")))
}

// hexID is an id such as a task has.
func hexID(parts ...string) string {
	sum := digest(parts...)
	return hex.EncodeToString(sum[:16])
}

// decimalID is an id of 19 digits such as a deployment has.
func decimalID(parts ...string) string {
	sum := digest(parts...)
	const lowest = 1_000_000_000_000_000_000
	return fmt.Sprint(lowest + binary.BigEndian.Uint64(sum[:8])%lowest)
}

// uuid is an id such as a stack has.
func uuid(parts ...string) string {
	id := hexID(parts...)
	return strings.Join([]string{id[:8], id[8:12], id[12:16], id[16:20], id[20:]}, "-")
}
