"""Agencies' sites: the widget on a foreign origin, the chat without script, the agency pages.

The foreign sites are a second server of ours, reached as agency.test and stranger.test through the
browser's own resolver, so that origins, frames and cookies are judged as between strangers.
"""
