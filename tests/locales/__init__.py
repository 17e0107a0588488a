"""Tests of the words: the three languages agree, and every sentence can be read by anybody."""
