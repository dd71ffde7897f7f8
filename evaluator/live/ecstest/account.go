package ecstest

import (
	"maps"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Account is the fake account: its Regions by name.
type Account struct {
	ID        string
	Partition string
	// Now is the time in the account. It stands still, and is what registrations
	// and deregistrations are dated with.
	Now     time.Time
	Regions map[string]*Region
}

// Region is what one Region of an account holds. A Region that is not in the
// account answers like one that is not enabled.
type Region struct {
	Families []evaluator.Family
	Clusters []evaluator.Cluster
	// Services are those of ECS. Their Sources and RollbackTargets are not read:
	// ECS says these by ServiceDeployments, CodeDeploy by Applications.
	Services           []evaluator.Service
	ServiceDeployments []ServiceDeployment

	// Tasks run and are to run; StoppingTasks still run although they are to stop
	// (desiredStatus STOPPED); StoppedTasks have stopped.
	Tasks         []evaluator.Tasks
	StoppingTasks []evaluator.Tasks
	StoppedTasks  []evaluator.Tasks

	// Buses are the event buses beside "default", which is always there.
	Buses         []string
	Rules         []Rule
	Schedules     []Schedule
	Pipes         []Pipe
	StateMachines []StateMachine
	Stacks        []Stack
	Applications  []Application
}

// ServiceDeployment is one entry of a service's history of deployments. The
// history of a service is newest first.
type ServiceDeployment struct {
	Cluster string
	Service string
	// Status is a ServiceDeploymentStatus such as IN_PROGRESS or SUCCESSFUL.
	Status    string
	CreatedAt time.Time
	Target    evaluator.RevisionID
	// Sources are the revisions that it replaces or replaced.
	Sources []evaluator.RevisionID
}

// Rule is a rule of EventBridge.
type Rule struct {
	// Bus is empty for the bus "default".
	Bus  string
	Name string
	// State is ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS.
	State   string
	Targets []RuleTarget
}

// RuleTarget is one target of a rule. TaskDefinition is empty where the target
// is no ECS task.
type RuleTarget struct {
	ID             string
	ARN            string
	TaskDefinition string
}

// Schedule is a schedule of EventBridge Scheduler.
type Schedule struct {
	// Group is empty for the group "default".
	Group      string
	Name       string
	State      string
	Expression string
	Timezone   string
	// EndDate is zero where the schedule has none.
	EndDate time.Time
	// TargetARN is a cluster with TaskDefinition, or a universal target
	// (arn:aws:scheduler:::aws-sdk:ecs:runTask) with Input.
	TargetARN      string
	TaskDefinition string
	Input          string
}

// Pipe is a pipe of EventBridge Pipes.
type Pipe struct {
	Name         string
	DesiredState string
	TargetARN    string
	// TaskDefinition is an ARN or a JSON path.
	TaskDefinition string
}

// StateMachine is a state machine of Step Functions.
type StateMachine struct {
	Name string
	// Type is STANDARD, also when empty, or EXPRESS.
	Type       string
	Definition string
	// Updated is since when that is the definition; zero: now.
	Updated    time.Time
	Versions   []Version
	Aliases    []Alias
	Executions []Execution
}

// Version is a published version: a copy of the definition that never changes.
type Version struct {
	Number     int
	Definition string
}

// Alias routes to one version or to two.
type Alias struct {
	Name     string
	Versions []int
}

// Execution is one execution. It keeps the definition that it was started with.
type Execution struct {
	Name string
	// Status is RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED.
	Status     string
	Definition string
	// Started is when it began; zero: now.
	Started time.Time
	// Version is the number of the version that it was started with, if it was one.
	Version int
	// Redriven is when it was last started again, if it was.
	Redriven time.Time
}

// Stack is a stack of CloudFormation.
type Stack struct {
	Name      string
	Status    string
	Resources []StackResource
}

// StackResource is a resource of a stack. Its status is the stack's, if it is
// empty.
type StackResource struct {
	LogicalID  string
	Type       string
	PhysicalID string
	Status     string
}

// TaskDefinitionResource is what a stack of the console consists of: one task
// definition, by its ARN.
func TaskDefinitionResource(arn string) []StackResource {
	return []StackResource{{LogicalID: "TaskDefinition", Type: "AWS::ECS::TaskDefinition", PhysicalID: arn}}
}

// regionNames lists the Regions of the account, sorted.
func (a *Account) regionNames() []string {
	return slices.Sorted(maps.Keys(a.Regions))
}
