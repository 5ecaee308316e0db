"""What can be asked of the service, a module a noun: a function describes a request or a course of them."""
