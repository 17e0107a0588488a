"""The post and the clock on both databases, with doors that do what a test wants.

Time is a value here: nobody sleeps, `moment` is moved on.
"""
