"""The calls under /v1: each module reads the wire, calls one function, writes the wire."""
