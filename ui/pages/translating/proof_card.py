"""How the screen shows its texts while somebody translates them."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from fieldreport.language import Proof
from ui.desk import Desk
from ui.widgets.plain import Card, label

PROOFS: tuple[Proof, ...] = ("", "marked", "stretched")


class ProofCard(Card):
    """Three ways to show the texts, and how to ask where one comes from."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=16, spacing=6)
        self._desk = desk
        self.heading, self.hint = label("heading", wrap=True), label("small", wrap=True)
        self.choices: dict[Proof, QRadioButton] = {proof: QRadioButton() for proof in PROOFS}
        self._group = QButtonGroup(self)
        self.body.addWidget(self.heading)
        for proof, choice in self.choices.items():
            self._group.addButton(choice)
            choice.clicked.connect(lambda _=False, proof=proof: desk.translations.show_as(proof))
            self.body.addWidget(choice)
        self.body.addStretch(1)
        self.body.addWidget(self.hint)

    def retranslate(self) -> None:
        """Say every text again."""
        say = self._desk.language.say
        self.heading.setText(say("On the screen"))
        self.choices[""].setText(say("As everybody sees it"))
        self.choices["marked"].setText(say("Mark untranslated and fuzzy texts"))
        self.choices["stretched"].setText(say("Stretch every text"))
        self.choices["marked"].setToolTip(say("Texts that appear in English are put between ⟦ and ⟧."))
        self.choices["stretched"].setToolTip(
            say("Every text is longer, accented and in brackets: what is cut off or not translatable shows.")
        )
        self.choices[self._desk.proof].setChecked(True)
        self.hint.setText(
            say(
                "While they are marked or stretched, hold the pointer over a text, or press Shift F1, "
                "to see where it comes from."
            )
        )
