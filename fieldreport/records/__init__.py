"""The record types, one file each; a new one is a file and a line here."""

from fieldreport.record import RecordType
from fieldreport.records.action import ACTION
from fieldreport.records.activity import ACTIVITY
from fieldreport.records.contact import CONTACT
from fieldreport.records.difficulty import DIFFICULTY
from fieldreport.records.event import EVENT
from fieldreport.records.lead import LEAD
from fieldreport.records.meeting import MEETING
from fieldreport.records.organisation import ORGANISATION
from fieldreport.records.outcome import OUTCOME
from fieldreport.records.participant import PARTICIPANT
from fieldreport.records.signal import SIGNAL
from fieldreport.records.voucher import VOUCHER

RECORD_TYPES: tuple[RecordType, ...] = (
    LEAD,
    EVENT,
    PARTICIPANT,
    MEETING,
    OUTCOME,
    DIFFICULTY,
    ACTIVITY,
    SIGNAL,
    ACTION,
    VOUCHER,
    ORGANISATION,
    CONTACT,
)
