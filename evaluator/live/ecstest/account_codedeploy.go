package ecstest

import "time"

// Application is an application of CodeDeploy.
type Application struct {
	Name string
	// Platform is ECS, also when empty, Lambda or Server.
	Platform string
	Groups   []DeploymentGroup
}

// DeploymentGroup is where deployments of an application go.
type DeploymentGroup struct {
	Name string
	// Cluster and Service are the ECS service that it deploys to.
	Cluster, Service string
	// Deployments are listed in this order. Their ids come from their places in
	// it: what a test adds later goes to the end.
	Deployments []CodeDeployment
}

// CodeDeployment is a deployment by CodeDeploy.
type CodeDeployment struct {
	// Status is Succeeded, also when empty, or another DeploymentStatus such as
	// InProgress, Failed, Stopped.
	Status string
	// CreatedAt is when it was created; zero: now.
	CreatedAt time.Time
	// RevisionType is AppSpecContent, also when empty, String, S3 or GitHub.
	RevisionType string
	// AppSpec is the text that was deployed: JSON or YAML.
	AppSpec string
}
