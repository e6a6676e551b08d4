"""The shape of the editors' files, as pydantic checks it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from bot.content.languages import SOURCE, is_language
from bot.domain.cases import INTENTS, CrisisKind, Door, FieldKind, Opens, Urgency
from bot.domain.safety import Kind

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
Site = Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+\.[^\s]+$", max_length=200)]
Number = Annotated[str, StringConstraints(pattern=r"^[+0-9][-0-9 ()+]{1,24}$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$")]
Version = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
# Two signs are a whole word in Chinese.
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]
LongPhrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=600)]
WordGroups = dict[str, Annotated[list[Phrase], Field(min_length=1)]]
Options = Annotated[dict[Slug, Label], Field(min_length=1, max_length=50)]


def _language(value: str) -> str:
    if not is_language(value):
        raise PydanticCustomError("unknown_language", "no such language")
    return value


def _intent(value: str) -> str:
    if value not in INTENTS:
        raise PydanticCustomError("unknown_intent", "no such intent")
    return value


Intent = Annotated[str, AfterValidator(_intent)]
Saying = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=600)]
Sayings = Annotated[list[Saying], Field(min_length=1)]


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
    providers: list[Slug] = []
    quick_exit: bool = False
    activities: Slug | None = None
    intents: dict[Intent, Sayings] = {}


class CaseFile(Strict):
    """A file of `cases/`; its name without `.yaml` is the key of the case."""

    title: Label
    about: Body
    order: int
    services: Annotated[list[ServiceFile], Field(min_length=1)]


class LineFile(Strict):
    """`line.yaml`: what belongs to no case."""

    language: Annotated[str, AfterValidator(_language)] = SOURCE
    consent_version: Version
    person: ServiceFile
    districts: Options
    cancel_reasons: Options
    outcomes: Options
    block_hours: Annotated[list[Annotated[int, Field(ge=1, le=24 * 365)]], Field(min_length=1)]


class HotlineFile(Strict):
    """One telephone number."""

    key: Slug
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    number: Number
    note: Prompt
    checked: date
    until: date | None = None
    national: bool


class PhonesFile(Strict):
    """`phones.yaml`: the numbers, in the order in which they are shown, and the editor who checks them."""

    owner: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""
    phones: Annotated[list[HotlineFile], Field(min_length=1)]


class CrisisWordsOverlay(Strict):
    """The words of one danger in another language, beside those of the default one."""

    words: list[Phrase] = []
    # `not` is no name for an attribute of Python, hence the alias.
    exceptions: list[Phrase] = Field(default=[], alias="not")
    maybe: list[Phrase] = []
    aside: list[Phrase] = []
    phrases: list[Saying] = []


class CrisisWordsFile(CrisisWordsOverlay):
    """The words of one danger."""

    hotlines: Annotated[list[Slug], Field(min_length=1)]
    words: Annotated[list[Phrase], Field(min_length=1)]
    intent: Intent | None = None


class CrisisFile(Strict):
    """`crisis.yaml`: words that are answered before anything else."""

    version: Version
    groups: WordGroups = {}
    kinds: Annotated[dict[CrisisKind, CrisisWordsFile], Field(min_length=1)]
    harmless: dict[Intent, Sayings] = {}


class CrisisOverlay(Strict):
    """`crisis.<language>.yaml`."""

    groups: WordGroups = {}
    kinds: dict[CrisisKind, CrisisWordsOverlay] = {}
    harmless: dict[Intent, Sayings] = {}


class DeskIntentFile(Strict):
    """An intent that no service answers, what it opens, and how people say it."""

    opens: Opens
    phrases: Sayings


class DeskFile(Strict):
    """`desk.yaml`: intents that belong to no case."""

    intents: Annotated[dict[Intent, DeskIntentFile], Field(min_length=1)]


class DeskIntentOverlay(Strict):
    """How people say an intent of the desk in another language."""

    phrases: Sayings


class DeskOverlay(Strict):
    """`desk.<language>.yaml`."""

    intents: dict[Intent, DeskIntentOverlay] = {}


class ProviderFile(Strict):
    """One shop, pharmacy or institution; it must be reachable somehow."""

    key: Slug
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    about: Prompt
    number: Number | None = None
    address: Prompt | None = None
    site: Site | None = None
    hours: Prompt | None = None
    checked: date
    until: date
    example: bool = False


class ProviderListFile(Strict):
    """Providers of one sort; `owner` is the editor who checks them."""

    title: Label
    owner: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    entries: Annotated[list[ProviderFile], Field(min_length=1, max_length=50)]


class ProvidersFile(Strict):
    """`providers.yaml`: places and sites that services show."""

    lists: Annotated[dict[Slug, ProviderListFile], Field(min_length=1)]


class FraudSignFile(Strict):
    """One trick of fraudsters: what to call it, why it is one, what to do, and how it is said."""

    key: Slug
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    why: Prompt
    advice: Prompt
    words: Annotated[list[Phrase], Field(min_length=1)]
    # `not` is no name for an attribute of Python, hence the alias.
    exceptions: list[Phrase] = Field(default=[], alias="not")
    weak: bool = False
    faint: bool = False


class FraudFile(Strict):
    """`fraud.yaml`: the signs of fraud, the gravest first, and what to do at once."""

    now: Annotated[list[Prompt], Field(min_length=1, max_length=7)]
    signs: Annotated[list[FraudSignFile], Field(min_length=1, max_length=50)]


class KindFile(Strict):
    """One kind of activities; of one with `hours`, specialists take people one by one."""

    key: Slug
    title: Label
    about: Prompt
    hours: bool = False


class QuietFile(Strict):
    """The hours in which nobody is disturbed, over midnight."""

    # `from` is no name for an attribute of Python, hence the alias.
    begin: Clock = Field(alias="from")
    end: Clock = Field(alias="to")


class ActivitiesFile(Strict):
    """`activities.yaml`: kinds of activities, and when and how often people may be disturbed."""

    kinds: Annotated[list[KindFile], Field(min_length=1, max_length=50)]
    quiet: QuietFile | None = None
    cap: Annotated[int, Field(ge=1, le=20)] = 3
    holidays: Annotated[list[date], Field(max_length=200)] = []


class SchemeFile(Strict):
    """How one trick is said."""

    always: list[LongPhrase] = []
    words: list[LongPhrase] = []
    newcomers: list[LongPhrase] = []
    # `not` is no name for an attribute of Python, hence the alias.
    exceptions: list[LongPhrase] = Field(default=[], alias="not")


class SafetyOverlay(Strict):
    """`safety.<language>.yaml`: words beside those of the default language."""

    names: list[LongPhrase] = []
    groups: WordGroups = {}
    told: list[LongPhrase] = []
    schemes: dict[Kind, SchemeFile] = {}


class SafetyFile(SafetyOverlay):
    """`safety.yaml`."""

    schemes: Annotated[dict[Kind, SchemeFile], Field(min_length=1)]
