"""The columns of a file: what each is taken for, and what all rows have besides; both can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldreport.field import Field, Json
from fieldreport.fields import Amount, Choice, Country, ManyChoices
from fieldreport.importing.cell import plain
from fieldreport.importing.figures import habits
from fieldreport.importing.target import CURRENCY
from ui.desk import Desk
from ui.forms.chosen import Combo
from ui.widgets.beside import Beside
from ui.widgets.plain import clear, label

if TYPE_CHECKING:
    from fieldreport.importing import Choice as Chosen
    from fieldreport.importing import Guess, Opened

#: Columns shown; more than these are no list that people made.
MOST = 80
#: Letters of a cell shown beside its column, and how many cells.
LONGEST, SAMPLES = 40, 3
#: Currencies that sums of a trade office are in, offered where a column names none.
CURRENCIES = ("USD", "KRW", "BDT", "EUR", "JPY", "CNY", "INR")


class FileColumns(QWidget):
    """A line for each column: its title, its first cells, and the field it is put into."""

    #: Something was chosen.
    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.desk = desk
        self.opened: Opened | None = None
        self.combos: dict[int, Combo] = {}
        self.constants: dict[str, Combo] = {}
        self.currency = Combo()
        self._by_hand: dict[int, str] = {}
        self._given: dict[str, Json] = {}
        self._currency = ""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)

    def show_file(self, opened: Opened) -> None:
        """Show another file's columns."""
        self.opened = opened
        self._by_hand, self._given, self._currency = {}, dict(opened.choice.constants), ""
        self.retranslate()

    def choice(self) -> Chosen:
        """What is chosen now."""
        assert self.opened is not None
        return self.opened.chosen(self._by_hand, self._given, currency=self._currency)

    def lacking(self) -> list[str]:
        """Fields that every record needs and that nothing gives yet."""
        from fieldreport.importing import lacking

        assert self.opened is not None
        return lacking(self.opened.record_type, self.choice())

    def retranslate(self) -> None:
        """Make every line anew, in the desk's language."""
        clear(self._lines)
        self.combos, self.constants = {}, {}
        if self.opened is None:
            return
        guesses = self.choice().guesses
        language = self.desk.language
        labels: dict[Json, str] = {"": language.say("(left out)")}
        labels |= {path: one.label(language) for path, one in self.opened.titles.targets.items()}
        for guess in guesses[:MOST]:
            self._lines.addWidget(self._line(guess, labels))
        self._add_constants()
        self._add_currency(guesses)

    def _line(self, guess: Guess, labels: Mapping[Json, str]) -> QWidget:
        assert self.opened is not None
        line = QWidget()
        line.setProperty("look", "clear")
        title = label("strong", wrap=True, text=guess.column.whole_title)
        cells = [plain(one).strip() for one in self.opened.table.samples(guess.column, SAMPLES)]
        shown = " · ".join(one if len(one) <= LONGEST else one[:LONGEST] + "…" for one in cells)
        samples = label("muted", wrap=True, text=" ".join(shown.split()))
        words = QWidget()
        words.setProperty("look", "clear")
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(samples)
        combo = Combo()
        combo.offer(labels, guess.target.path if guess.target else "")
        combo.setAccessibleName(
            self.desk.language.say("The field of the column {title}", title=guess.column.whole_title)
        )
        combo.currentIndexChanged.connect(partial(self._take, guess.column.index, combo))
        self.combos[guess.column.index] = combo
        beside = Beside(line, spacing=12)
        beside.addWidget(words)
        beside.addWidget(combo)
        return line

    def _take(self, index: int, combo: Combo, _chosen: int = 0) -> None:
        path = str(combo.chosen() or "")
        # Whoever had this field before gives it up, or two columns would be put into one.
        self._by_hand = {at: one for at, one in self._by_hand.items() if not path or one != path}
        self._by_hand[index] = path
        self._say_combos()
        self.chosen.emit()

    def _say_combos(self) -> None:
        for guess in self.choice().guesses:
            combo = self.combos.get(guess.column.index)
            path = guess.target.path if guess.target else ""
            if combo is not None and combo.chosen() != path:
                combo.blockSignals(True)
                combo.choose(path)
                combo.blockSignals(False)

    # ---- what all rows have --------------------------------------------------------------------------------------

    def _add_constants(self) -> None:
        assert self.opened is not None
        of_type, language = self.opened.record_type, self.desk.language
        names = [*self.lacking(), *(one for one in self._given if one in of_type.by_name)]
        for field in of_type.fields:
            options = self._options(field)
            if field.name not in names or not options:
                continue
            combo = Combo()
            value = self._given.get(field.name)
            code = value[0] if isinstance(value, list) and value else value
            combo.offer({"": language.say("(not chosen)"), **options}, code or "")
            said = language.say(
                "{field}, for all rows without one of their own", field=language.say(field.label)
            )
            self._add_line(said, combo)
            combo.currentIndexChanged.connect(partial(self._give, field, combo))
            self.constants[field.name] = combo

    def _options(self, field: Field) -> Mapping[Json, str]:
        language = self.desk.language
        match field:
            case Choice() | ManyChoices():
                return {code: language.say(said) for code, said in field.choices.items()}
            case Country():
                return dict(language.countries())
        return {}

    def _give(self, field: Field, combo: Combo, _chosen: int = 0) -> None:
        code = combo.chosen()
        if code:
            self._given[field.name] = [code] if isinstance(field, ManyChoices) else code
        else:
            self._given[field.name] = None
        self.chosen.emit()

    def _add_currency(self, guesses: Sequence[Guess]) -> None:
        self.currency = Combo()
        if any(map(_lacks_currency, guesses)) and not any(
            one.target is not None and one.target.part == CURRENCY for one in guesses
        ):
            language = self.desk.language
            names: dict[Json, str] = {"": language.say("(not chosen)")}
            names |= {code: f"{code} · {language.currency(code)}" for code in CURRENCIES}
            self.currency.offer(names, self._currency)
            self._add_line(language.say("Currency of sums that name none"), self.currency)
            self.currency.currentIndexChanged.connect(self._take_currency)

    def _take_currency(self, _chosen: int = 0) -> None:
        self._currency = str(self.currency.chosen() or "")
        self.chosen.emit()

    def _add_line(self, said: str, combo: Combo) -> None:
        line = QWidget()
        line.setProperty("look", "clear")
        combo.setAccessibleName(said)
        beside = Beside(line, spacing=12)
        beside.addWidget(label("strong", wrap=True, text=said))
        beside.addWidget(combo)
        self._lines.addWidget(line)


def _lacks_currency(guess: Guess) -> bool:
    """Whether a column has sums and nothing over it says in which currency."""
    field = guess.target.field if guess.target is not None and not guess.target.part else None
    return isinstance(field, Amount) and not habits(field, guess.column.whole_title, []).currency
