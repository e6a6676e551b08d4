"""Files as people and strangers make them: each is taken, or refused with a sentence, never a fault."""

import io
import json
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.games.grid import Puzzle
from bot.domain.games.quiz import QuizPack
from bot.domain.games.words import WordList
from bot.packs.pack import Pack, PackRefused
from bot.packs.reading import read, read_file

SAMPLES = Path(__file__).parents[1] / "samples" / "crosswords"
WORDS = {
    "сковорода": "На ней пекут блины",
    "самовар": "Хозяин чаепития",
    "ёлка": "Новогодняя гостья",
    "ложка": "Дорога к обеду",
    "чайник": "Закипает и свистит",
    "Нижний Новгород": "Город на слиянии Волги и Оки",
}
TABLE = "\n".join(f"{word};{clue}" for word, clue in WORDS.items())


def words(name: str, raw: bytes | str) -> list[str]:
    content = read(name, raw.encode() if isinstance(raw, str) else raw).content
    assert isinstance(content, WordList)
    return [word.text for word in content.words]


def refusal(name: str, raw: bytes | str) -> str:
    with pytest.raises(PackRefused) as refused:
        read(name, raw.encode() if isinstance(raw, str) else raw)
    return str(refused.value)


def workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def archive(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, raw in files.items():
            opened.writestr(name, raw)
    return file.getvalue()


def test_a_word_list_comes_as_a_table_yaml_or_json():
    assert words("слова.csv", TABLE) == list(WORDS)
    assert words("слова.csv", f"Слово;Подсказка\n{TABLE}") == list(WORDS)
    assert words("слова.csv", TABLE.replace(";", "\t")) == list(WORDS)
    assert words("слова.json", json.dumps(WORDS, ensure_ascii=False)) == list(WORDS)
    assert words("слова.json", json.dumps({"title": "Дом", "words": WORDS})) == list(WORDS)
    assert words("слова.json", json.dumps([list(pair) for pair in WORDS.items()])) == list(WORDS)
    lines = "\n".join(f"  {word}: {clue}" for word, clue in WORDS.items())
    assert words("слова.yaml", f"title: Дом\nwords:\n{lines}") == list(WORDS)
    assert words(
        "слова.xlsx", workbook([["Слово", "Подсказка"], *[list(pair) for pair in WORDS.items()]])
    ) == list(WORDS)


def test_a_table_of_an_old_windows_is_read():
    pack = read("слова.csv", TABLE.encode("cp1251"))
    assert isinstance(pack.content, WordList)
    assert [word.text for word in pack.content.words] == list(WORDS)
    assert "старой кодировке" in pack.remarks[0]
    assert words("слова.csv", TABLE.encode("utf-16")) == list(WORDS)
    assert words("слова.csv", TABLE.encode("utf-8-sig")) == list(WORDS)


def test_what_cannot_stand_in_a_crossword_is_left_out_and_named():
    strange = {"да": "Согласие", "С3ПО": "Робот", "кот": "", "блин": "Печёный блин", "ягода" * 4: "Много"}
    pack = read("слова.json", json.dumps({**WORDS, **strange}).encode())
    assert isinstance(pack.content, WordList)
    assert [word.text for word in pack.content.words] == list(WORDS)
    assert len(pack.remarks) == len(strange)
    doubled = read("слова.csv", f"{TABLE}\nелка;Зелёная и колючая".encode())
    assert doubled.remarks == ("«елка» не берём: слово уже было.",)


def test_a_double_in_json_is_not_swallowed():
    text = json.dumps(WORDS, ensure_ascii=False)[:-1] + ', "самовар": "Кипит на столе"}'
    assert read("слова.json", text.encode()).remarks == ("«самовар» не берём: слово уже было.",)


def test_formulas_are_never_run():
    rows = [["=1+1", '=HYPERLINK("http://x")'], *[list(pair) for pair in WORDS.items()]]
    assert words("слова.xlsx", workbook(rows)) == list(WORDS)


def test_a_quiz_is_read():
    questions = [
        {"text": "Столица Польши?", "answer": "Варшава", "wrong": ["Краков", "Гданьск", "Лодзь"]},
        {"text": "Сколько будет дважды два?", "answer": ["4", "четыре"], "source": "таблица умножения"},
        {"text": "Кто в доме мурлычет?", "answer": "кот"},
    ]
    pack = read("викторина.json", json.dumps({"title": "Разное", "questions": questions}).encode())
    assert isinstance(pack.content, QuizPack)
    first, second, _third = pack.content.questions
    assert sorted(first.choices) == ["Варшава", "Гданьск", "Краков", "Лодзь"]
    assert (second.answers, second.choices) == (("4", "четыре"), ())
    assert "Вопрос 1" in refusal("к.json", json.dumps({"questions": [{"text": "?"}, *questions]}))


RUSSIAN_XD = """## Metadata

title: Кухня
author: Мария

## Grid

КОТ##
О#О##
М#К#Х
ЕЛКА#
#####

## Clues

А1. Мурлычет ~ КОТ
Г4. Новогодняя гостья ~ ЁЛКА
D1. Начало кометы ~ КОМЕ
В2. Бежит по проводам ~ ТОК
"""


def test_an_editor_writes_a_russian_crossword_by_hand():
    pack = read("кухня.xd", RUSSIAN_XD.encode())
    assert isinstance(pack.content, Puzzle)
    assert (pack.content.title, pack.content.language) == ("Кухня", "ru")
    assert {entry.key: entry.answer for entry in pack.content.entries} == {
        "1a": "КОТ", "3a": "ЕЛКА", "1d": "КОМЕ", "2d": "ТОКК",
    }  # fmt: skip


def test_a_puz_file_of_a_russian_program_is_read():
    texts = ["Кухня", "Мария", "", "Мурлычет", "Снежный шар", "Бежит по проводам", ""]
    raw = bytearray(0x34)
    raw[2:14] = b"ACROSS&DOWN\0"
    raw[0x18:0x1B] = b"1.3"
    raw[0x2C:0x30] = bytes([3, 3, 3, 0])
    raw += "КОТО.ОМ.К".encode("cp1251") + b"---" * 3 + "\0".join(texts).encode("cp1251") + b"\0"
    content = read("кухня.puz", bytes(raw)).content
    assert isinstance(content, Puzzle)
    assert (content.title, content.language) == ("Кухня", "ru")
    assert [(entry.answer, entry.clue) for entry in content.entries] == [
        ("КОТ", "Мурлычет"),
        ("КОМ", "Снежный шар"),
        ("ТОК", "Бежит по проводам"),
    ]


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("a.csv", b"", "пустой"),
        ("a.csv", b"   \n", "пустой"),
        ("a.csv", "кот\nпёс\n".encode(), "один столбец"),
        ("a.csv", "кот;мяу\n".encode(), "Подходящих слов 1"),
        ("a.csv", b"\x00\x01\x02;\xff", "UTF-8"),
        ("a.json", b"{", "JSON не читается"),
        ("a.json", b"[" * 100_000, "JSON не читается"),
        ("a.json", b"[1, 2, 3]", "ни слов, ни вопросов"),
        ("a.json", b"3", "ни слов, ни вопросов"),
        ("a.json", b'{"words": 5}', "ни слов, ни вопросов"),
        ("a.yaml", b"a: &x [1]\nb: *x", "Ссылки YAML"),
        ("a.yaml", b"words: !!python/object/apply:os.system [ls]", "Метки типов"),
        ("a.yaml", b"words: {a: [", "YAML здесь не читается"),
        (
            "a.ipuz",
            b'{"version": "http://ipuz.org/v2", "kind": ["http://ipuz.org/sudoku#1"]}',
            "не кроссворд",
        ),
        ("a.ipuz", b'{"puzzle": [[1]], "dimensions": {"width": 99999, "height": 1}}', "99999×1"),
        ("a.ipuz", b'{"puzzle": [[1]], "dimensions": {"width": 3, "height": 3}}', "нет ответов"),
        ("a.ipuz", b'{"puzzle": [[1]], "dimensions": 5}', "размер"),
        ("a.puz", b"\0\0ACROSS&DOWN\0", "обрывается"),
        ("a.puz", b"nothing of the kind", "обрывается"),
        ("a.xd", b"hello", "разделы"),
        ("a.xd", b"<!--" * 100_000, "больше"),
        ("a.xd", b"<!--" * 20_000 + b"{/" * 5_000, "разделы"),
        ("a.jpz", b"<a>", "не читается"),
        ("a.jpz", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        ("a.jpz", b'<?xml version="1.0"?><a/>', "мы понимаем"),
        ("a.zip", b"PK\x03\x04 and no more", "испорчен"),
        ("a.exe", b"MZ", "не знаем"),
        ("a", b"\x89PNG", "Это картинка"),
        ("a.csv", b"\xff\xd8\xff\xe0", "Это фотография"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 closed", "закрыт паролем"),
        ("a.xlsx", "кот мурлычет".encode(), "не знаем"),
        ("a.pdf", b"%PDF-1.4", "Это PDF"),
        ("a.csv", TABLE.encode("cp866"), "UTF-8"),
        ("a.json", b'{"words": ' + b"9" * 100_000 + b"}", "JSON не читается"),
    ],
)
def test_a_file_that_is_nothing_for_us_is_refused_with_a_reason(name, raw, why):
    assert why in refusal(name, raw)


def test_bombs_do_not_go_off():
    laughs = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9)
    )
    assert "DOCTYPE" in refusal("a.jpz", b"<!DOCTYPE x [" + laughs + b"]><x>&j;</x>")
    assert "слишком велик" in refusal("a.jpz", archive(**{"a.xml": b"0" * 9_000_000}))
    assert "слишком велик" in refusal("a.xlsx", archive(**{"xl/workbook.xml": b" " * 9_000_000}))
    assert "слишком велик" in refusal("a.jpz", archive(**{f"{n}.xml": b"" for n in range(300)}))
    assert "один файл" in refusal("a.jpz", archive(**{"a.xml": b"<a/>", "b.xml": b"<b/>"}))
    assert "больше одного мегабайта" in refusal("a.csv", b"a;b\n" * 300_000)
    assert "Таблица не читается" in refusal("a.xlsx", archive(**{"xl/workbook.xml": b"<x/>"}))


def test_a_document_of_another_program_is_refused_with_what_to_do():
    assert "документ Word" in refusal("a.docx", archive(**{"word/document.xml": b"<w/>"}))
    assert "OpenOffice" in refusal("a.xlsx", archive(**{"content.xml": b"<a/>"}))


def test_a_file_with_the_wrong_name_is_taken_for_what_it_is():
    table = workbook([list(pair) for pair in WORDS.items()])
    lines = "\n".join(f"{word}: {clue}" for word, clue in WORDS.items())
    for name in ("слова.csv", "слова.json", "слова"):
        assert words(name, table) == list(WORDS)
    for name in ("слова.xlsx", "слова.txt", "слова"):
        assert words(name, TABLE) == list(WORDS)
        assert words(name, lines) == list(WORDS)
        assert words(name, json.dumps(WORDS)) == list(WORDS)
        assert isinstance(read(name, RUSSIAN_XD.encode()).content, Puzzle)


def test_half_a_character_goes_no_further():
    text = json.dumps({"title": "Дом \ud800", "words": {**WORDS, "кот\udfff": "мяу\ud800"}})
    content = read("слова.json", text.encode()).content
    assert isinstance(content, WordList)
    assert orjson.loads(orjson.dumps(content.plain()))["words"][-1] == ["кот", "мяу"]
    assert content.title == "Дом"


def test_a_table_full_of_entities_does_not_grow():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9)
    )
    with zipfile.ZipFile(io.BytesIO(workbook([["кот", "мяу"]]))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"].partition(b"?>")[2]
    files["xl/worksheets/sheet1.xml"] = laughs + b"]>" + sheet.replace(b"<sheetData>", b"<sheetData>&j;")
    assert "не читается" in refusal("a.xlsx", archive(**files))


def test_a_scrambled_crossword_is_refused():
    raw = bytearray((SAMPLES / "3x.puz").read_bytes())
    raw[0x32] = 4
    assert "зашифрованы" in refusal("a.puz", bytes(raw))


def test_a_file_that_is_not_there_is_no_fault(tmp_path):
    for path in (tmp_path / "no.csv", tmp_path, Path("a\0b.csv")):
        with pytest.raises(PackRefused):
            read_file(path)


KINDS = [SAMPLES / name for name in ("3x.puz", "3x.jpz", "kotwords-test.ipuz", "kotwords-barred.jpz")]
KINDS += [SAMPLES / "kotwords-test.xd", SAMPLES / "fun.ipuz"]


@settings(max_examples=60, deadline=None)
@given(file=st.sampled_from(KINDS), seed=st.integers(0, 10**6), cut=st.booleans())
def test_whatever_happened_to_a_file_on_its_way_there_is_no_traceback(file, seed, cut):
    noise = random.Random(seed)
    raw = bytearray(file.read_bytes())
    for _ in range(noise.randrange(1, 8)):
        raw[noise.randrange(len(raw))] = noise.randrange(256)
    if cut:
        del raw[noise.randrange(len(raw)) :]
    with suppress(PackRefused):
        assert isinstance(read(file.name, bytes(raw)), Pack)
