package cloudformation_test

import (
	"math/rand"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
)

// FuzzMutate changes the trees of the fixtures where bytes seldom reach: parts
// swapped, dropped, emptied, wrapped in conditions and tagged as functions that
// do not take them. Whatever results, nothing that sends a request is dropped.
func FuzzMutate(f *testing.F) {
	roots, parts := fixtureTrees(f)
	for seed := range int64(500) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed int64) {
		random := rand.New(rand.NewSource(seed))
		root := clone(roots[random.Intn(len(roots))])
		nodes := gather(root, nil)
		for range 1 + random.Intn(6) {
			mutate(random, nodes[1+random.Intn(len(nodes)-1)], parts)
		}
		change := cloudformation.Read(root, "mutated", nil, nil)
		checkInvariants(t, change)
		checkMarks(t, change)
		checkNothingDropped(t, root, change)
	})
}

func mutate(random *rand.Rand, n *document.Node, parts []*document.Node) {
	other := clone(parts[random.Intn(len(parts))])
	tags := strings.Fields("Ref Sub If Join Select Split GetAtt FindInMap ToJsonString Transform Base64 Length Foo")
	switch random.Intn(6) {
	case 0:
		*n = *other
	case 1:
		*n = document.Node{}
	case 2:
		n.Tag = "!" + tags[random.Intn(len(tags))]
	case 3:
		this, condition := *n, string(rune('A'+random.Intn(9)))
		*n = document.Node{Kind: document.Sequence, Tag: "!If", Items: []*document.Node{
			{Kind: document.String, Text: condition}, &this, other,
		}}
	case 4:
		n.Fields = n.Fields[:random.Intn(len(n.Fields)+1)]
	case 5:
		n.Items = n.Items[:random.Intn(len(n.Items)+1)]
	}
}

// checkNothingDropped checks that every resource of ECS that no condition can
// take away is an operation, unless something in the template is a failure.
func checkNothingDropped(t *testing.T, root *document.Node, change evaluator.Change) {
	t.Helper()
	resources := root.Get("Resources")
	if resources == nil || len(change.Failures) > 0 {
		return
	}
	reported := func(id string) bool {
		for _, op := range change.Operations {
			if strings.HasPrefix(op.Path+".", "Resources."+id+".") {
				return true
			}
		}
		return false
	}
	for _, f := range resources.Fields {
		switch f.Value.Get("Type").Str() {
		case "AWS::ECS::Service", "AWS::ECS::TaskSet", "AWS::ECS::TaskDefinition":
			if !f.Value.Has("Condition") && !strings.HasPrefix(f.Name, "Fn::") && !reported(f.Name) {
				t.Errorf("%s was dropped in silence", f.Name)
			}
		}
	}
}

func fixtureTrees(f *testing.F) (roots, parts []*document.Node) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		if !strings.HasSuffix(file, ".golden.json") {
			roots = append(roots, parse(f, file))
			parts = gather(roots[len(roots)-1], parts)
		}
	}
	return roots, parts
}

func gather(n *document.Node, nodes []*document.Node) []*document.Node {
	if n == nil {
		return nodes
	}
	nodes = append(nodes, n)
	for _, f := range n.Fields {
		nodes = gather(f.Value, nodes)
	}
	for _, item := range n.Items {
		nodes = gather(item, nodes)
	}
	return nodes
}

func clone(n *document.Node) *document.Node {
	if n == nil {
		return nil
	}
	c := *n
	c.Fields, c.Items = nil, nil
	for _, f := range n.Fields {
		c.Fields = append(c.Fields, document.Field{Name: f.Name, Value: clone(f.Value), Position: f.Position})
	}
	for _, item := range n.Items {
		c.Items = append(c.Items, clone(item))
	}
	return &c
}
