package policykit_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/policykit"
)

func TestMisfit(t *testing.T) {
	ofRSA, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	p256, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	must(t, err)
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	sec1, err := x509.MarshalECPrivateKey(p256)
	must(t, err)
	// openssl ecparam writes what names the curve before the key.
	parameters := inPEM("EC PARAMETERS", []byte{6, 8, 42, 134, 72, 206, 61, 3, 1, 7})
	for _, test := range []struct{ name, text, algorithm, kind, fitting string }{
		{"RSA as it should be", private(t, ofRSA), "PS512", "", ""},
		{"RSA in PKCS #1", inPEM("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(ofRSA)), "ES256", "RSA", "RS256"},
		{"a public RSA key in PKCS #1", inPEM("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&ofRSA.PublicKey)), "ES256", "RSA", "RS256"},
		{"a public RSA key", public(t, ofRSA), "ES256", "RSA", "RS256"},
		{"EC as it should be", private(t, p256), "ES256", "", ""},
		{"EC", private(t, p256), "RS256", "EC", "ES256"},
		{"EC in SEC 1", parameters + inPEM("EC PRIVATE KEY", sec1), "PS256", "EC", "ES256"},
		{"a public EC key of a longer curve", public(t, p384), "RS256", "EC", "ES384"},
		{"a key of another kind", private(t, edwards), "RS256", "", ""},
		{"a secret", "a secret", "ES256", "", ""},
		{"a key for a secret", private(t, p256), "HS256", "", ""},
		{"no algorithm", private(t, p256), "", "", ""},
	} {
		if kind, fitting := policykit.Misfit([]byte(test.text), test.algorithm); kind != test.kind || fitting != test.fitting {
			t.Errorf("%s: got %q, %q, want %q, %q", test.name, kind, fitting, test.kind, test.fitting)
		}
	}
}

func inPEM(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func private(t *testing.T, key crypto.Signer) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	return inPEM("PRIVATE KEY", der)
}

func public(t *testing.T, key crypto.Signer) string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	must(t, err)
	return inPEM("PUBLIC KEY", der)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
