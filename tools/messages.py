"""The message catalogues: ``update`` reads the English from code and templates, ``compile`` writes what Django loads.

English is the identifier of a message and stands in the code; zh_Hans holds the Chinese. Babel does both, so that a
fresh machine needs no gettext.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "luodi"
LOCALE = SOURCE / "locale"
LANGUAGES = ("zh_Hans", "en")
METHODS = [("**/tests/**", "ignore"), ("**.py", "python"), ("**/jinja2/**.html", "jinja2")]
OPTIONS = {"**/jinja2/**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false"}}
# `_` says it now, `N_` marks it to be said later, `problem` is a reason a screen says.
KEYWORDS = {
    "_": None, "N_": None, "problem": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def file_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def extracted() -> Catalog:
    """Every message of code and templates, with the files it stands in."""
    catalog = Catalog(project="luodi", charset="utf-8")
    found = extract_from_dir(SOURCE, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",))
    for path, _line, message, comments, context in found:
        catalog.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalog


def known(language: str) -> Catalog:
    """The catalogue as it stands, empty where there is none yet."""
    file = file_of(language)
    if not file.exists():
        return Catalog(locale=language, project="luodi", charset="utf-8", fuzzy=False)
    with file.open("rb") as text:
        return read_po(text, locale=language)


def update() -> None:
    """Bring new messages in and take dead ones out; what is translated stays."""
    template = extracted()
    for language in LANGUAGES:
        catalog = known(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.fuzzy = False
        if language == "en":
            for message in catalog:
                message.string = message.id
        file = file_of(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as text:
            write_po(text, catalog, width=100, sort_output=True, omit_header=False, include_lineno=False)


def compiled(paths: list[str]) -> None:
    for path in paths:
        with Path(path).open("rb") as text:
            catalog = read_po(text, locale=Path(path).parts[-3])
        with Path(path).with_suffix(".mo").open("wb") as made:
            write_mo(made, catalog)


def missing() -> Iterator[str]:
    """What a catalogue lacks: a message of the code it does not know or does not say, one the code has no more."""
    template = extracted()
    wanted = {(message.context, message.id) for message in template if message.id}
    for language in LANGUAGES:
        said = {(message.context, message.id) for message in known(language) if message.id and _complete(message)}
        yield from (f"{language}: {words!r} is not said" for _, words in sorted(wanted - said, key=str))
        yield from (f"{language}: {words!r} is said nowhere" for _, words in sorted(said - wanted, key=str))


def _complete(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def main(words: list[str]) -> int:
    match words:
        case ["update"]:
            update()
        case ["compile", *paths]:
            compiled(paths or [str(file_of(language)) for language in LANGUAGES])
        case ["check"]:
            lacking = list(missing())
            print("\n".join(lacking))
            return 1 if lacking else 0
        case _:
            print("usage: messages.py update | compile [FILE ...] | check", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
