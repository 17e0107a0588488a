"""WhatsApp from both ends: payload tables for the pure halves, and the whole road over HTTP.

The Graph API here is our own stand-in (`fake_graph`). It refuses what the real one refuses: labels
and texts that are too long, free words outside the window of 24 hours, templates that nobody
approved. A citizen of these tests (`citizen`) presses only what was really sent.
"""
