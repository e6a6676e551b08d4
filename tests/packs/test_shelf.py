"""The packs in the folder of content."""

import pytest

from bot.packs.pack import PackRefused
from bot.packs.reading import read
from bot.packs.shelf import complaints, shelved

GOOD = """title: Дом
words:
  подъезд: Вход
  балкон: Здесь сушат бельё
  лифт: Едет вверх
  двор: Там качели
  мост: Над рекой
"""


def test_packs_are_known_by_their_files_and_what_is_wrong_is_told(tmp_path):
    assert shelved(tmp_path) == {}
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "ru-home.yaml").write_text(GOOD, "utf-8")
    (folder / "ru-doubt.yaml").write_text(GOOD + "  да: Согласие\n", "utf-8")
    (folder / "ru-broken.yaml").write_text("words: {", "utf-8")
    (folder / ".hidden").write_text("", "utf-8")
    assert set(shelved(tmp_path)) == {"ru-home.yaml", "ru-doubt.yaml"}
    told = {file.name: (sentence, whole) for file, sentence, whole in complaints(tmp_path)}
    assert told["ru-doubt.yaml"] == ("«да» не берём: слово слишком короткое.", False)
    assert told["ru-broken.yaml"][1]
    assert set(told) == {"ru-doubt.yaml", "ru-broken.yaml"}


QUESTIONS = """questions:
  - {text: Что играет?, answer: Калинка, media: %s}
  - {text: Который час?, answer: Полдень}
  - {text: Куда идём?, answer: Домой}
"""


def test_a_sound_that_a_question_names_must_be_there(tmp_path):
    folder = tmp_path / "packs"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "song.ogg").write_bytes(b"OggS")
    for name in ("song.ogg", "lost.ogg"):
        (folder / f"{name}.yaml").write_text(QUESTIONS % name, "utf-8")
    (told,) = complaints(tmp_path)
    assert told[1] == "Вопрос 1: файла «lost.ogg» нет в папке media. Нужен .ogg или .png."


@pytest.mark.parametrize(
    "name", ["../secret.png", "telegram:spool:7", "inline:AAAA", "vk:photo1_2", "a/b.ogg"]
)
def test_nothing_but_a_file_of_the_folder_can_be_named(name):
    with pytest.raises(PackRefused, match="«media» — имя файла"):
        read("quiz.yaml", (QUESTIONS % f'"{name}"').encode())
