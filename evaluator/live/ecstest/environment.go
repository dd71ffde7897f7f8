package ecstest

// Environment returns the variables that point the SDK and the AWS CLI at the
// endpoint, served at a URL: nothing of what the machine has configured counts.
func (e *Endpoint) Environment(url string) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	region := "us-east-1"
	if names := e.account.regionNames(); len(names) > 0 {
		region = names[0]
	}
	return []string{
		"AWS_ENDPOINT_URL=" + url,
		"AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
		"AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
		"AWS_REGION=" + region,
		// The AWS CLI version 1 reads only this one.
		"AWS_DEFAULT_REGION=" + region,
		"AWS_CONFIG_FILE=/dev/null",
		"AWS_SHARED_CREDENTIALS_FILE=/dev/null",
		"AWS_EC2_METADATA_DISABLED=true",
	}
}
