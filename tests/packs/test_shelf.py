"""The packs in the folder of content."""

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


def test_a_sound_that_a_question_names_must_be_there_and_nowhere_else(tmp_path):
    folder = tmp_path / "packs"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "song.ogg").write_bytes(b"OggS")
    (folder / "secret.png").write_bytes(b"")
    asked = "".join(
        f"  - {{text: Что это {name}?, answer: Слово, media: {name}}}\n"
        for name in ("song.ogg", "lost.ogg", "../secret.png")
    )
    (folder / "quiz.yaml").write_text(f"questions:\n{asked}", "utf-8")
    told = [sentence for file, sentence, _ in complaints(tmp_path) if file.name == "quiz.yaml"]
    assert len(told) == 2
    assert "«lost.ogg» нет" in told[0]
    assert "«../secret.png» нет" in told[1]


def test_a_pack_whose_name_no_button_could_carry_is_told(tmp_path):
    folder = tmp_path / "packs"
    folder.mkdir()
    for name in ("очень-длинное-имя-файла.yaml", "12-words.yaml", "up:1.yaml", "words.yaml"):
        (folder / name).write_text(GOOD, "utf-8")
    assert set(shelved(tmp_path)) == {"words.yaml"}
    told = list(complaints(tmp_path))
    assert len(told) == 3
    assert all(whole and sentence.startswith("Имя файла не подходит") for _file, sentence, whole in told)
