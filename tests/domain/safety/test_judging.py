"""What holds a message in a club's chat, and what lets it stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Book
from bot.domain.safety import Judgement, Kind, Rules, Seen, judge, question, unsure
from bot.domain.safety.asking import asked
from bot.domain.safety.judging import LIKE, LIKE_OF_KNOWN, SPOKEN
from bot.domain.safety.likeness import features
from bot.understanding import swindles

RULES = Book.read(Path(__file__).parents[3] / "content", "ru").safety


def kinds(judged: Judgement) -> set[Kind]:
    return {one.kind for one in judged.reasons}


def newcomer(text: str, **more: object) -> Judgement:
    return judge(Seen(text=text, **more), RULES)  # type: ignore[arg-type]


def member(text: str, **more: object) -> Judgement:
    return judge(Seen(text=text, known=True, **more), RULES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Смотрите https://example.ru/a", Kind.LINK),
        ("тут всё t . me / alenka", Kind.LINK),
        ("t(.)me/kir", Kind.LINK),
        ("hxxp://bad.ru", Kind.LINK),
        ("зайдите на выплата точка ру", Kind.LINK),
        ("вот detskiy[.]online", Kind.LINK),
        ("загляни vk\u200b.com\u2060/klub", Kind.LINK),
        ("сюда https://t.me/+AbCdEf", Kind.INVITE),
        ("vk.me/join/AJQ1", Kind.INVITE),
        ("жми clck.ru/3Abc", Kind.SHORTENED),
        ("фото тут b i t . l y / abc", Kind.SHORTENED),
        ("фото тут t . m e / abc", Kind.LINK),
        ("пишите 8 958 100 12 34", Kind.PHONE),
        ("8(958)1000922 мастер", Kind.PHONE),
        ("8.9.5.8.1.0.0.8.8.1.2", Kind.PHONE),
        ("наберите 8 958 1OO 5O 5O", Kind.PHONE),
        ("звоните 8 (958) 100-04-17", Kind.PHONE),
        ("плюс семь девять пять восемь сто сорок четыре одиннадцать", Kind.PHONE),
        ("тел. 45-12-33", Kind.PHONE),
        ("call +44 7700 900 772", Kind.PHONE),
        ("zadzwoń 500 100 233", Kind.PHONE),
        ("2202-2053-7719-0043", Kind.CARD),
        ("кидайте 4276 3801 2345 6789", Kind.CARD),
        ("кидайте 2202 2083 ноль семь 15 двадцать два 61", Kind.CARD),
        ("это к @podarki_ot_leny", Kind.MENTION),
        ("почта lena.k@mail.ru", Kind.MAIL),
        ("откройте Priglashenie.apk", Kind.PROGRAM),
    ],
)
def test_a_newcomer_leads_nobody_out_of_the_chat(text: str, kind: Kind) -> None:
    judged = newcomer(text)
    assert judged.held
    assert kind in kinds(judged)


@pytest.mark.parametrize(
    "text",
    [
        "Родилась 12.05.1948, а муж 03.11.1945",
        "Годы войны: 1941-1945",
        "Хлеб 54 рубля, молоко 89, итого 143",
        "Пенсия 21 400 рублей, за квартиру 6 250",
        "ISBN 978-5-389-07435-4, читаю второй раз",
        "5 гор космонавт",
        "7 вертикаль: интеллигенция",
        "раз два три четыре пять шесть семь восемь девять десять, и присели",
        "Показания счётчика 0045123, передала",
        "Приехала.Устала.Сплю",
        "Давление 140/90, пульс 72",
        "Скорая это 103, а вообще 112",
        "На часах 10.30, а никого нет...",
        "3-4 ложки муки, 250 г творога, 180 градусов 40 минут",
        "Дом 12 кв. 45, код 12 на двери",
        "今天菜市场鸡蛋五块一斤，便宜",
        "See you at 10.30. It is cold today.so dress warm",
    ],
)
def test_dates_amounts_and_answers_are_no_telephones_and_no_links(text: str) -> None:
    assert newcomer(text) == Judgement()


def test_a_known_member_may_share_a_link_but_not_one_that_lures() -> None:
    assert not member("Афиша: https://teatr.ru/afisha, телефон кассы 8 846 100 20 30").held
    for lure in ("sberbank-185let.shop", "https://t.me/+AbC", "clck.ru/3A", "t . me/dar", "подарок.apk"):
        assert member(f"Смотрите {lure}").held, lure


def test_what_comes_with_a_newcomers_message_holds_it() -> None:
    for more, kind in (
        ({"links": ("https://x.ru",)}, Kind.LINK),
        ({"forwarded": True}, Kind.FORWARD),
        ({"channel": True}, Kind.FORWARD),
        ({"via": "gamebot"}, Kind.VIA),
        ({"kinds": ("contact",)}, Kind.CONTACT),
        ({"codes": ("привет",)}, Kind.QR),
        ({"files": ("update.apk",)}, Kind.PROGRAM),
    ):
        assert kind in kinds(newcomer("вот", **more))
        assert member("вот", **more).held is (kind is Kind.PROGRAM)
    assert member("вот", codes=("https://t.me/+dar",)).held


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Вам сейчас придёт код из смс, продиктуйте его мне", Kind.CODE),
        ("Продuктуйте кoд из cмс", Kind.CODE),
        ("п р о д и к т у й т е мне код из смс", Kind.CODE),
        ("Переведите деньги на безопасный счёт, пока их не украли", Kind.ACCOUNT),
        ("Удалённая работа, 5000 в день, пишите в личку", Kind.WORK),
        ("Проголосуйте за мою племянницу, ссылку пришлю", Kind.VOTE),
        ("Выручи, займи пять тысяч до завтра", Kind.LOAN),
        ("Умер брат, хоронить не на что, помогите рублём христа ради", Kind.LOAN),
        ("Poratujcie kodem BLIK na 200 zł", Kind.CODE),
        ("可以帮忙吗，急用五千块，明天还你", Kind.LOAN),
    ],
)
def test_the_words_of_swindlers_hold_a_known_members_message_too(text: str, kind: Kind) -> None:
    judged = member(text)
    assert judged.held
    assert kind in kinds(judged)
    assert all(one.words for one in judged.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Звонили мошенники, просили код из смс, я положила трубку",
        "Никому не сообщайте код из смс, даже если просят из банка!",
        "Осторожно: пишут про безопасный счёт, это обман",
        "Соседку обманули, перевела всё на безопасный счёт",
        "Beware, someone called me and asked for the code",
        "Предлагали удалённую работу и деньги каждый день, я отказалась",
        "Код никому, сказал внук, даже если скажут сообщить код из смс",
        "小心，骗子会让你报验证码",
        "Код от домофона поменяли, скажите новый",
        "Займите мне место рядом",
        "Племянник просит в долг 30 тысяч, не отдаёт никогда. как отказать",
    ],
)
def test_talk_about_swindlers_stays(text: str) -> None:
    assert not member(text).held


def test_likeness_outweighs_a_phrase_or_stands_for_one() -> None:
    said = "Кому нужна подработка, пишите"
    plain = "Хорошая погода сегодня, выходите гулять во двор"
    assert newcomer(said).held
    assert not newcomer(said, likeness=LIKE - SPOKEN - 0.1).held
    assert newcomer(said, likeness=LIKE - SPOKEN + 0.1).held
    assert not newcomer(plain).held
    assert kinds(newcomer(plain, likeness=LIKE + 0.1)) == {Kind.LIKENESS}
    assert not newcomer(plain, likeness=LIKE - 0.1).held
    assert newcomer("https://x.ru", likeness=-20.0).held, "what leads out is not outweighed"


def test_more_must_speak_against_an_old_friend_than_against_a_newcomer() -> None:
    plain = "Хорошая погода сегодня, выходите гулять во двор"
    weights = swindles.load()
    new, known = (weights.of_features(features(Seen(text=plain, known=known))) for known in (False, True))
    assert new - known > LIKE - LIKE_OF_KNOWN, "the same words weigh less, by more than the bars differ"
    assert not member(plain, likeness=LIKE_OF_KNOWN - 0.1).held
    assert member(plain, likeness=LIKE_OF_KNOWN + 0.1).held, "an account may have been taken over"


def test_the_interpreter_is_asked_only_where_it_matters() -> None:
    for text, wanted in (
        ("космонавт", False),
        ("5 гор космонавт", False),
        ("Спасибо всем большое", False),
        ("Добрый вечер, я новенькая, люблю петь", True),
        ("请问明天几点上课", True),
        ("https://x.ru хорошая погода сегодня, да", False),
    ):
        seen = Seen(text=text)
        assert unsure(seen, judge(seen, RULES)) is wanted, text
    answered = Seen(text="Добрый вечер, я новенькая, люблю петь", likeness=0.5)
    assert not unsure(answered, judge(answered, RULES))


@pytest.mark.parametrize(
    "name",
    [
        "Соцработник Мария",
        "Линия Поддержки",
        "Администратор",
        "Aдминиcтpaтop Клубa",
        "АДМИН",
        "Ведущий клуба",
    ],
)
def test_nobody_calls_themselves_an_office(name: str) -> None:
    assert Kind.NAME in kinds(newcomer("Добрый день", name=name))
    assert Kind.NAME not in kinds(newcomer("Добрый день", name="Мария"))


def test_a_workers_name_is_not_worn_by_a_newcomer() -> None:
    names = ("Мария Иванова",)
    assert newcomer("Здравствуйте", name="Мapия Ивaнoвa", own_names=names).held
    assert not newcomer("Здравствуйте", name="Мария Петрова", own_names=names).held


def test_without_rules_only_what_leads_out_is_held() -> None:
    assert judge(Seen(text="продиктуйте код из смс"), Rules()) == Judgement()
    assert judge(Seen(text="https://x.ru"), Rules()).held


@given(st.text(max_size=200), st.booleans())
@settings(max_examples=150)
def test_any_text_is_judged_and_asked_about(text: str, known: bool) -> None:
    seen = Seen(text=text, known=known, name=text[:30])
    judged = judge(seen, RULES)
    assert judged.held is bool(judged.reasons)
    back = asked(question(seen))
    assert back is not None
    assert back.known is known


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "8 9",
        "1 000 ",
        "a.",
        "t . ",
        "@a",
        "+",
        "(",
        "код ",
        "сообщи код мне ",
        "у\u200b",
        "два ",
        "。",
        "h t t p",
        "a-",
    ],
)
def test_4096_hostile_characters_do_not_hang(piece: str) -> None:
    text = (piece * 4096)[:4096]
    judge(Seen(text=text, name=text[:200]), RULES)
    judge(Seen(text=text, known=True), RULES)
