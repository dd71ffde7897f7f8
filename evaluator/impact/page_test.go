package impact_test

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"context"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

// TestPageNeedsNothing: no address, no script, no style but its own.
func TestPageNeedsNothing(t *testing.T) {
	page := write(t, "html", of(t, shop(t), "web", "web:41"), options())
	for _, forbidden := range []string{"<script", "<link", "<img", "<iframe", "<object", "http:", "https:", "url(", "@import", " src=", " style=", "javascript:"} {
		if strings.Contains(page, forbidden) {
			t.Errorf("the page has %s", forbidden)
		}
	}
	if handler := regexp.MustCompile(`<[^>]*\son[a-z]+=`).FindString(page); handler != "" {
		t.Errorf("the page has a handler: %s", handler)
	}
	_, style, _ := strings.Cut(page, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	sum := sha256.Sum256([]byte(style))
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	got := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)
	if got == nil || html.UnescapeString(got[1]) != want {
		t.Errorf("got the policy %q, want %q", got, want)
	}
}

// box is a rectangle of the drawing.
type box struct{ x, y, w, h int }

func (b box) overlaps(c box) bool {
	return b.x < c.x+c.w && c.x < b.x+b.w && b.y < c.y+c.h && c.y < b.y+b.h
}

// boxes finds the rectangles of one class.
func boxes(t *testing.T, page, class string) []box {
	t.Helper()
	var list []box
	pattern := `<g class="` + class + `[^"]*">(?:<title>[^<]*</title>)?<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"`
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(page, -1) {
		var n [4]int
		for at := range n {
			n[at], _ = strconv.Atoi(match[at+1])
		}
		list = append(list, box{n[0], n[1], n[2], n[3]})
	}
	return list
}

// TestDrawing checks what can be seen: every holder has its place, nothing covers
// anything else, nothing lies outside.
func TestDrawing(t *testing.T) {
	x := evaluator.NewIndex(crowd())
	for _, test := range []struct {
		name    string
		impacts []*impact.Impact
		chips   int
	}{
		{"family of 8", of(t, shop(t), "web"), 8},
		{"revision", of(t, shop(t), "nightly-report:14"), 2},
		{"nothing holds it", of(t, shop(t), "web:42"), 0},
		{"family of 200", of(t, x, crowdFamily), 200},
		{"revision of 200", of(t, x, crowdFamily+":240"), 84},
		{"hostile", []*impact.Impact{hostileImpact(hostile)}, 3 * len(hostile)},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := write(t, "html", test.impacts, options())
			size := regexp.MustCompile(`viewBox="0 0 (\d+) (\d+)"`).FindStringSubmatch(page)
			width, _ := strconv.Atoi(size[1])
			height, _ := strconv.Atoi(size[2])
			if width > 1172 {
				t.Errorf("the drawing is %d wide: more than a window of 1280 shows", width)
			}
			chips := boxes(t, page, "chip")
			if len(chips) != test.chips {
				t.Errorf("got %d chips, want %d", len(chips), test.chips)
			}
			for _, class := range []string{"chip", "group", "revision", "family"} {
				list := boxes(t, page, class)
				for at, b := range list {
					if b.x < 0 || b.y < 0 || b.w <= 0 || b.h <= 0 || b.x+b.w > width || b.y+b.h > height {
						t.Errorf("%s %v lies outside %dx%d", class, b, width, height)
					}
					for _, c := range list[:at] {
						if b.overlaps(c) {
							t.Errorf("%s %v covers %v", class, b, c)
						}
					}
				}
			}
		})
	}
}

// TestChromium loads the pages where there is a browser: what its policy forbids,
// and what it does not understand, it says in its console.
func TestChromium(t *testing.T) {
	browser := findBrowser(t)
	x := evaluator.NewIndex(crowd())
	for name, impacts := range map[string][]*impact.Impact{
		"shop":    of(t, shop(t), "web", "web:41"),
		"crowd":   of(t, x, crowdFamily),
		"hostile": {hostileImpact(hostile)},
	} {
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, []byte(write(t, "html", impacts, options())), 0o644); err != nil {
			t.Fatal(err)
		}
		dom, console := load(t, browser, file)
		if !strings.Contains(dom, "<svg") || !strings.Contains(dom, "</footer>") || strings.Contains(dom, "<script") || strings.Contains(dom, "<img") {
			t.Errorf("%s: the browser reads another page: %.2000s", name, dom)
		}
		if console != "" {
			t.Errorf("%s: the browser complains: %s", name, console)
		}
	}
}

func findBrowser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no browser")
	return ""
}

// load returns the document that the browser makes of a file, and what it says in
// its console. No host has an address.
func load(t *testing.T, browser, file string) (dom, console string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
		"--user-data-dir="+t.TempDir(), "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", "file://"+file)
	var out, diagnostics strings.Builder
	command.Stdout, command.Stderr = &out, &diagnostics
	if err := command.Run(); err != nil {
		t.Fatalf("%v\n%s", err, diagnostics.String())
	}
	for line := range strings.Lines(diagnostics.String()) {
		if strings.Contains(line, "CONSOLE") {
			console += line
		}
	}
	return out.String(), console
}
