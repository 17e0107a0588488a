"""Figures for whoever watches Esik: how many requests, how long; nothing personal."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The figures of one web door; `door` labels are route patterns, never addresses."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answers = Counter(
            "esik_http_answers",
            "HTTP answers by route and status",
            ["route", "method", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "esik_http_seconds",
            "Seconds until an answer began, by route; long polls wait on purpose",
            ["route"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self.listeners = Gauge(
            "esik_chat_listeners", "Web chats that wait for new lines", registry=self.registry
        )
        self.letters = Gauge(
            "esik_outbox_letters",
            "Letters that are not shown yet, by front and state",
            ["front", "state"],
            registry=self.registry,
        )

    def text(self) -> bytes:
        """The figures in the text format of Prometheus."""
        return generate_latest(self.registry)
