package ecstest

func stsActions() map[string]operation {
	return map[string]operation{"GetCallerIdentity": getCallerIdentity}
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
