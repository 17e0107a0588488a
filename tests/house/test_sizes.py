"""Small files, small functions: what does not fit in a head is cut into named parts."""

from tests.house.source import length, modules, read

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
# Beginnings of "folder/file.py:function" -> the reason.
EXCEPTIONS = {
    "storage/migrations/versions/": "a revision is a list of statements, frozen when it was made",
}


def test_no_file_is_too_long():
    long = [
        f"{file.place}: {file.lines} lines"
        for file in (*modules(), *read("tests", "benchmarks"))
        if file.lines > MOST_LINES_OF_A_FILE and not excepted(file.place)
    ]
    assert not long, "cut these files into parts with a name each:\n" + "\n".join(long)


def test_no_function_is_too_long():
    long = [
        f"{file.place}:{function.lineno} {function.name}: {length(function)} lines"
        for file in modules()
        for function in file.functions()
        if length(function) > MOST_LINES_OF_A_FUNCTION
        and not excepted(f"{file.place}:{function.name}")
    ]
    assert not long, "give the parts of these functions names:\n" + "\n".join(long)


def test_exceptions_are_still_needed():
    places = [f"{file.place}:{f.name}" for file in modules() for f in file.functions()]
    needed = {name for name in EXCEPTIONS for place in places if place.startswith(name)}
    assert needed == EXCEPTIONS.keys()


def excepted(place: str) -> bool:
    """Whether a file or function is among the exceptions."""
    return place.startswith(tuple(EXCEPTIONS))
