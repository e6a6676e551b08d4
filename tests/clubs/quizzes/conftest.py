"""People around a quiz: a club whose moderator begins things in its chat or in private."""

from __future__ import annotations

import pytest

from tests.clubs.club_hall import ClubChat
from tests.phone import Phone


@pytest.fixture
def anna_there(club: ClubChat, anna: Phone) -> Phone:
    """Anna's phone, open in the club's chat."""
    return club.of(anna)


@pytest.fixture
def ivan_there(club: ClubChat, ivan: Phone) -> Phone:
    """Ivan's phone, open in the club's chat."""
    return club.of(ivan)


@pytest.fixture
def vera_there(club: ClubChat, vera: Phone) -> Phone:
    """The moderator's phone, open in the club's chat."""
    return club.of(vera)
