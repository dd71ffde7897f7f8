// Package pattern holds back the compiling of regular expressions. A run uses
// few of the many that tell kinds of files apart; compiling all of them would
// delay the start of every one.
package pattern

import (
	"regexp"
	"sync"
)

// Lazily compiles an expression when it is first used. Like regexp.MustCompile it
// is for expressions that stand in the program.
func Lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
