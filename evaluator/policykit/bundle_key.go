package policykit

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/keys"
)

// keyID is the name that opa build gives a key, too, when nobody names it.
const keyID = "default"

// DefaultAlgorithm is that of opa build.
const DefaultAlgorithm = "RS256"

// SigningKey is a private key, or a secret, in a file.
type SigningKey struct {
	File, Algorithm string
	Text            []byte
}

// config hands a private key over as text. A secret OPA reads from its file: it
// would take the text for the name of one.
func (k *SigningKey) config() *bundle.SigningConfig {
	for block, rest := pem.Decode(k.Text); block != nil; block, rest = pem.Decode(rest) {
		if strings.HasSuffix(block.Type, "PRIVATE KEY") { // others, such as EC PARAMETERS, may stand before it
			return bundle.NewSigningConfig(string(pem.EncodeToMemory(block)), k.Algorithm, "")
		}
	}
	return bundle.NewSigningConfig(k.File, k.Algorithm, "")
}

// VerificationKey is the key that a bundle must be signed with: the public one, or
// the secret.
type VerificationKey struct {
	Text, Algorithm string
}

func (k *VerificationKey) config() *bundle.VerificationConfig {
	public := map[string]*bundle.KeyConfig{keyID: {Key: k.Text, Algorithm: k.Algorithm}}
	return bundle.NewVerificationConfig(public, keyID, "", nil)
}

// CheckKey refuses an algorithm that OPA does not know, and a key that does not go
// with it: a public key taken for a secret would let everybody sign.
func CheckKey(text []byte, algorithm string) error {
	isPEM := bytes.Contains(text, []byte("-----BEGIN "))
	switch {
	case !keys.IsSupportedAlgorithm(algorithm):
		return fmt.Errorf("no algorithm %q: there are RS256, PS256, ES256 and HS256, each with 384 and 512, too", algorithm)
	case len(bytes.TrimSpace(text)) == 0:
		return errors.New("the key is empty")
	case strings.HasPrefix(algorithm, "HS") && isPEM:
		return fmt.Errorf("%s signs with a secret, and this is a key in PEM", algorithm)
	case !strings.HasPrefix(algorithm, "HS") && !isPEM:
		return fmt.Errorf("%s needs a key in PEM (-----BEGIN …)", algorithm)
	}
	return nil
}
