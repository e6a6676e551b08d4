"""The shape of the editors' files, as pydantic checks it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.domain.cases import CrisisKind, Door, FieldKind, Urgency

BUTTON = 40
"""The longest label that fits a button of every messenger we know."""

MESSAGE = 3500
"""The longest text of one message: below the 4,096 of the messengers, with room for our own words."""

PROMPT = 1000
"""The longest question or remark: more than that nobody reads on a telephone."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,23}$")]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=BUTTON)]
Prompt = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=PROMPT)]
Body = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MESSAGE)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Options = Annotated[dict[Slug, Label], Field(min_length=1, max_length=50)]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Answers = Annotated[list[Slug], BeforeValidator(_listed), Field(min_length=1)]


class Strict(BaseModel):
    """A piece of a file in which every word must be known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PromiseFile(Strict):
    """What the resident is told will happen, and within how many hours."""

    text: Prompt
    hours: Annotated[float, Field(gt=0, le=24 * 90)]


class FieldFile(Strict):
    """One question of a form."""

    key: Slug
    kind: FieldKind
    ask: Prompt
    title: Label
    options: Options | None = None
    optional: bool = False
    longest: Annotated[int, Field(ge=1, le=MESSAGE)] = 1000
    when: dict[str, Answers] = {}


class ServiceFile(Strict):
    """One service of a case."""

    key: Slug
    title: Label
    about: Body
    guide: list[Body] = []
    at_hand: list[Prompt] = []
    cost: Annotated[str, StringConstraints(strip_whitespace=True, max_length=PROMPT)] = ""
    doors: Annotated[list[Door], Field(min_length=1)]
    urgency: Urgency
    promise: PromiseFile
    announce_again: Annotated[int, Field(ge=1, le=7 * 24 * 60)]
    for_whom: bool = True
    form: list[FieldFile] = []
    outcomes: Options | None = None


class CaseFile(Strict):
    """A file of `cases/`; its name without `.yaml` is the key of the case."""

    title: Label
    about: Body
    order: int
    services: Annotated[list[ServiceFile], Field(min_length=1)]


class LineFile(Strict):
    """`line.yaml`: what belongs to no case."""

    consent_version: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    person: ServiceFile
    districts: Options
    cancel_reasons: Options
    outcomes: Options
    block_hours: Annotated[list[Annotated[int, Field(ge=1, le=24 * 365)]], Field(min_length=1)]


class HotlineFile(Strict):
    """One telephone number."""

    key: Slug
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    number: Annotated[str, StringConstraints(pattern=r"^[+0-9][-0-9 ()+]{1,24}$")]
    note: Prompt
    checked: date
    national: bool


class PhonesFile(Strict):
    """`phones.yaml`: the numbers, in the order in which they are shown."""

    phones: Annotated[list[HotlineFile], Field(min_length=1)]


class CrisisWordsFile(Strict):
    """The words of one danger."""

    hotlines: Annotated[list[Slug], Field(min_length=1)]
    words: Annotated[list[Phrase], Field(min_length=1)]
    # `not` is no name for an attribute of Python, hence the alias.
    exceptions: list[Phrase] = Field(default=[], alias="not")


class CrisisFile(Strict):
    """`crisis.yaml`: words that are answered before anything else."""

    version: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    kinds: Annotated[dict[CrisisKind, CrisisWordsFile], Field(min_length=1)]
