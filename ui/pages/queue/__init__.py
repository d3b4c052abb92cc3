"""The parts of the place where texts are translated one after another."""
