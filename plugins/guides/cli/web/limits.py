"""How politely and how patiently servers are asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits of a run. Times are in seconds.

    `delay` lies between two requests to one host, which is never asked twice at once; a longer
    `Crawl-delay` of its robots.txt counts up to `patience`, and so does `Retry-After`.
    `private` lets hosts of the own network be asked, which tests need and a job must not.
    """

    agent: str = "guides-links/1 (checks links of a public website once a week)"
    connect: float = 10
    read: float = 20
    request: float = 40
    total: float = 45 * 60
    delay: float = 1
    backoff: float = 2
    patience: float = 30
    tries: int = 3
    hops: int = 8
    workers: int = 8
    private: bool = False
