"""The parts of the tool of an event's schedule."""
