"""What is shown when nothing is left to do, and what could be done next."""

from __future__ import annotations

from PySide6.QtCore import Qt

from fieldreport.store.missing import Need
from ui.desk import Desk
from ui.pages.queue.choice import ALL, Choice
from ui.widgets.plain import Card, button, label


class Praise(Card):
    """Says well done; ``review`` leads to the translations that nobody has reviewed yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.text, self.review = label("heading", wrap=True), button("link")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addStretch(1)
        self.body.addWidget(self.text)
        self.body.addWidget(self.review, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(2)

    def put(self, choice: Choice, to_review: int) -> None:
        """Say what is done by this choice; so many translations of it wait for a review."""
        language = self.desk.language
        name = language.language_name(choice.language)
        if choice.need is Need.REVIEW:
            said = language.say(
                "Well done! No translation into {language} waits for a review.", language=name
            )
        elif choice.period == ALL:
            said = language.say("Well done! Every text has {language}.", language=name)
        else:
            said = language.say(
                "Well done! Every text of {period} has {language}.",
                period=language.reference(choice.period),
                language=name,
            )
        self.text.setText(said)
        self.review.setVisible(choice.need is Need.TRANSLATION and to_review > 0)
        self.review.setText(
            language.plural("Review {count} translation", "Review {count} translations", to_review)
        )
