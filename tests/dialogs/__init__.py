"""Tests of the talk: the pure core with an in-memory shell, and the laws that it keeps."""
