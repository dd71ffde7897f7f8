package policykit

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
)

// Misfit says what kind of key a text in PEM is, EC or RSA, and the algorithm that it
// most likely is for, where it can not be for the given one; else "".
func Misfit(text []byte, algorithm string) (kind, fitting string) {
	kind, fitting = keyOf(text)
	family := map[string]string{"RS": "RSA", "PS": "RSA", "ES": "EC"}[algorithm[:min(2, len(algorithm))]]
	if family == "" || fitting == "" || kind == family {
		return "", ""
	}
	return kind, fitting
}

func keyOf(text []byte) (kind, algorithm string) {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		switch key := parseKey(block.Bytes).(type) {
		case *rsa.PrivateKey, *rsa.PublicKey:
			return "RSA", DefaultAlgorithm
		case *ecdsa.PrivateKey:
			return "EC", algorithmOf(&key.PublicKey)
		case *ecdsa.PublicKey:
			return "EC", algorithmOf(key)
		}
	}
	return "", ""
}

// parseKey reads a key in any of the forms that PEM has for it, or returns nil.
func parseKey(der []byte) any {
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		return key
	}
	if key, err := x509.ParsePKIXPublicKey(der); err == nil {
		return key
	}
	if key, err := x509.ParseECPrivateKey(der); err == nil {
		return key
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key
	}
	if key, err := x509.ParsePKCS1PublicKey(der); err == nil {
		return key
	}
	if certificate, err := x509.ParseCertificate(der); err == nil {
		return certificate.PublicKey
	}
	return nil
}

// algorithmOf is the one of the ES algorithms for a curve, or "".
func algorithmOf(key *ecdsa.PublicKey) string {
	return map[int]string{256: "ES256", 384: "ES384", 521: "ES512"}[key.Curve.Params().BitSize]
}
