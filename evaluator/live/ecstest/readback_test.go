package ecstest_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// readBack reads a Region as a collector would, in the simplest way. What AWS
// lists nowhere is asked for by the names that are known.
func readBack(t *testing.T, server *ecstest.Server, known *evaluator.Region) *evaluator.Region {
	t.Helper()
	c := configured(server, known.Region)
	api := ecs.NewFromConfig(c)
	region := &evaluator.Region{
		Partition: known.Partition, Account: known.Account, Region: known.Region, Coverage: known.Coverage,
		Families:      readFamilies(t, api),
		Clusters:      readClusters(t, api, known),
		Services:      readServices(t, api, known),
		Tasks:         readTasks(t, api, known),
		Rules:         readRules(t, c),
		Schedules:     readSchedules(t, c),
		Pipes:         readPipes(t, c),
		StateMachines: readStateMachines(t, c),
	}
	readStacks(t, c, region)
	return region
}

// id reads the revision, or the family, that an ARN ends with.
func id(t *testing.T, arn *string) evaluator.RevisionID {
	t.Helper()
	if arn == nil {
		return evaluator.RevisionID{}
	}
	_, name, ok := strings.Cut(*arn, "task-definition/")
	if !ok {
		t.Fatalf("%s is no task definition", *arn)
	}
	family, number, _ := strings.Cut(name, ":")
	n, _ := strconv.Atoi(number)
	return evaluator.RevisionID{Family: family, Revision: n}
}

func readFamilies(t *testing.T, api *ecs.Client) []evaluator.Family {
	t.Helper()
	var families []evaluator.Family
	pages := ecs.NewListTaskDefinitionFamiliesPaginator(api, &ecs.ListTaskDefinitionFamiliesInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range page.Families {
			families = append(families, readFamily(t, api, name))
		}
	}
	return families
}

func readFamily(t *testing.T, api *ecs.Client, name string) evaluator.Family {
	t.Helper()
	f := evaluator.Family{Name: name}
	for _, status := range types.TaskDefinitionStatus("").Values() {
		var numbers []int
		pages := ecs.NewListTaskDefinitionsPaginator(api, &ecs.ListTaskDefinitionsInput{FamilyPrefix: &name, Status: status})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, arn := range page.TaskDefinitionArns {
				numbers = append(numbers, id(t, &arn).Revision)
				readDates(t, api, &f, arn)
			}
		}
		switch status {
		case types.TaskDefinitionStatusActive:
			f.Active = evaluator.RangesOf(numbers...)
		case types.TaskDefinitionStatusInactive:
			f.Inactive = evaluator.RangesOf(numbers...)
		case types.TaskDefinitionStatusDeleteInProgress:
			f.DeleteInProgress = evaluator.RangesOf(numbers...)
		}
	}
	return f
}

// readDates reads dates and tags, without the tag that says what stacks say.
func readDates(t *testing.T, api *ecs.Client, f *evaluator.Family, arn string) {
	t.Helper()
	out, err := api.DescribeTaskDefinition(t.Context(), &ecs.DescribeTaskDefinitionInput{
		TaskDefinition: &arn, Include: []types.TaskDefinitionField{types.TaskDefinitionFieldTags}})
	if err != nil {
		t.Fatal(err)
	}
	n := id(t, &arn).Revision
	if date := out.TaskDefinition.RegisteredAt; date != nil {
		set(&f.RegisteredAt, n, date.UTC())
	}
	if date := out.TaskDefinition.DeregisteredAt; date != nil {
		set(&f.DeregisteredAt, n, date.UTC())
	}
	var tags map[string]string
	for _, tag := range out.Tags {
		if *tag.Key != "ecs:taskDefinition:stackId" {
			set(&tags, *tag.Key, *tag.Value)
		}
	}
	if tags != nil {
		set(&f.Tags, n, tags)
	}
}

func set[K comparable, V any](m *map[K]V, key K, value V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[key] = value
}

func readClusters(t *testing.T, api *ecs.Client, known *evaluator.Region) []evaluator.Cluster {
	t.Helper()
	var names []string
	for _, cluster := range known.Clusters {
		names = append(names, cluster.Name)
	}
	var clusters []evaluator.Cluster
	if len(names) == 0 {
		return nil
	}
	out, err := api.DescribeClusters(t.Context(), &ecs.DescribeClustersInput{Clusters: names})
	if err != nil {
		t.Fatal(err)
	}
	for _, cluster := range out.Clusters {
		clusters = append(clusters, evaluator.Cluster{Name: *cluster.ClusterName, Status: evaluator.Status(*cluster.Status)})
	}
	return clusters
}

func readTasks(t *testing.T, api *ecs.Client, known *evaluator.Region) []evaluator.Tasks {
	t.Helper()
	var kinds []evaluator.Tasks
	counts := map[evaluator.Tasks]int{}
	for _, cluster := range known.Clusters {
		pages := ecs.NewListTasksPaginator(api, &ecs.ListTasksInput{Cluster: &cluster.Name})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(page.TaskArns) == 0 {
				break
			}
			out, err := api.DescribeTasks(t.Context(), &ecs.DescribeTasksInput{Cluster: &cluster.Name, Tasks: page.TaskArns})
			if err != nil || len(out.Failures) > 0 {
				t.Fatalf("%v, %v", out, err)
			}
			for _, task := range out.Tasks {
				service, _ := strings.CutPrefix(*task.Group, "service:")
				if !strings.HasPrefix(aws.ToString(task.StartedBy), "ecs-svc/") {
					service = ""
				}
				kind := evaluator.Tasks{Cluster: cluster.Name, Service: service, Revision: id(t, task.TaskDefinitionArn)}
				if counts[kind] == 0 {
					kinds = append(kinds, kind)
				}
				counts[kind]++
			}
		}
	}
	for i := range kinds {
		kinds[i].Count = counts[kinds[i]]
	}
	return kinds
}
