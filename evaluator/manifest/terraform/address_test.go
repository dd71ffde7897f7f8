package terraform

import "testing"

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]address{
		"aws_ecs_service.web":                       {resource: "aws_ecs_service.web"},
		"aws_ecs_service.web[0].id":                 {resource: "aws_ecs_service.web", key: "0", attribute: "id"},
		`aws_ecs_service.web["a.b[c]"].id`:          {resource: "aws_ecs_service.web", key: `"a.b[c]"`, attribute: "id"},
		`aws_ecs_service.web["say \"hi\""]`:         {resource: "aws_ecs_service.web", key: `"say \"hi\""`},
		`module.a["x"].module.b[1].data.t.n.arn`:    {module: `module.a["x"].module.b[1]`, resource: "data.t.n", attribute: "arn"},
		"data.aws_ecs_task_definition.web.revision": {resource: "data.aws_ecs_task_definition.web", attribute: "revision"},
		"module.a.arn":                              {module: "module.a", attribute: "arn"},
		"module.a":                                  {module: "module.a"},
		"local":                                     {attribute: "local"},
		"":                                          {},
		"a[":                                        {attribute: "a"},
		`a["`:                                       {attribute: "a"},
		"..":                                        {resource: "."},
	} {
		if got := parseAddress(text); got != want {
			t.Errorf("%s: got %+v, want %+v", text, got, want)
		}
	}
}

func TestParentModule(t *testing.T) {
	for module, want := range map[string]struct {
		parent string
		call   step
	}{
		"module.a":                    {"", step{name: "a"}},
		`module.a["x.y"].module.b[0]`: {`module.a["x.y"]`, step{name: "b", key: "0"}},
		"module.a.module.b.module.c":  {"module.a.module.b", step{name: "c"}},
		"":                            {"", step{}},
	} {
		parent, call := parentModule(module)
		if parent != want.parent || call != want.call {
			t.Errorf("%s: got %q, %+v", module, parent, call)
		}
	}
}
