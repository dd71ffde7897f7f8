package live_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestSecondPageFails: a list of which only the first page could be read is no
// list.
func TestSecondPageFails(t *testing.T) {
	t.Parallel()
	for reading, read := range readings {
		sound, err := read(opened(t, endpointOf(t, wholeRegion(t))))
		if err != nil {
			t.Fatal(err)
		}
		for _, action := range actionsCalled(t) {
			_, verb, _ := strings.Cut(action, ":")
			if !strings.HasPrefix(verb, "List") {
				continue
			}
			endpoint := endpointOf(t, wholeRegion(t))
			endpoint.Inject(ecstest.Truncated(action))
			state, err := read(opened(t, endpoint))
			if err != nil {
				t.Fatal(err)
			}
			f := failed{reading, action, []string{"failed ("}, dependents[action][reading]}
			f.check(t, state.Regions[0], sound.Regions[0])
		}
	}
}
