package manifest

import (
	"bytes"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/terraform"
)

const advicePlan = `give the plan, as "terraform show -json PLANFILE" prints it`

func readTerraformPlan(s source) evaluator.Change { return terraform.ReadPlan(s.root, s.file.Name) }

func readTerraformConfiguration(s source) evaluator.Change {
	return terraform.ReadConfiguration(s.root, s.file.Name, s.beside)
}

func isTerraformHCL(file File) bool { return terraform.RecogniseHCL(file.Name, file.Data) }

// readTerraformHCL passes over what a walk found where nothing in it could cause
// an operation: it need not even be parsed.
func readTerraformHCL(s source) evaluator.Change {
	if !s.asserted() && !terraform.MayDeclare(s.file.Data) {
		return evaluator.Change{}
	}
	return terraform.ReadHCL(s.file.Data, s.file.Name, s.beside)
}

// beside reads another file for a reader that is a room of its own.
func (s source) beside(name string) ([]byte, error) {
	file, err := s.sibling(name)
	return file.Data, err
}

// isBinaryPlan knows what "terraform plan -out" writes: a zip archive whose first
// entry is the plan.
func isBinaryPlan(file File) bool {
	return bytes.HasPrefix(file.Data, []byte("PK\x03\x04")) && bytes.Contains(file.Data, []byte("tfplan"))
}

func readBinaryPlan(s source) evaluator.Change {
	return s.failure(&document.Node{}, "this is a binary Terraform plan; %s", advicePlan)
}

// isPlanStream knows what "terraform plan -json" prints: messages, one a line,
// of which none says what was planned as a whole.
func isPlanStream(file File) bool {
	line, _, _ := bytes.Cut(bytes.TrimLeft(file.Data, " \t\r\n\ufeff"), []byte("\n"))
	return bytes.HasPrefix(line, []byte("{")) && bytes.Contains(line, []byte(`"@level"`)) && bytes.Contains(line, []byte(`"terraform.ui"`))
}

func readPlanStream(s source) evaluator.Change {
	return s.failure(&document.Node{}, "these are the messages of \"terraform plan -json\", and no plan; %s", advicePlan)
}
