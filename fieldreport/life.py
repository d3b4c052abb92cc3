"""Life: the states of a record, and the guarded steps from one to another.

A record of a type that has a life changes its ``status`` along a step only, and no step is taken without what it
needs. The source of the states is the field's own words (received → in progress ⇄ waiting → resolved …); what is
beyond them is written beside each type's life.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fieldreport.failures import Problem
from fieldreport.field import Json, Values
from fieldreport.language import N_, Named

#: The field that says in which state a record is.
STATUS = "status"

NO_STEP = N_("From “{now}” there is no step to “{wanted}”; possible from here: {possible}.")


@dataclass(frozen=True, slots=True)
class Need:
    """Something to be filled in: ``field``, or one of ``others`` in its place; ``message`` asks for it."""

    field: str
    message: str
    others: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields of which one must be filled in."""
        return (self.field, *self.others)

    def is_met(self, values: Values) -> bool:
        """Whether there is what is needed."""
        return any(not _is_empty(values.get(name)) for name in self.fields)

    @property
    def problem(self) -> Problem:
        """That it is missing, said beside the field."""
        return Problem(self.message, {}, self.field)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is possible: to which state, what that needs, and what of it is still missing."""

    to: str
    needs: tuple[Need, ...]
    missing: tuple[Need, ...]
    reopens: bool


@dataclass(frozen=True, kw_only=True)
class Life:
    """The states of a record type and the steps between them.

    ``steps`` gives for each state those that may follow, in the order in which they are offered; ``open``
    are the states in which somebody still has work with the record. ``needs`` is what makes no sense of a
    state without it; ``asks`` is what a state has besides. A step asks for both, and so does a new record
    that begins there; but the lists from which offices bring in their history tell the state and little
    else, so that what comes from them may lack what is in ``asks`` (``lacking`` tells of it). What is there
    cannot be taken away while the state lasts. ``reopening`` is asked for with every step from a state that
    is not open to one that is, anew each time. ``leaving`` names the fields that are true of a state only:
    they are emptied with the step out of it, unless the same change fills them in or the next state needs
    them too, and the history keeps them. ``marks`` are yes-or-no fields beside the state, with what a yes
    needs.
    """

    steps: Mapping[str, tuple[str, ...]] = field(hash=False)
    open: tuple[str, ...]
    reopening: Need
    needs: Mapping[str, tuple[Need, ...]] = field(default_factory=dict, hash=False)
    asks: Mapping[str, tuple[Need, ...]] = field(default_factory=dict, hash=False)
    leaving: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    marks: Mapping[str, tuple[Need, ...]] = field(default_factory=dict, hash=False)

    def reopens(self, old: str, new: str) -> bool:
        """Whether this is the step from a closed record to an open one."""
        return old not in self.open and new in self.open

    def needs_of(self, state: str) -> tuple[Need, ...]:
        """All that a step into a state needs, but for the reason of reopening."""
        return (*self.asks.get(state, ()), *self.needs.get(state, ()))

    def lacking(self, values: Values) -> tuple[Need, ...]:
        """What a record should have in its state and for its marks, and has not: so it may come from a list."""
        marked = (one for mark, wanted in self.marks.items() if values.get(mark) is True for one in wanted)
        state = values.get(STATUS)
        return tuple(one for one in (*self.needs_of(state or ""), *marked) if not one.is_met(values))

    def possible(self, values: Values) -> list[Step]:
        """The steps that lead on from where a record is."""
        old = values.get(STATUS)
        return [self._step(values, old, new) for new in self.steps.get(old or "", ())]

    def step(self, values: Values, to: str) -> Step | None:
        """The step to this state, or None where there is none from here."""
        return next((one for one in self.possible(values) if one.to == to), None)

    def _step(self, values: Values, old: str | None, new: str) -> Step:
        after = self.left(values, {STATUS: new}, {**values, STATUS: new})
        needs = self.needs_of(new)
        missing = tuple(one for one in needs if not one.is_met(after))
        if old is not None and self.reopens(old, new):
            return Step(new, (self.reopening, *needs), (self.reopening, *missing), reopens=True)
        return Step(new, needs, missing, reopens=False)

    def left(self, before: Values, raw: Mapping[str, Json], values: Values) -> dict[str, object]:
        """``values`` without what was true of the state that is left, where ``raw`` does not say it anew."""
        after = dict(values)
        old, new = before.get(STATUS), values.get(STATUS)
        if old is not None and new is not None and new != old:
            kept = {name for one in self.needs_of(new) for name in one.fields}
            after.update(
                (name, None) for name in self.leaving.get(old, ()) if name not in raw and name not in kept
            )
        return after

    def problems(
        self,
        before: Values,
        raw: Mapping[str, Json],
        values: Values,
        labels: Mapping[str, str],
        *,
        history: bool = False,
    ) -> Iterator[Problem]:
        """What stands against a record being so: for a new one ``before`` is empty; ``labels`` names the states.

        What a record lacked before, and no step asks for now, is no problem of a change elsewhere in it. ``history`` is
        for new records that a list tells of.
        """
        old, new = before.get(STATUS), values.get(STATUS)
        if new is None:
            return
        moves = old != new
        if old is not None and moves and new not in self.steps.get(old, ()):
            yield Problem(
                NO_STEP,
                {
                    "now": Named(labels[old], old),
                    "wanted": Named(labels[new], new),
                    "possible": [Named(labels[one], one) for one in self.steps.get(old, ())],
                },
                STATUS,
            )
            return
        if old is not None and self.reopens(old, new):
            given = any(name in raw for name in self.reopening.fields)
            if not (given and self.reopening.is_met(values)):
                yield self.reopening.problem
        if old is None:
            wanted = self.needs.get(new, ()) if history else self.lacking(values)
            yield from (one.problem for one in wanted if not one.is_met(values))
            return
        needs = [(one, moves) for one in self.needs_of(new)]
        for mark, wanted in self.marks.items():
            if values.get(mark) is True:
                needs += [(one, before.get(mark) is not True) for one in wanted]
        for need, is_asked in needs:
            if not need.is_met(values) and (is_asked or need.is_met(before)):
                yield need.problem


def _is_empty(value: object) -> bool:
    return value is None or value in ("", ())
