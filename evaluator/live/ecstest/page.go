package ecstest

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// paging is how an action lists: the names of its members and its page sizes.
type paging struct {
	member string
	// limit and token name the parameters; the answer's token has the same name.
	limit, token string
	// usual is the page size of a request that names none, most the greatest.
	usual, most int
}

// pageFaults are what faults do to pages.
type pageFaults struct {
	// size caps every page; 0 does not.
	size int
	// truncated gives the first page a token that leads nowhere.
	truncated bool
}

// listed answers one page of a list.
func listed[T any](c *call, p paging, items []T, write func(T) any) (object, error) {
	from, err := c.pageStart(p, len(items))
	if err != nil {
		return nil, err
	}
	size, err := c.pageSize(p)
	if err != nil {
		return nil, err
	}
	to := min(from+size, len(items))
	written := make([]any, 0, to-from)
	for _, item := range items[from:to] {
		written = append(written, write(item))
	}
	answer := object{p.member: written}
	if to < len(items) || c.pages.truncated {
		answer[p.token] = pageToken(c.action, to)
	}
	return answer, nil
}

// pageStart reads the token that a request carries.
func (c *call) pageStart(p paging, total int) (int, error) {
	token := c.parameters.text(p.token)
	if token == "" {
		return 0, nil
	}
	plain, err := base64.RawURLEncoding.DecodeString(token)
	action, number, _ := strings.Cut(string(plain), " ")
	from, numberErr := strconv.Atoi(number)
	if c.pages.truncated || err != nil || numberErr != nil || action != c.action || from < 0 || from > total {
		return 0, c.protocol.badToken.because("The %s is invalid or has expired.", p.token)
	}
	return from, nil
}

func (c *call) pageSize(p paging) (int, error) {
	size, given := c.parameters.number(p.limit)
	// A limit of 0 is the usual one where the member is a plain number (Step
	// Functions, ListStateMachines: "The default is 100").
	if !given || size == 0 {
		size = p.usual
	}
	if size < 1 || size > p.most {
		return 0, c.invalid("%s must be between 1 and %d.", p.limit, p.most)
	}
	if c.pages.size > 0 {
		size = min(size, c.pages.size)
	}
	return size, nil
}

// pageToken writes a token. What is in it is nobody's business but ours.
func pageToken(action string, next int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s %d", action, next))
}

// itself writes a string of a list as it is.
func itself(s string) any { return s }
