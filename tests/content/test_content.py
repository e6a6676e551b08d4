"""Content as the rest of the line gets it, and the real content of this repository."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest

from bot.content import check, load
from bot.domain.cases import INTENTS, CrisisKind, Door, FieldKind, Service, Urgency

REAL = Path(__file__).parents[2] / "content"
CONTENT = load(REAL)
SERVICES = [service for case in CONTENT.cases for service in case.services] + [CONTENT.person_service]

every_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.path)


def test_what_an_editor_wrote_arrives_whole(folder: Path) -> None:
    content = load(folder, today=date(2026, 1, 31))
    service = content.service("home/groceries")
    assert service is not None
    assert (service.title, service.about, service.cost) == ("Продукты", "Купим и принесём.", "Бесплатно.")
    assert service.doors == (Door.READ, Door.REQUEST)
    assert service.urgency is Urgency.SOON
    assert (service.promise.text, service.promise.hours, service.announce_again) == (
        "Позвоним сегодня.",
        4,
        30,
    )
    pay, home, details = service.form
    assert [option.key for option in pay.options] == ["cash", "card"]
    assert home.kind is FieldKind.YES_NO
    assert (details.optional, details.longest) == (True, 500)
    assert details.when == {"pay": ("cash",), "home": ("yes",)}
    assert details.wanted({"pay": "cash", "home": "yes"})
    assert not details.wanted({"pay": "card", "home": "yes"})
    assert not details.wanted({"pay": "cash"})


def test_what_belongs_to_no_case_arrives_too(folder: Path) -> None:
    content = load(folder, today=date(2026, 1, 31))
    assert content.service("line/person") is content.person_service
    assert not content.person_service.for_whom
    assert [district.key for district in content.districts] == ["north", "unknown"]
    assert content.block_hours == (1, 24)
    assert [(hotline.number, hotline.crisis) for hotline in content.hotlines] == [
        ("112", True),
        ("8 (000) 000-00-01", False),
    ]
    assert content.crisis.version == "7"
    assert content.crisis.hotlines(CrisisKind.FIRE) == content.hotlines[:1]
    assert content.crisis.hotlines(CrisisKind.GAS) == ()


def test_any_change_of_a_file_changes_the_version(folder: Path) -> None:
    before = load(folder).version
    assert load(folder).version == before
    file = folder / "cases" / "home.yaml"
    file.write_text(file.read_text("utf-8").replace("Позвоним сегодня", "Позвоним завтра"), "utf-8")
    assert load(folder).version != before


def test_cases_stand_in_the_order_of_the_editors(folder: Path) -> None:
    text = (folder / "cases" / "home.yaml").read_text("utf-8")
    (folder / "cases" / "garden.yaml").write_text(text.replace("order: 1", "order: 0"), "utf-8")
    assert [case.key for case in load(folder).cases] == ["garden", "home"]


def test_the_real_content_has_no_problems() -> None:
    said: list[str] = []
    assert check(REAL, said.append), said


def test_the_cases_stand_in_their_order() -> None:
    order = ["household", "medical", "leisure", "labour", "legal", "psychological"]
    written = [case.key for case in CONTENT.cases]
    assert written == [key for key in order if key in written]


def test_the_forms_use_every_kind_of_question() -> None:
    assert {field.kind for service in SERVICES for field in service.form} == set(FieldKind)


@every_service
def test_a_form_is_short_and_knows_whom_to_call(service: Service) -> None:
    assert len(service.form) <= 8
    if service.form:
        assert {"name", "phone"} <= {field.key for field in service.form}


@every_service
def test_a_service_of_a_case_gives_steps_and_things_to_prepare(service: Service) -> None:
    if service is not CONTENT.person_service:
        assert 4 <= len(service.guide) <= 8
        assert service.at_hand
        assert service.cost
        assert Door.READ in service.doors
        assert {Door.REQUEST, Door.PERSON} & set(service.doors)


@every_service
def test_nobody_is_asked_for_a_card_or_a_passport(service: Service) -> None:
    for field in service.form:
        asked = f"{field.key} {field.title}".casefold()
        for secret in ("карт", "паспорт", "пин", "card", "pin", "cvv", "снилс"):
            assert secret not in asked


@every_service
def test_people_are_addressed_with_a_small_letter(service: Service) -> None:
    texts = [service.about, service.cost, service.promise.text, *service.guide, *service.at_hand]
    texts += [field.ask for field in service.form]
    for text in texts:
        for sentence in text.replace("?", ".").replace("!", ".").replace(":", ".").split("."):
            words = sentence.strip(" «»—\n").split()
            assert not {word.strip(",») ") for word in words[1:]} & {
                "Вы",
                "Вас",
                "Вам",
                "Ваш",
                "Ваша",
                "Вашу",
            }


def test_every_danger_has_words_and_numbers_to_call() -> None:
    for kind in CrisisKind:
        assert CONTENT.crisis.hotlines(kind)
    assert {words.kind for words in CONTENT.crisis.kinds} == set(CrisisKind)


def test_local_telephones_are_marked_as_examples() -> None:
    for hotline in CONTENT.hotlines:
        assert hotline.national or "Пример" in hotline.note


def test_somebody_who_does_not_know_their_district_can_say_so() -> None:
    assert CONTENT.districts[-1].key == "unknown"


def test_the_example_in_the_editors_guide_is_right(folder: Path) -> None:
    guide = (REAL.parent / "docs" / "editors.ru.md").read_text("utf-8")
    example = guide.split("```yaml\n", 1)[1].split("```", 1)[0]
    (folder / "cases" / "beauty.yaml").write_text(example, "utf-8")
    service = load(folder).service("beauty/haircut")
    assert service is not None
    assert [option.key for option in service.outcomes] == ["cut", "refused"]
    assert service.intents[0].intent == "care"
    assert not INTENTS - set(re.findall(r"`([a-z_]+)`", guide))
    for kind in FieldKind:
        assert f"| `{kind}` |" in guide
    for door in Door:
        assert f"| `{door}` |" in guide


def _indented(guide: str, first: str) -> str:
    """The example of the guide that begins with that line, without its indent."""
    rest = guide[guide.index(f"    {first}\n") :].splitlines()
    return "\n".join(line[4:] for line in takewhile(lambda line: line.startswith("    ") or not line, rest))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("cases/household.de.yaml", "title: Home and daily life"),
        ("providers.yaml", "lists:"),
        ("desk.yaml", "intents:"),
        ("crisis.de.yaml", "harmless:"),
    ],
)
def test_every_other_example_of_the_guide_is_right_too(tmp_path: Path, name: str, first: str) -> None:
    guide = (REAL.parent / "docs" / "editors.ru.md").read_text("utf-8")
    content = tmp_path / "content"
    shutil.copytree(REAL, content)
    for service in (content / "cases").glob("*.yaml"):
        text = service.read_text("utf-8")
        service.write_text(re.sub(r"^    providers: .*$", "", text, flags=re.MULTILINE), "utf-8")
    for translation in content.glob(f"{name.partition('.')[0]}.*.yaml"):
        translation.unlink()
    (content / name).write_text(_indented(guide, first), "utf-8")
    load(content)
