package main_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	main "github.com/ecsgate/ecsgate/evaluator/live/ecstest/cmd/ecstest"
)

func fixture() string {
	return filepath.Join("..", "..", "..", "..", "..", "fixtures", "state", "shop.json")
}

// TestServe serves, answers, and ends when it is interrupted.
func TestServe(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	stdout, writer := io.Pipe()
	var stderr bytes.Buffer
	code := make(chan int)
	go func() {
		code <- main.Run(ctx, []string{"--state", fixture(), "--listen", "127.0.0.1:0", "--log", "--deny", "ecs:ListServices", "--page", "1"}, writer, &stderr)
	}()
	lines := bufio.NewScanner(stdout)
	lines.Scan()
	url, ok := strings.CutPrefix(lines.Text(), "export AWS_ENDPOINT_URL=")
	if !ok {
		t.Fatalf("first line %q", lines.Text())
	}
	go func() { _, _ = io.Copy(io.Discard, stdout) }()
	for action, want := range map[string]string{
		"ListClusters": `"nextToken"`,
		"ListServices": "AccessDeniedException",
	} {
		if got := ask(t, url, action); !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s in it", action, got, want)
		}
	}
	interrupt()
	if got := <-code; got != 0 {
		t.Errorf("exit code %d: %s", got, stderr.String())
	}
	if got, want := stderr.String(), "eu-west-1 ecs:ListServices {} AccessDeniedException\n"; !strings.Contains(got, want) {
		t.Errorf("log:\n%s\nwant in it:\n%s", got, want)
	}
}

// ask sends a request as the AWS CLI would, and returns the answer's body.
func ask(t *testing.T, url, action string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20261126/eu-west-1/ecs/aws4_request, Signature=0")
	request.Header.Set("X-Amz-Target", "AmazonEC2ContainerServiceV20141113."+action)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		arguments []string
		code      int
		stderr    string
	}{
		{"no state", nil, 2, "ecstest: --state is required\n"},
		{"no such flag", []string{"--stat", "x"}, 2, "flag provided but not defined: -stat\n"},
		{"an argument", []string{"--state", fixture(), "x"}, 2, "ecstest: unexpected argument \"x\"\n"},
		{"no such file", []string{"--state", "nowhere.json"}, 1, "ecstest: open nowhere.json: "},
		{"no snapshot", []string{"--state", "run_test.go"}, 1, "ecstest: "},
		{"no address", []string{"--state", fixture(), "--listen", "127.0.0.1:x"}, 1, "ecstest: listen tcp: "},
		{"help", []string{"--help"}, 0, "Usage of ecstest:\n"},
	}
	for _, test := range tests {
		var stdout, stderr bytes.Buffer
		code := main.Run(t.Context(), test.arguments, &stdout, &stderr)
		if code != test.code || !strings.HasPrefix(stderr.String(), test.stderr) {
			t.Errorf("%s: exit code %d, want %d; stderr %q, want %q …", test.name, code, test.code, stderr.String(), test.stderr)
		}
		if stdout.Len() > 0 {
			t.Errorf("%s: stdout %q", test.name, stdout.String())
		}
	}
}
