"""Trials that go on as long as one likes: a few of each run with the tests, all of them with `make`."""
