"""Kill -9 at every commit boundary: nothing is lost, nothing is done twice.

A story is played in a process of its own, which kills itself at the n-th boundary; then another
process plays the same story from its beginning, as a messenger sends again what was not answered.

| killed | what must come of it |
|---|---|
| before the commit of a turn | the repeated update is taken as if it were new |
| after the commit of a turn | the repeated update changes nothing, its letters go out |
| before or after the claim of letters | the lease runs out, the letters go out once |
| after a letter was shown, until its mark is committed | it is shown once more |
| after the mark | nothing is shown again |
| around the commits of a timer | it fires once, its letter goes out |

The hooks stand here, around the database and the door; the house knows nothing of them.
"""
