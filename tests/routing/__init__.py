"""The rules: terms of the law, tables and their examples, understanding of messages in all
spellings, places, advice over all topics, lint, schemas, replay and the JSON of `esik route`.
"""
