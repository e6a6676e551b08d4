"""Words of crisis, as people write them, and words that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import load
from bot.domain.cases import CrisisKind, CrisisList, CrisisWords
from bot.domain.crisis import Crisis, PhraseError, put_groups, read_phrase

CONTENT = load(Path(__file__).parents[2] / "content")
CRISIS = Crisis.compile(CONTENT.crisis)

SUICIDE, VIOLENCE, HEALTH = CrisisKind.SUICIDE, CrisisKind.VIOLENCE, CrisisKind.HEALTH
FIRE, GAS = CrisisKind.FIRE, CrisisKind.GAS

DANGER = [
    (SUICIDE, "не хочу жить"),
    (SUICIDE, "Я больше не хочу так жить."),
    (SUICIDE, "не вижу смысла дальше жить"),
    (SUICIDE, "мне незачем больше жить, все умерли"),
    (SUICIDE, "устала жить одна"),
    (SUICIDE, "хочу умереть"),
    (SUICIDE, "хочется просто сдохнуть"),
    (SUICIDE, "хочу уснуть и не проснуться"),
    (SUICIDE, "лучше бы я умерла вместо него"),
    (SUICIDE, "думаю покончить с собой"),
    (SUICIDE, "я решил уйти из жизни"),
    (SUICIDE, "свести счёты с жизнью"),
    (SUICIDE, "сегодня убью себя"),
    (SUICIDE, "наложу на себя руки"),
    (SUICIDE, "мысли о суициде"),
    (SUICIDE, "дочь говорит о самоубийстве"),
    (SUICIDE, "повешусь"),
    (SUICIDE, "спрыгну с крыши"),
    (SUICIDE, "сын стоит и хочет выпрыгнуть из окна"),
    (SUICIDE, "вскрою себе вены"),
    (SUICIDE, "внук наглотался каких-то таблеток"),
    (SUICIDE, "выпью все таблетки и всё"),
    (SUICIDE, "всем будет легче без меня"),
    (SUICIDE, "НЕ ХОЧУ ЖИТЬ!!!"),
    (SUICIDE, "не хочуууу жииить"),
    (SUICIDE, "не хочу ж.и.т.ь"),
    (SUICIDE, "с у и ц и д"),
    (SUICIDE, "су-и-цид"),
    (SUICIDE, "cуицид"),  # the first letter is Latin
    (SUICIDE, "нe хoчy жuть"),  # four Latin letters
    (SUICIDE, "не хочу жи́ть"),
    (SUICIDE, "не 🙏 хочу 🙏 жить"),
    (SUICIDE, "нехочу... жить незачем"),
    (SUICIDE, "не\u200b хо\u200bчу жи\u00adть"),
    (SUICIDE, "не хочу\nжить"),
    (SUICIDE, "фильм не помог, не хочу жить"),
    (SUICIDE, "лучше умереть, чем снова к нему"),
    (VIOLENCE, "опекун не выпускает второй день"),
    (VIOLENCE, "my guardian hasn't let me out for two days"),
    (VIOLENCE, "mąż nie wypuszcza mnie z domu"),
    (SUICIDE, "I want to die"),
    (SUICIDE, "我不想活了"),
    (SUICIDE, "我真的不想再这样活下去了"),
    (SUICIDE, "老婆走了以后我就不想活"),
    (SUICIDE, "活着真没意思"),
    (SUICIDE, "他说要跳楼，人在窗户边"),
    (SUICIDE, "我 想 自 杀"),
    (SUICIDE, "自殺"),
    (SUICIDE, "不…想…活…了"),
    (SUICIDE, "媽媽說不想活了"),
    (VIOLENCE, "老公又打我，孩子在哭"),
    (VIOLENCE, "救命！有人砸门"),
    (VIOLENCE, "他拿着刀站在门口"),
    (VIOLENCE, "老板把我锁在宿舍里，不让我走"),
    (HEALTH, "爷爷昏迷了，怎么叫都不应"),
    (HEALTH, "胸口突然疼得厉害"),
    (HEALTH, "妈妈喘不上气，快来人"),
    (HEALTH, "孩子抽搐，嘴唇发紫"),
    (FIRE, "楼下着火了，我们下不去"),
    (FIRE, "插座一直冒火花"),
    (GAS, "厨房有煤气的味道"),
    (GAS, "楼道里闻到煤气"),
    (VIOLENCE, "меня бьёт муж"),
    (VIOLENCE, "Муж меня опять избил"),
    (VIOLENCE, "сын пьяный и бьет мать"),
    (VIOLENCE, "сожитель душит"),
    (VIOLENCE, "он угрожает меня убить"),
    (VIOLENCE, "сосед бегает с ножом"),
    (VIOLENCE, "заперли меня в комнате и не выпускают"),
    (VIOLENCE, "кто-то ломится в дверь"),
    (VIOLENCE, "отец поднимает на меня руку"),
    (VIOLENCE, "меня изнасиловали"),
    (VIOLENCE, "помогите, убивают"),
    (VIOLENCE, "боюсь, что он меня убьёт"),
    (VIOLENCE, "на меня напали на улице"),
    (VIOLENCE, "муж бьет по лицу"),
    (HEALTH, "сильно болит в груди"),
    (HEALTH, "давит в груди и отдаёт в руку"),
    (HEALTH, "у мужа инфаркт"),
    (HEALTH, "похоже на инсульт"),
    (HEALTH, "у мамы перекосило лицо"),
    (HEALTH, "отнялась левая рука"),
    (HEALTH, "рука совсем отнялась"),
    (HEALTH, "дедушка без сознания"),
    (HEALTH, "бабушка потеряла сознание"),
    (HEALTH, "он не дышит"),
    (HEALTH, "он не дышит вызывайте скорую"),
    (HEALTH, "мне нечем дышать"),
    (HEALTH, "задыхаюсь"),
    (HEALTH, "я умираю, помогите"),
    (HEALTH, "сердечный приступ"),
    (HEALTH, "кровь никак не останавливается"),
    (HEALTH, "упала и не встаёт"),
    (HEALTH, "срочно вызовите скорую"),
    (HEALTH, "после обеда муж упал, инфаркт"),
    (HEALTH, "инсульт случился час назад"),
    (HEALTH, "Надежда умирает, скорее"),
    (FIRE, "пожар"),
    (FIRE, "у нас пожар, что делать"),
    (FIRE, "горит квартира напротив"),
    (FIRE, "загорелась проводка"),
    (FIRE, "на кухне горит масло"),
    (FIRE, "мы горим"),
    (FIRE, "п0жар"),
    (FIRE, "из подъезда валит дым"),
    (FIRE, "в квартире сильный дым"),
    (FIRE, "пахнет гарью в подъезде"),
    (FIRE, "искрит розетка"),
    (FIRE, "лампочка не горит, а розетка горит"),
    (GAS, "пахнет газом"),
    (GAS, "на кухне сильно пахнет газом"),
    (GAS, "чувствую запах газа"),
    (GAS, "кажется, утечка газа"),
    (GAS, "газ шипит из шланга"),
    (GAS, "взрыв в доме"),
    (GAS, "датчик показывает утечку газа"),
    (GAS, "все угорели, баня"),
]

SAFE = [
    "ребёнок не дышит свежим воздухом, гулять некому",
    "угорели мы от смеха на вашем вечере",
    "лучше умереть, чем снова в этот МФЦ",
    "wolałabym umrzeć niż znowu do urzędu",
    "一份退休金活不下去，有什么优惠",
    "кран убивает меня, капает и капает",
    "гололёд не выпускает из дома",
    "у внучки сыпь по животу, температуры нет",
    "раньше думала, что жить незачем, а теперь хор",
    "по телевизору пожар показывали, страшно",
    "лицо перекосило от этих цен",
    "after my heart attack in spring, what exercise is safe",
    "my hip won't let me out",
    "I'm tired of living on the fifth floor with no lift",
    "can't breathe in this heat, need a fan",
    "suicide in a novel we read, is there a book club",
    "smoke from the neighbours' barbecue annoys us",
    "ten kran mnie wykończy, kapie i kapie",
    "duszę się od kurzu, kto posprząta",
    "nie chcę żyć w takim bałaganie",
    "两年前中风，要护工",
    "春天心梗过，能做什么运动",
    "",
    "Меню",
    "Здравствуйте! Нужны молоко, хлеб и десяток яиц.",
    "умираю со смеху",
    "мы тут просто умираем от хохота",
    "чуть со смеху не умерла",
    "хочу умереть от смеха с вашего кроссворда",
    "умираю как хочу пирожков",
    "телефон умирает, поставлю на зарядку",
    "надежда умирает последней",
    "в конце фильма герой умирает",
    "купите газировку и хлеб",
    "газета не пришла",
    "плачу за газ и воду",
    "газовая плита не включается",
    "счёт за газ непонятный",
    "газом не пахнет, просто ручка сломалась",
    "хочу заменить датчик утечки газа",
    "был взрыв эмоций на концерте",
    "убила бы этот чайник",
    "убить время до обеда",
    "эта очередь меня убивает",
    "меня убивает жара",
    "бактерии убивают кипятком",
    "бьёт током от стиральной машины",
    "меня бьёт озноб, температура 38",
    "часы на стене бьют",
    "сердце бьётся ровно",
    "наточить нож",
    "нужен нож для хлеба",
    "три года назад был инфаркт, нужны таблетки",
    "перенесла инсульт, хожу с палочкой",
    "инфаркт был пять лет назад",
    "инсульт в прошлом году, рецепт кончился",
    "лекарство после инсульта",
    "когда лекция про инсульт?",
    "лампочка не горит",
    "лампочка горит тускло",
    "горит красная лампочка на счётчике",
    "горит путёвка в санаторий",
    "у меня болит и горит спина",
    "загорела на даче",
    "за лето загорел на море",
    "телевизор не горит, экран чёрный",
    "пожарная сигнализация пищит, батарейка села",
    "это не пожар, просто вопрос",
    "курят под окном, дым мешает",
    "соседи жарят рыбу, пахнет на весь подъезд",
    "не хочу жить в общежитии",
    "хочу жить поближе к дочке",
    "жить можно, спасибо",
    "долго жить приказал наш холодильник",
    "боюсь уколов",
    "болит спина",
    "болит голова третий день",
    "болит горло и насморк",
    "нужен рецепт от давления",
    "кровь сдавать натощак?",
    "не могу дозвониться до поликлиники",
    "нет сил идти в магазин",
    "упал кран в ванной",
    "повесить полку на кухне",
    "порезала палец, нужен пластырь",
    "прыгаю от радости",
    "окна помыть некому",
    "таблетки выпил вовремя",
    "стреляет в ухе",
    "в автобусе нечем дышать",
    "скорая не нужна, просто совет",
    "дети бегают по двору",
    "сосед шумит по ночам",
    "заперла дверь, ключи внутри",
    "смотрела фильм, где всех убивают",
    "кроссворд: выхлопной газ из трёх букв",
    "Улица Пожарского, дом 5",
    "Улица Газовиков, 12, квартира 3",
    "Иван Смертин",
    "您好，我想请人帮我买菜",
    "想死你了，什么时候来看我",
    "笑死我了",
    "忙得喘不过气",
    "打我电话就行",
    "给我打电话吧",
    "热死了，暖气关不小",
    "去年中风，现在要拐杖",
    "手机快不行了",
    "没有煤气味，就是灶打不着",
    "您是我的救命恩人",
    "活很多，想找人打扫",
    "我不想去，活动几点开始",
]


@pytest.mark.parametrize(("kind", "text"), DANGER)
def test_words_of_danger_are_heard_however_they_are_written(kind: CrisisKind, text: str) -> None:
    assert CRISIS.find(text) is kind


@pytest.mark.parametrize("text", SAFE)
def test_words_that_only_look_like_danger_raise_no_alarm(text: str) -> None:
    assert CRISIS.find(text) is None


def test_the_lists_of_this_test_are_long_enough_to_mean_something() -> None:
    assert len(DANGER) >= 60
    assert len(SAFE) >= 60


@pytest.mark.parametrize(("kind", "text"), DANGER)
def test_danger_is_heard_in_the_middle_of_a_long_message(kind: CrisisKind, text: str) -> None:
    assert CRISIS.find(f"Добрый вечер. Меня зовут Анна. {text}\nНапишите мне, пожалуйста.") is not None


@pytest.mark.parametrize(("kind", "text"), DANGER)
def test_shouting_and_yo_change_nothing(kind: CrisisKind, text: str) -> None:
    assert CRISIS.find(text.upper()) is kind
    assert CRISIS.find(text.replace("ё", "е")) is kind


def test_every_kind_of_danger_shows_the_common_number() -> None:
    for kind in CrisisKind:
        assert "112" in {hotline.number for hotline in CONTENT.crisis.hotlines(kind)}


def test_every_phrase_of_the_editors_is_found_by_itself_or_excused_on_purpose() -> None:
    for words in CONTENT.crisis.kinds:
        bare = Crisis.compile(CrisisList("1", (CrisisWords(words.kind, words.phrases, (), ()),)))
        for phrase in words.phrases:
            said = " ".join(step.split("|")[0].rstrip("*") for step in phrase.split() if step != "...")
            assert bare.find(said) is words.kind, phrase


def test_an_exception_hides_only_what_it_covers() -> None:
    assert CRISIS.find("умираю со смеху") is None
    assert CRISIS.find("умираю со смеху, а потом правда умираю") is HEALTH


def one(*phrases: str, excused: tuple[str, ...] = ()) -> Crisis:
    return Crisis.compile(CrisisList("1", (CrisisWords(FIRE, phrases, excused, ()),)))


def test_a_stem_takes_endings_and_a_whole_word_does_not() -> None:
    assert one("горит*").find("горите") is FIRE
    assert one("горит").find("горите") is None
    assert one("горит").find("погорит") is None


def test_a_gap_lets_three_words_in_and_not_four() -> None:
    assert one("дом ... горит").find("дом один два три горит") is FIRE
    assert one("дом ... горит").find("дом один два три четыре горит") is None


@pytest.mark.parametrize("text", ["упала и не отвечает", "она не отвечает, а утром сильно упала"])
def test_two_parts_may_stand_in_any_order_but_not_far_apart(text: str) -> None:
    assert one("упал* & не отвечает").find(text) is FIRE
    far = " слово" * 13
    assert one("упал* & не отвечает").find(f"упала{far} не отвечает") is None
    assert one("упал* & не отвечает").find("упала и отвечает") is None


def test_two_words_may_be_one_choice() -> None:
    assert one("мама не_ест|упала").find("мама не ест") is FIRE
    assert one("мама не_ест|упала").find("мама упала") is FIRE
    assert one("мама не_ест|упала").find("мама ест") is None


def test_a_hint_is_silent_where_anything_in_the_text_sets_it_aside() -> None:
    words = CrisisWords(FIRE, ("пожар",), (), (), hints=("дым",), aside=("фильм*",))
    crisis = Crisis.compile(CrisisList("1", (words,)))
    assert crisis.find("дым из окна") is FIRE
    assert crisis.find("дым из окна, такой был фильм") is None
    assert crisis.find("дым, пожар, а фильм потом") is FIRE


@pytest.mark.parametrize(
    "text", ["pomogite pozhar", "muzh menya b'yot", "Ne hochu bolshe zhit", "NECHEM DYSHAT"]
)
def test_russian_in_latin_letters_is_read(text: str) -> None:
    assert CRISIS.find(text) is not None


@pytest.mark.parametrize("text", ["памагите убевают", "не хачу болше жит", "зодыхаюсь помогите", "ни дышит"])
def test_misspelt_words_of_danger_are_heard(text: str) -> None:
    assert CRISIS.find(text) is not None


def test_a_group_stands_for_its_words_and_an_unknown_one_is_told() -> None:
    assert put_groups("горит <вещь>|лес", {"вещь": ["дом", "сарай"]}) == "горит дом|сарай|лес"
    with pytest.raises(PhraseError, match="Добавьте её"):
        put_groups("горит <вещь>", {})


def test_the_more_serious_kind_answers_when_a_text_speaks_of_two() -> None:
    both = (CrisisWords(GAS, ("газом",), (), ()), CrisisWords(SUICIDE, ("умру",), (), ()))
    assert Crisis.compile(CrisisList("1", both)).find("умру, газом") is SUICIDE


@pytest.mark.parametrize(
    "phrase",
    [
        "... горит",
        "горит ...",
        "гор*",
        "*",
        "|",
        "горит|",
        "гор!ит",
        "...",
        "горит &",
        "дом & горит & лес",
        "дом__лес",
    ],
)
def test_a_phrase_that_cannot_be_understood_says_what_to_do(phrase: str) -> None:
    with pytest.raises(PhraseError, match=r"Уберите|Нужны|Исправьте|Оставьте|Допишите"):
        read_phrase(phrase)


@given(st.text(max_size=300))
def test_nothing_that_can_be_typed_breaks_the_search(text: str) -> None:
    CRISIS.find(text)


@given(st.text(alphabet="\u200b\u200d\u00ad\u0301!.,*_~ \n", max_size=6))
def test_marks_after_a_word_never_hide_danger(marks: str) -> None:
    assert CRISIS.find(f"пожар{marks}") is FIRE
    assert CRISIS.find(f"{marks}пожар {marks} в доме") is FIRE


@given(st.sampled_from([text for _, text in DANGER[:20]]), st.integers(1, 6))
def test_repeated_letters_never_hide_danger(text: str, times: int) -> None:
    assert CRISIS.find("".join(letter * times if letter.isalpha() else letter for letter in text)) is SUICIDE


@pytest.mark.parametrize(
    "text",
    [
        "washing machine leaks a bit, I put a towel down",
        "I could murder a cup of tea",
        "sasiad nie bit, jest ok",
    ],
)
def test_english_and_polish_are_not_read_as_russian_in_latin_letters(text):
    assert CRISIS.find(text) is None
