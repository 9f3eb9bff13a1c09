"""What a county sets, as JSON tells it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from luodi.api.writing import Body
from luodi.slices.matters.rules.changes import Change

Code = Annotated[str, Field(max_length=40)]
Days = Annotated[int, Field(ge=0, le=3650)]
Unit = Literal["workday", "day"]


class TriggerClause(Body):
    """One comparison of a new matter's trigger."""

    fact: Code
    op: Literal[">", ">=", "<", "<=", "==", "is", "in"]
    value: bool | float | Code | list[Code]


class NewMatter(Body):
    """A matter the county adds; the law that asks for it stands beside it. It applies where any of `when` holds."""

    name: str = Field(min_length=1, max_length=120)
    name_en: str = Field("", max_length=160)
    stage: Literal["A", "B", "P", "C", "D"]
    department: Code
    level: Literal["county", "city", "province"]
    kind: str = Field(max_length=24)
    applies_to: list[Code] = Field(min_length=1, max_length=20)
    required_for: list[Code] = Field([], max_length=20)
    when: list[TriggerClause] = Field([], max_length=20)
    statutory_days: Days | None = None
    statutory_unit: Unit = "workday"
    committed_days: Days | None = None
    committed_unit: Unit = "workday"
    plan_days: Days | None = None
    prerequisites: list[Code] = Field([], max_length=40)
    materials: list[Code] = Field([], max_length=80)

    def columns(self) -> dict[str, Any]:
        """As the rules read a matter."""
        told = self.model_dump(exclude={"when"})
        return told | {"trigger": {"any": [one.model_dump() for one in self.when]} if self.when else "always"}


class SetOne(Body):
    """One thing to set. `to`: days, the key of a body, a channel, true or false, a code, or a new matter whole.

    `apart`: what the matter is no longer decided beside; `beside` takes that back.
    """

    sets: Literal[
        "committed_days", "plan_days", "channel", "department", "lead", "left_out", "material", "material_removed",
        "prerequisite", "apart", "beside", "matter",
    ]  # fmt: skip
    matter: Code = ""
    stage: str = Field("", max_length=4)
    to: bool | Days | Code | NewMatter
    type: Code = ""
    unit: Literal["", "workday", "day"] = ""
    source: str = Field("", max_length=200, description="the document of the county by which it is set")
    legal_basis: str = Field("", max_length=200, description="the law behind what asks more of a firm")
    name: str = Field("", max_length=120)
    name_en: str = Field("", max_length=160)
    asked_from: Literal["applicant", "shared"] = "applicant"

    def change(self) -> Change:
        """As the rules read it."""
        to = self.to.columns() if isinstance(self.to, NewMatter) else self.to
        return Change(**self.model_dump(exclude={"to"}), to=to)


class SetByFile(Body):
    """What the county sets itself, as a file has it too."""

    changes: list[SetOne] = Field(min_length=1, max_length=100)
    note: str = Field("", max_length=200)


class SetOverlay(SetByFile):
    """What the county sets itself; `version` is the number of the version it was thought out on."""

    version: int = Field(ge=1)
