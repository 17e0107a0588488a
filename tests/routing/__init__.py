"""The rules: terms, tables, understanding, places, lint, replay, and the written examples."""
