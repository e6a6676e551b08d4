"""`python -m bot pack`: a file looked at before anybody plays it."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.__main__ import arguments
from bot.commands.pack import run

SAMPLES = Path(__file__).parents[1] / "samples" / "crosswords"


@pytest.fixture
def pack(capsys):
    def call(*given: object) -> tuple[int, str, str]:
        code = run(arguments().parse_args(["pack", *map(str, given)]))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_a_crossword_is_described_and_drawn_beside_its_file(pack, tmp_path):
    file = tmp_path / "3x.puz"
    file.write_bytes((SAMPLES / "3x.puz").read_bytes())
    code, out, err = pack(file)
    assert (code, err) == (0, "")
    assert "Кроссворд «Test 3x3»: слов 6, язык английский." in out
    assert "по горизонтали 3, по вертикали 3" in out
    assert Image.open(io.BytesIO((tmp_path / "3x.puz.png").read_bytes())).format == "PNG"


def test_a_word_list_shows_the_crossword_that_it_makes(pack, tmp_path):
    picture = tmp_path / "here.png"
    code, out, _ = pack(
        SAMPLES / "wordlists" / "xpuz-en-science-general_science-easy.json", "--picture", picture
    )
    assert code == 0
    assert "Для примера собрали кроссворд из 15 слов." in out
    assert picture.stat().st_size > 1000


def test_what_cannot_be_taken_is_refused_with_a_reason(pack, tmp_path):
    code, out, err = pack(SAMPLES / "Route_66.ipuz")
    assert (code, out) == (1, "")
    assert err.startswith("Не берём. Подсказки не привязаны к словам")
    assert pack(tmp_path / "nothing.csv")[0] == 1


def test_a_picture_that_cannot_be_written_is_told(pack, tmp_path):
    code, _, err = pack(SAMPLES / "3x.puz", "--picture", tmp_path / "no" / "such" / "folder.png")
    assert code == 1
    assert "--picture" in err


def test_a_quiz_without_sources_is_remarked_on(pack, tmp_path):
    file = tmp_path / "quiz.yaml"
    file.write_text(
        "title: Разное\nquestions:\n"
        + "".join(f"  - text: Вопрос {number}?\n    answer: да\n" for number in range(3)),
        "utf-8",
    )
    code, out, _ = pack(file)
    assert code == 0
    assert "вопросов 3" in out
    assert "без источника вопросы 1, 2, 3" in out
