"""The tool that tells whether a report's workbook is as it was signed, and keeps the keys that are believed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from fieldreport.failures import Failure
from ui.desk import Desk
from ui.forms.editor import Wrapping
from ui.forms.flow import Flow
from ui.pages.office_work import Tool
from ui.widgets.choosing import asked, file_dialog
from ui.widgets.notice import problems_of
from ui.widgets.plain import Card, Chip, button, label, row, scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fieldreport.keys import PublicKey
    from fieldreport.office import Office
    from fieldreport.verifying.verdict import Verdict

#: Changes shown one by one.
MOST = 200


def judge(office: Office, *, path: Path) -> Verdict:
    """What became of a workbook."""
    from fieldreport.keys import Keys
    from fieldreport.verifying.verdict import verify

    return verify(path, Keys(office.data).trusted())


def known_keys(office: Office) -> Sequence[PublicKey]:
    """Every key that is believed."""
    from fieldreport.keys import Keys

    return Keys(office.data).trusted()


def believe(office: Office, *, path: Path) -> PublicKey:
    """Believe the key in a file from now on."""
    from fieldreport.keys import Keys

    return Keys(office.data).trust(path)


def give_out(office: Office, *, path: Path) -> PublicKey:
    """Write the office's public key to a file."""
    from fieldreport.keys import Keys

    office.refuse_own(path)
    return Keys(office.data).export(path)


class VerifyingTool(Tool):
    """A workbook is chosen and judged; below stand the keys."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.path: Path | None = None
        self.verdict: Verdict | None = None
        self.keys: Sequence[PublicKey] = ()
        self.busy = False
        self._failure: Failure | None = None
        self.explanation = label("muted", wrap=True)
        self.choose, self.add, self.give = button("main"), button(), button()
        self.where, self.about, self.changes, self.listed = (Wrapping() for _ in range(4))
        self.state, self.head = Chip("calm"), label("strong", wrap=True)
        self.keys_heading, self.keys_explanation = label("heading"), label("muted", wrap=True)
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.give.clicked.connect(self._give)

    def _lay_out(self) -> None:
        judged, keys = Card(spacing=8), Card(spacing=8)
        judged.body.addWidget(self.explanation)
        press = Flow()
        press.addWidget(self.choose)
        judged.body.addLayout(press)
        judged.body.addWidget(self.where)
        said = row(self.state, self.head)
        said.setStretch(1, 1)
        judged.body.addLayout(said)
        for one in (self.about, self.changes):
            judged.body.addWidget(one)
        keys.body.addWidget(self.keys_heading)
        keys.body.addWidget(self.keys_explanation)
        keys.body.addWidget(self.listed)
        presses = Flow(spacing=8)
        presses.addWidget(self.add)
        presses.addWidget(self.give)
        keys.body.addLayout(presses)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(judged)
        column.addWidget(keys)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolling(inner))

    # ---- what the place asks -------------------------------------------------------------------------------------

    def arrive(self) -> None:
        self.desk.read(known_keys, self.show_keys, latest=f"keys {id(self)}")
        self.choose.setFocus()

    def open_subject(self, subject: str) -> None:
        """The path of a workbook to judge."""
        self.take(Path(subject))

    def take(self, path: Path) -> None:
        """Judge this file, in the background."""
        self.path, self.verdict, self._failure, self.busy = path, None, None, True
        self.retranslate()
        self.desk.read(
            partial(judge, path=path), self.show_verdict, self._failed, latest=f"verify {id(self)}"
        )

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what became of the workbook."""
        self.verdict, self.busy = verdict, False
        self.retranslate()

    def _failed(self, failure: Failure) -> None:
        self._failure, self.busy = failure, False
        self.retranslate()

    def show_keys(self, keys: Sequence[PublicKey]) -> None:
        """Show which keys are believed."""
        self.keys = keys
        self.retranslate()

    # ---- files ---------------------------------------------------------------------------------------------------

    def file_dialog(self, title: str, names: str, *, saving: bool = False) -> QFileDialog:
        """Asks for a file."""
        return file_dialog(self, self.desk, title, names, saving=saving)

    def _choose(self) -> None:
        path = asked(self.file_dialog(self.desk.language.say("Choose a workbook"), "Excel (*.xlsx)"))
        if path is not None:
            self.take(path)

    def _add(self) -> None:
        path = asked(self.file_dialog(self.desk.language.say("Choose a public key"), "JSON (*.json)"))
        if path is not None:
            self.believe(path)

    def believe(self, path: Path) -> None:
        """Believe the key in this file from now on; the workbook is judged again."""
        self.desk.write(partial(believe, path=path), self._believed)

    def _believed(self, key: PublicKey) -> None:
        self.desk.notice(
            "Signatures by {name} ({office}) are believed from now on. Compare the key by telephone: {key}",
            name=key.name,
            office=key.office,
            key=key.id,
        )
        self.arrive()
        if self.path is not None:
            self.take(self.path)

    def _give(self) -> None:
        say = self.desk.language.say
        path = asked(self.file_dialog(say("Save the public key"), "JSON (*.json)", saving=True))
        if path is not None:
            self.give_out(path)

    def give_out(self, path: Path) -> None:
        """Write the office's public key to this file."""

        def told(key: PublicKey) -> None:
            self.desk.notice(
                "The public key {key} of {name} is in {path}.", key=key.id, name=key.name, path=str(path)
            )

        self.desk.read(partial(give_out, path=path), told)

    # ---- texts ---------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        say = self.desk.language.say
        self.explanation.setText(
            say(
                "Choose a report's workbook, wherever it has been: "
                "every visible cell and every record in it is compared with what was signed."
            )
        )
        self.choose.setText(say("Choose a workbook"))
        self.keys_heading.setText(say("Keys that are believed"))
        self.keys_explanation.setText(
            say("Compare the letters of a key by telephone with its owner before you believe it.")
        )
        self.add.setText(say("Add a public key"))
        self.give.setText(say("Save our public key"))
        self._say_verdict()
        self._say_keys()

    def _say_verdict(self) -> None:
        language, verdict = self.desk.language, self.verdict
        self.where.setVisible(self.path is not None)
        self.where.setText("" if self.path is None else str(self.path))
        self.state.setVisible(verdict is not None)
        self.head.setVisible(verdict is not None or self.busy or self._failure is not None)
        self.about.setVisible(verdict is not None)
        changes: list[str] = []
        if self.busy:
            self.head.setText(language.say("One moment …"))
        elif self._failure is not None:
            problems = problems_of(self._failure)
            self.head.setText("\n".join(language.say(one.message, **one.values) for one in problems))
        elif verdict is not None:
            from fieldreport.verifying import wording

            good = verdict.status == "untouched"
            whole = verdict.status in ("unsigned", "signature_unknown")
            tone = "good" if good else "warn" if whole else "bad"
            self.state.put(
                language.say_in("verdict", "Believe it")
                if good
                else language.say_in("verdict", "Whole")
                if whole
                else language.say_in("verdict", "Do not believe it"),
                tone,
            )
            self.head.setText(wording.head(verdict, language))
            told = list(wording.about(verdict, language))
            self.about.setText("\n".join(told))
            self.about.setVisible(bool(told))
            changes = list(wording.differences(verdict, language, MOST))
        self.changes.setVisible(bool(changes))
        self.changes.setText("\n".join(changes))

    def _say_keys(self) -> None:
        say = self.desk.language.say
        self.listed.setText(
            "\n".join(
                say("{name} ({office}): {key}", name=one.name, office=one.office, key=one.id)
                for one in self.keys
            )
            or say("There are no keys yet.")
        )
