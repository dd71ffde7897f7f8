package ecstest

import "time"

func stsActions() map[string]operation {
	return map[string]operation{"AssumeRole": assumeRole, "GetCallerIdentity": getCallerIdentity}
}

// assumeRole lets everybody assume every role: signatures are not looked at.
func assumeRole(c *call) (object, error) {
	return object{
		"AssumedRoleUser": object{"Arn": callerARN(c.partition, c.account), "AssumedRoleId": "AROAIOSFODNN7EXAMPLE:session"},
		"Credentials": object{
			"AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": SecretValue, "SessionToken": "token",
			"Expiration": moment{c.now.Add(time.Hour)},
		},
	}, nil
}

func getCallerIdentity(c *call) (object, error) {
	return object{
		"Account": c.account,
		"Arn":     callerARN(c.partition, c.account),
		"UserId":  "AROAIOSFODNN7EXAMPLE:session",
	}, nil
}

// callerARN names who signs requests, whatever they are signed with.
func callerARN(partition, account string) string {
	return "arn:" + partition + ":sts::" + account + ":assumed-role/ci/session"
}
