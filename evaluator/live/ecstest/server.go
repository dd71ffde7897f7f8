package ecstest

import "net/http/httptest"

// Server serves an endpoint on loopback.
type Server struct {
	*Endpoint
	// URL is where the endpoint is: "http://127.0.0.1:41234".
	URL    string
	server *httptest.Server
}

// New starts a server for an account, as NewEndpoint takes it. Close it.
func New(account *Account) *Server {
	endpoint := NewEndpoint(account)
	server := httptest.NewServer(endpoint)
	return &Server{Endpoint: endpoint, URL: server.URL, server: server}
}

// Close ends the server after the requests under way.
func (s *Server) Close() { s.server.Close() }

// Environment returns the variables that point the SDK and the AWS CLI here.
func (s *Server) Environment() []string { return s.Endpoint.Environment(s.URL) }
