"""The one failure the tools know."""


class Stop(Exception):
    """The command cannot go on; the message tells the person at the terminal why and what to do."""
