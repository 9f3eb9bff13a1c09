"""What a sheet that comes in does not say itself, said on the screen: which sheet is which, which column is which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from luodi.engines.sheets.layout import NOTE
from luodi.engines.sheets.mapping import KEEP, LEAVE, Book, FileMapping, SheetMapping, mapping_of
from luodi.engines.sheets.model import Table, letters, text_of
from luodi.engines.sheets.read import tables_of
from luodi.engines.sheets.seen import HEAD_WITHIN, Seen, said_of, seen
from luodi.spine.files.reads import UNMAPPED, FileRow, files, mapped, stands_at
from luodi.spine.people.seats import NotYours
from luodi.web.answers import reason_words
from luodi.web.doors import Sitting

EXAMPLES, LOOKED_AT, CUT = 3, 200, 24


class Looked(NamedTuple):
    """A kept file as it would be read, by what was said of it; `revision`: how often that was."""

    book: Book
    tables: list[Table]
    revision: int
    mapping: FileMapping
    seen: list[Seen]


def own_file(sitting: Sitting, key: int) -> FileRow:
    """A file one's own office gave. Raises NotYours."""
    file = next(iter(files(sitting.place, [key])), None)
    if file is None or file.given_by != sitting.seat.party:
        raise NotYours(str(key))
    return file


def looked_at(sitting: Sitting, file: FileRow, book: Book) -> Looked:
    """The file as it would be read. Raises Unreadable where it is no sheet at all."""
    said = mapped(sitting.place, file.pk) or UNMAPPED
    mapping = mapping_of(said.told, book)
    tables = tables_of(stands_at(file).read_bytes())
    return Looked(book, tables, said.revision, mapping, seen(tables, book, mapping))


class Beside(NamedTuple):
    """Words of the cells that are not known either, and what each may mean: key and label. `name`: in the mapping."""

    name: str
    title: Any
    words: list[str]
    choices: list[tuple[str, str]]


class Shown(NamedTuple):
    """A sheet in the form: its name, what it is, where its headings stand, its columns, and what is still missing."""

    name: str
    what: forms.BoundField
    head: forms.BoundField | None
    columns: list[forms.BoundField]
    missing: list[str]


@dataclass(frozen=True)
class _Asked:
    """The fields of one sheet, by number; `columns`: places with a few values that stand there."""

    number: int
    sheet: Seen
    columns: list[tuple[int, list[str]]]

    @property
    def what(self) -> str:
        return f"what-{self.number}"

    @property
    def head(self) -> str:
        return f"head-{self.number}"

    def column(self, place: int) -> str:
        return f"column-{self.number}-{place}"


class Columns(forms.Form):
    """A field for each sheet, its row of headings, each column and word; as it stands unless something was sent."""

    def __init__(self, looked: Looked, language: str, beside: Beside | None, sent: Any = None) -> None:
        self.looked, self.language, self.beside = looked, language, beside
        self.asked = [_Asked(number, one, _columns_of(one)) for number, one in enumerate(looked.seen)]
        fields = {name: field for one in self.asked for name, field in self._of_sheet(one)}
        fields |= self._of_words()
        held = {name: field.initial for name, field in fields.items()}
        super().__init__(held if sent is None else sent, auto_id="is_%s")
        self.fields.update(fields)

    def _of_sheet(self, one: _Asked) -> Iterator[tuple[str, forms.ChoiceField]]:
        sheet, layouts = one.sheet, self.looked.book.layouts
        kinds = [(key, layout.name(self.language)) for key, layout in layouts.items()]
        yield one.what, _choice(_("This sheet is"), [*kinds, (LEAVE, _("not read"))], sheet.what)
        if sheet.layout is None:
            return
        rows = sheet.table.rows[:HEAD_WITHIN]
        heads = [(str(row.number), _row_words(row.number, [text_of(cell) for cell in row.cells])) for row in rows]
        yield one.head, _choice(_("Its headings stand in"), heads, str(sheet.table.rows[sheet.head].number))
        columns = [(column.key, column.label(self.language)) for column in sheet.layout.columns]
        for place, shown in one.columns:
            chosen, heading = sheet.chosen.get(place, ""), sheet.heading(place)
            unsaid = [] if chosen else [("", _("choose"))]
            rest = [(KEEP, _("kept as it is"))] if sheet.layout.keeps and heading else []
            rest.append((LEAVE, _("left out")))
            label = " ".join((letters(place), heading or _("(no heading)")))
            words = _("for instance %(values)s") if shown else _("nothing stands below")
            hint = words % {"values": " · ".join(shown)}
            yield one.column(place), _choice(label, [*unsaid, *rest, *columns], chosen, hint, required=bool(chosen))

    def _of_words(self) -> dict[str, forms.ChoiceField]:
        if self.beside is None:
            return {}
        said, choices = self.looked.mapping.beside.get(self.beside.name, {}), self.beside.choices
        return {
            _word(word): _choice(word, [("", _("not said")), *choices], said.get(word, ""), required=False)
            for word in self.beside.words
        }

    @property
    def words(self) -> list[forms.BoundField]:
        """The fields of the words."""
        return [self[_word(word)] for word in self.beside.words] if self.beside else []

    @property
    def sheets(self) -> Iterator[Shown]:
        """The form sheet by sheet; what is missing is so after what was sent."""
        self.is_valid()
        for one in self.asked:
            columns = [self[one.column(place)] for place, _values in one.columns]
            missing = [column.label(self.language) for column in self._sent(one).lacking]
            head = self[one.head] if one.sheet.layout else None
            yield Shown(one.sheet.table.name, self[one.what], head, columns, missing)

    def clean(self) -> dict[str, Any]:
        """No column of ours stands twice in a sheet."""
        for one in self.asked:
            if not self._moved(one):
                for place, reason in self._sent(one).wrong.items():
                    self.add_error(one.column(place), reason_words(reason))
        return self.cleaned_data

    def mapping(self) -> FileMapping:
        """What was said; of a sheet that became another, or whose headings stand elsewhere, its columns are not."""
        sheets = {}
        for one in self.asked:
            told = said_of(self._sent(one))
            if self._moved(one):
                what = self.cleaned_data[one.what]
                head = int(self.cleaned_data.get(one.head) or 0)
                told = SheetMapping(what, head if what == one.sheet.what else 0)
            sheets[one.sheet.table.name] = told
        beside = dict(self.looked.mapping.beside)
        if self.beside:
            words = {word: self.cleaned_data[_word(word)] for word in self.beside.words}
            beside[self.beside.name] = {word: key for word, key in words.items() if key}
        return FileMapping(sheets=sheets, beside=beside)

    def _moved(self, one: _Asked) -> bool:
        was = (one.sheet.what, self.fields[one.head].initial if one.sheet.layout else None)
        return (self.cleaned_data.get(one.what), self.cleaned_data.get(one.head)) != was

    def _sent(self, one: _Asked) -> Seen:
        chosen = {place: self.cleaned_data.get(one.column(place), "") for place, _values in one.columns}
        return replace(one.sheet, chosen={place: key for place, key in chosen.items() if key})


def _choice(
    label: str, choices: Sequence[tuple[str, str]], chosen: str, hint: str = "", *, required: bool = True
) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=chosen, help_text=hint, required=required)


def _word(word: str) -> str:
    """The name of a word's field: other words may come or go meanwhile."""
    return f"word-{sha256(word.encode()).hexdigest()[:12]}"


def _cut(text: str) -> str:
    """As much of a text as says what it is."""
    return text if len(text) <= CUT else f"{text[:CUT]}…"


def _row_words(number: int, words: Sequence[str]) -> str:
    told = " · ".join(_cut(word) for word in words if word)
    return _("row %(n)s: %(words)s") % {"n": number, "words": told[: 3 * CUT]}


def _columns_of(sheet: Seen) -> list[tuple[int, list[str]]]:
    """The columns with a heading, or with something below, each with a few values that stand there."""
    if sheet.layout is None:
        return []
    below: dict[int, dict[str, None]] = {place: {} for place in sheet.names if sheet.heading(place)}
    for row in sheet.table.rows[sheet.head + 1 : sheet.head + 1 + LOOKED_AT]:
        if row.cells and text_of(row.cells[0]).startswith(NOTE):
            continue
        for place, cell in enumerate(row.cells):
            if cell != "" and len(values := below.setdefault(place, {})) < EXAMPLES and (text := text_of(cell)):
                values[_cut(text)] = None
    return [(place, list(values)) for place, values in sorted(below.items())]
