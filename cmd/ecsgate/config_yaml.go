package main

import (
	"encoding/json"
	"strings"
	"time"
)

// object writes pairs of a name and a value as a flow mapping of YAML, without
// those that have no value.
func object(pairs ...string) string {
	var parts []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			parts = append(parts, pairs[i]+": "+pairs[i+1])
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// flow writes texts as a flow sequence of YAML; none is "".
func flow(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	parts := make([]string, len(texts))
	for i, text := range texts {
		parts[i] = quoted(text)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// quoted writes a text so that YAML takes it for one; "" stays.
func quoted(text string) string {
	plain := strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./*=") == ""
	letter := text != "" && (text[0]|0x20 >= 'a' && text[0]|0x20 <= 'z')
	switch strings.ToLower(text) {
	case "":
		return ""
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		plain = false
	}
	if plain && letter {
		return text
	}
	return asJSON(text)
}

func asJSON(value any) string {
	text, err := json.Marshal(value)
	if err != nil || string(text) == "null" {
		return ""
	}
	return string(text)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
