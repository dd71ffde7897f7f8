// Package policykit is for authors of policies: it runs the tests beside their
// rules, writes the beginning of a rule, and packs rules as an OPA bundle. Files
// are handed in and given back; it reads and writes none itself.
package policykit
