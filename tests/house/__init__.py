"""Tests of the house itself: its layers, sizes, names, documents and what may be committed.

They read the tree as it is, so a new file is under them at once. A rule here is either kept or
changed in CONTRIBUTING and here together; an exception is listed by name with its reason.
"""
