"""The doors: where citizens come in and letters go out.

Each door is two pure halves and a thin wire: `read` makes an arrival of what the messenger sent,
`write` makes the messenger's requests of a letter, and the wire carries bytes.

Rules of the folder:
1. No door knows another; the conversation is the same everywhere.
2. What a door cannot show as buttons becomes a list, then numbered text: `fit` knows the limits.
3. Option ids travel back, never labels.
4. A door answers «taken» only after the commit.
"""
