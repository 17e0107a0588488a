"""The web pages in a real Chromium, against the real site over HTTP.

A reader of these tests sees the page as a citizen does: by what is shown, and by the keyboard.
Every page they open is watched: an error in the console fails the test. Screenshots are left in
.cache/screens for whoever wants to look.
"""
