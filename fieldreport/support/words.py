"""The words for what became of a proposal."""

from __future__ import annotations

from fieldreport.language import N_in
from fieldreport.support.chain import State

STATES = {
    State.PROPOSED: N_in("support state", "Proposed"),
    State.REFERRED: N_in("support state", "Referred"),
    State.DECLINED: N_in("support state", "Declined"),
    State.GIVEN: N_in("support state", "Given"),
}
#: The tone in which a state is shown; its word says the same.
TONES = {State.PROPOSED: "warn", State.REFERRED: "info", State.DECLINED: "calm", State.GIVEN: "good"}
