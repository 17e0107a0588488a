"""The shell: everything that touches the world.

    doors (fronts/) and the clock  ->  turn  ->  ledger (one transaction)  ->  post  ->  doors

The core decides, the shell carries out: it reads settings and files, keeps the time, mints ids and
codes, takes what comes in at the doors, and sends what was committed.

Rules of the folder:
1. Whatever happens is an event and takes the one road through `turn`; nothing flows back up.
2. Nothing is sent before it is committed, and nothing that was committed is lost.
3. Only `settings` reads the environment, only `mint` reads the clock and makes ids.
4. A broad except stands at four edges only: webhook, post, sweep, command. Each logs and leaves a
   row; the turn also takes a failed batch apart, so that one bad event harms only itself.
5. `app` composes the house by hand; nothing is built by importing.
"""
