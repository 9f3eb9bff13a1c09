"""What the form of a county's own lets choose, of one version and for one seat."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from luodi.slices.matters.forms import IS, PAIR, Offers
from luodi.slices.matters.reads import VersionRow, catalogue_of_version, ever_run
from luodi.slices.matters.rules.acts import speaks_for_the_county
from luodi.slices.matters.rules.catalogue import Catalogue, edges
from luodi.slices.matters.rules.edges import side_by_side
from luodi.slices.matters.rules.packaged import named, shipped
from luodi.slices.matters.rules.triggers import Clause
from luodi.slices.matters.rules.wording import clause_words
from luodi.slices.matters.views.words import Telling
from luodi.spine.people.reads import parties
from luodi.web.doors import Sitting
from luodi.web.fields import Pairs


def offers(sitting: Sitting, running: VersionRow, sets: str, matter: str = "") -> Offers:
    """What can be chosen for what is set; the papers of `matter`, if one is named, stand in front."""
    whole, place = catalogue_of_version(sitting.place, running.pk), sitting.place
    telling, ours = Telling(sitting, whole), not speaks_for_the_county(sitting.seat)
    run = [code for code, entry in whole.matters.items() if not ours or entry.department == sitting.seat.party_key]
    ever = ever_run(place) if sets == "back" else {}
    return Offers(
        matters=[(code, telling.matter(code)) for code in run],
        left=[(code, f"{code} {sitting.said(row.name, row.name_en)}") for code, row in ever.items()
              if code not in whole.matters],
        before=[(code, telling.matter(code)) for code in whole.matters],
        types=[(code, telling.of(named("types", code))) for code in whole.types],
        parties=[(key, telling.saying.party(key)) for key, row in parties(place).items() if row.kind != "firm"],
        stages=_named(telling, "stages"),
        channels=_named(telling, "channels"),
        papers=_papers(whole, telling, sets, matter),
        pairs=_pairs(whole, telling, sets),
        levels=_named(telling, "levels"),
        kinds=_named(telling, "kinds"),
        when=[(key, telling.of(clause_words(clause))) for key, clause in _clauses()],
    )  # fmt: skip


def _named(telling: Telling, group: str) -> Pairs:
    return [(code, telling.of(named(group, code))) for code in shipped("names")[group]]


def _papers(whole: Catalogue, telling: Telling, sets: str, matter: str) -> Pairs:
    """Papers; of those to take away only what is asked for, what one matter asks for in front."""
    asked = {code for entry in whole.matters.values() for code in entry.materials}
    every = [code for code in whole.materials if sets != "material_removed" or code in asked]
    own = whole.matters[matter].materials if sets == "material_removed" and matter in whole.matters else []
    found = [(code, telling.material(code)) for code in every if code not in own]
    if not own:
        return found
    return [(telling.matter(matter), [(code, telling.material(code)) for code in own]), (_("of other matters"), found)]


def _pairs(whole: Catalogue, telling: Telling, sets: str) -> Pairs:
    """Pairs that may be decided side by side, or of those the county keeps apart."""
    free = [(edge.before, edge.after) for edge in edges(whole) if side_by_side(whole, edge.before, edge.after)]
    told = free if sets == "apart" else sorted(whole.apart)
    return [
        (
            f"{before}{PAIR}{after}",
            _("%(after)s beside %(before)s") % {"after": telling.matter(after), "before": telling.matter(before)},
        )
        for before, after in told
    ]


def _clauses() -> Iterator[tuple[str, Clause]]:
    """Each fact that is yes or no, and each option of a fact, as a clause with its key."""
    for fact, row in shipped("facts")["facts"].items():
        if row["kind"] == "yes_no":
            yield fact, Clause(fact, "is", True)
        for option in row.get("options", {}):
            yield f"{fact}{IS}{option}", Clause(fact, "==", option)
