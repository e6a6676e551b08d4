"""Every path of a moderator through packs is walked, with every sort of answer."""

from bot.domain.games.quiz import Question, QuizPack
from bot.domain.games.words import Word, WordList
from bot.flows.explore import Walk
from bot.storage.packs import PackState
from tests.clubs.club_hall import ClubChat
from tests.line import TheLine
from tests.phone import Phone

WORDS = WordList(
    "Очень длинное название списка слов о кухне и посуде", "ru", (Word("ложка", "К обеду"),) * 200
)
QUIZ = QuizPack("Разное", "ru", (Question("Столица?", ("Москва",)),))
OURS = ("packs", "pack", "pack-words", "pack-keep", "pack-drop", "pack-begin", "pack-new")


async def test_no_path_through_packs_troubles_anybody(line: TheLine, club: ClubChat, vera: Phone) -> None:
    async with line.acting(vera.messenger, vera.account) as services:
        keep = services.work.packs.keep
        number = await keep(services.person.id, WORDS, line.now)
        looked_at = await keep(services.person.id, QUIZ, line.now, PackState.CHECKED)
        await services.work.end_turn()
        names = (f"up:{number}", f"up:{looked_at}", "up:99", "quiz-ru-books.yaml")
        roots: list[tuple[str, str, dict[str, object]]] = [
            ("packs", "", {}),
            ("packs", "all", {}),
            ("pack-new", "", {}),
            *((flow, name, {}) for flow in OURS[1:6] for name in names),
        ]
        found = await Walk(services, within=OURS).over(roots)
        assert found.troubles == []
        assert len(found.places) > 10
