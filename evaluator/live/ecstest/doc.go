// Package ecstest is an AWS account for tests: an endpoint on loopback that the
// real SDK and the real AWS CLI talk to, and that answers as AWS documents or as
// somebody has recorded it.
//
//	account := ecstest.FromState(state)
//	server := ecstest.New(account)
//	defer server.Close()
//	server.Inject(ecstest.Denied("scheduler:*"), ecstest.Throttled("ecs:*", 3))
//	// point the SDK at server.URL, or a child process at server.Environment()
//
// It speaks the wire protocols itself (AWS JSON 1.0 and 1.1, REST JSON, the
// query protocol) and knows of ECS, EventBridge, EventBridge Scheduler,
// EventBridge Pipes, Step Functions, CodeDeploy, CloudFormation and STS what
// concerns task definition revisions. The Region of a request is the one that it
// is signed for; signatures are not checked.
//
// Nothing runs in such an account: tasks stay as they are, deployments do not
// go on, and revisions that are being deleted never vanish, unless a test
// changes the account. The same requests get the same answers.
package ecstest
