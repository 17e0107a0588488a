"""The door on the web, from outside: over HTTP against the real application and a real database.

A citizen of these tests (`citizen`) knows nothing but the API. Time does not pass but by waiting
for answers, and no test sleeps.
"""
