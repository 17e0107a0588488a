"""WhatsApp through the Cloud API of Meta: the door in, the door out, and the templates.

`reading` and `writing` are pure halves: what a webhook says, which requests a letter becomes.
`webhook` and `sending` are the wire on each side of them; `bot.fronts.net` carries bytes.

1. What WhatsApp cannot show as buttons becomes a list, several lists, then numbered text.
2. An error of the API is known by its code, and `errors.yaml` says what each means for a letter.
3. Outside the window of 24 hours only templates go (see bot.window). They are `templates.yaml`
   and words of the catalogs; Meta approves them by name and language before they can be sent.
4. Ids of messages hold telephone numbers: they are never stored or logged, only their blind names.
"""
