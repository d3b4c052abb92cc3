"""The kinds of field, by what they hold."""

from fieldreport.fields.choice import Choice, Country, ManyChoices, Task, YesNo
from fieldreport.fields.clock import Clock, Stretches
from fieldreport.fields.contact import Email, PhoneNumber, Website
from fieldreport.fields.day import Day, Moment
from fieldreport.fields.link import Link, Links
from fieldreport.fields.number import Amount, Number, Whole
from fieldreport.fields.registration import RegistrationNumber
from fieldreport.fields.text import Line, TextField, Words
from fieldreport.fields.trade import HsCodes

__all__ = [
    "Amount",
    "Choice",
    "Clock",
    "Country",
    "Day",
    "Email",
    "HsCodes",
    "Line",
    "Link",
    "Links",
    "ManyChoices",
    "Moment",
    "Number",
    "PhoneNumber",
    "RegistrationNumber",
    "Stretches",
    "Task",
    "TextField",
    "Website",
    "Whole",
    "Words",
    "YesNo",
]
