"""The command line and the terminal door: what is typed, what is printed, how it exits."""
