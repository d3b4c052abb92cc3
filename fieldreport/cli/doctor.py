"""The command that looks whether all is well."""

from __future__ import annotations

from fieldreport.cli.arguments import Typed
from fieldreport.cli.session import LONGEST_MESSAGE, Session, shown
from fieldreport.failures import Failure, InputAtFault, Problem
from fieldreport.language import N_
from fieldreport.office import Office

NOT_WELL = N_("Something is wrong here; please do what is said above.")


def doctor(session: Session, typed: Typed) -> None:
    """Look at everything the office stands on; raises ``InputAtFault``, which ends with 1, where something is wrong."""
    from fieldreport.doctor import examine, is_well, told

    language = session.language
    if Office.exists(session.data):
        try:
            with Office.open(session.data, readonly=True) as office:
                # Moments are shown as they are at the office.
                language = office.language(session.language_code)
        except Failure:
            pass
    found = examine(session.data, session.now())
    if typed.flag("--json"):
        session.json(
            [{"check": one.check, "state": str(one.state), "message": one.said(language)} for one in found]
        )
    else:
        for one in found:
            session.line(shown(told(one, language), LONGEST_MESSAGE))
    if not is_well(found):
        raise InputAtFault(Problem(NOT_WELL))
