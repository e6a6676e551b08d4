"""Draws the pictures of «Угадай картинку» into `content/packs/media/`, all of plain shapes.

    pip install pillow && python -m tools.media.pictures

All are our own drawings; of paintings only such whose painters died more than seventy years ago.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[2] / "content" / "packs" / "media"
WIDTH, HEIGHT = 800, 600
FINER = 2
"""Everything is drawn so many times larger and shrunk, for smooth edges."""

Ink = tuple[int, int, int]
Spot = tuple[float, float]

NIGHT: Ink = (16, 24, 56)
SKY: Ink = (214, 232, 245)
DUSK: Ink = (250, 214, 165)
DARK: Ink = (38, 44, 60)
STONE: Ink = (196, 178, 148)
GRASS: Ink = (126, 158, 100)
WHITE: Ink = (255, 255, 255)


class Paper:
    """A sheet on which shapes are drawn by the size of the finished picture."""

    def __init__(self, ground: Ink) -> None:
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), ground)
        self._draw = ImageDraw.Draw(self.image)

    def shape(self, ink: Ink, *spots: Spot) -> None:
        """A filled shape by its corners."""
        self._draw.polygon([(x * FINER, y * FINER) for x, y in spots], fill=ink)

    def box(self, ink: Ink, left: float, top: float, right: float, bottom: float) -> None:
        """A filled rectangle."""
        self.shape(ink, (left, top), (right, top), (right, bottom), (left, bottom))

    def disc(self, ink: Ink, x: float, y: float, wide: float, high: float = 0.0) -> None:
        """A filled circle or ellipse around its middle."""
        high = high or wide
        box = [(x - wide) * FINER, (y - high) * FINER, (x + wide) * FINER, (y + high) * FINER]
        self._draw.ellipse(box, fill=ink)

    def line(self, ink: Ink, width: float, *spots: Spot) -> None:
        """A line through some places."""
        points = [(x * FINER, y * FINER) for x, y in spots]
        self._draw.line(points, fill=ink, width=round(width * FINER), joint="curve")

    def save(self, name: str) -> None:
        """Write it, small: few colours are in it anyway."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        FOLDER.mkdir(parents=True, exist_ok=True)
        small.quantize(64, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def sky(stars: Sequence[Spot], lines: Sequence[tuple[int, int]]) -> Paper:
    """A constellation among small stars."""
    paper = Paper(NIGHT)
    for number in range(90):
        across, down = (number * 389 + 61) % WIDTH, (number * 257 + 97) % HEIGHT
        paper.disc((92, 104, 150), across, down, 1.2 + number % 2)
    for one, other in lines:
        paper.line((70, 84, 140), 2, stars[one], stars[other])
    for x, y in stars:
        paper.disc((255, 244, 200), x, y, 8)
    return paper


def chain(count: int) -> list[tuple[int, int]]:
    """Lines from each star to the next."""
    return [(place, place + 1) for place in range(count - 1)]


def big_dipper() -> Paper:
    """Seven stars: the handle, then the bowl."""
    stars = [(95, 170), (225, 175), (320, 235), (420, 300), (440, 420), (640, 430), (680, 290)]
    return sky(stars, [*chain(7), (6, 3)])


def orion() -> Paper:
    """Shoulders, belt and feet."""
    stars = [(270, 120), (520, 150), (440, 285), (400, 305), (360, 325), (290, 490), (510, 470)]
    return sky(stars, [(0, 1), (0, 4), (1, 2), (2, 3), (3, 4), (4, 5), (2, 6), (5, 6)])


def cassiopeia() -> Paper:
    """The letter W."""
    return sky([(120, 210), (250, 400), (395, 260), (540, 420), (690, 200)], chain(5))


def swan() -> Paper:
    """The northern cross."""
    stars = [(400, 80), (400, 210), (405, 370), (410, 530), (210, 130), (600, 300)]
    return sky(stars, [(0, 1), (1, 2), (2, 3), (4, 1), (1, 5)])


def ground(air: Ink = SKY, earth: Ink = GRASS, line: float = 520) -> Paper:
    """A place to build on."""
    paper = Paper(air)
    paper.box(earth, 0, line, WIDTH, HEIGHT)
    return paper


def eiffel() -> Paper:
    """Four legs, two floors and a needle."""
    paper = ground(DUSK)
    paper.shape(DARK, (390, 60), (410, 60), (425, 230), (375, 230))
    paper.shape(DARK, (375, 230), (425, 230), (460, 360), (340, 360))
    paper.shape(DARK, (340, 360), (460, 360), (560, 520), (240, 520))
    paper.shape(DUSK, (388, 270), (412, 270), (424, 340), (376, 340))
    paper.disc(DUSK, 400, 530, 95, 110)
    paper.box(GRASS, 240, 520, 560, HEIGHT)
    paper.box(DARK, 360, 224, 440, 238)
    paper.box(DARK, 325, 352, 475, 370)
    paper.line(DARK, 4, (400, 20), (400, 70))
    return paper


def leaning() -> Paper:
    """A white tower with galleries, and it leans."""
    paper = ground()
    lean = 0.1
    for floor in range(8):
        low, high = 520 - floor * 55, 520 - floor * 55 - 50
        half = 78 if floor < 7 else 56
        left, right = 370 + (520 - low) * lean, 370 + (520 - high) * lean
        paper.shape(
            (240, 234, 220),
            (left - half, low),
            (left + half, low),
            (right + half, high),
            (right - half, high),
        )
        shift = left - 370
        paper.box((188, 178, 158), 370 + shift - half - 6, low - 4, 370 + shift + half + 6, low + 3)
        for arch in range(5):
            x = 370 + shift + (arch - 2) * half * 0.38
            paper.disc((120, 112, 100), x, low - 28, 8, 8)
            paper.box((120, 112, 100), x - 8, low - 28, x + 8, low - 8)
    return paper


def pyramids() -> Paper:
    """Three of them and the sand."""
    paper = ground(SKY, (232, 206, 150), 450)
    paper.disc((255, 226, 120), 660, 110, 50)
    for x, top, half in ((210, 250, 170), (610, 290, 140), (410, 150, 250)):
        paper.shape((214, 176, 110), (x, top), (x + half, 470), (x - half, 470))
        paper.shape((176, 138, 80), (x, top), (x + half, 470), (x + half * 0.3, 470))
    return paper


def clock_tower() -> Paper:
    """A tall tower with a clock and a pointed roof."""
    paper = ground((205, 213, 222), (120, 132, 140))
    paper.box(STONE, 345, 200, 455, 520)
    for x in range(360, 450, 18):
        paper.box((160, 140, 110), x, 330, x + 6, 510)
    paper.box((222, 204, 170), 330, 170, 470, 300)
    paper.disc((60, 60, 66), 400, 236, 56)
    paper.disc(WHITE, 400, 236, 49)
    for hour in range(12):
        turn = hour * pi / 6
        paper.disc(DARK, 400 + 40 * sin(turn), 236 - 40 * cos(turn), 3)
    paper.line(DARK, 5, (400, 236), (400, 200))
    paper.line(DARK, 5, (400, 236), (426, 250))
    paper.shape((74, 92, 84), (325, 170), (475, 170), (430, 110), (370, 110))
    paper.shape((74, 92, 84), (376, 110), (424, 110), (400, 20))
    return paper


def stonehenge() -> Paper:
    """Standing stones with lintels."""
    paper = ground(DUSK, GRASS, 430)
    grey: Ink = (128, 128, 132)
    for x in (90, 205, 320, 435, 550, 665):
        paper.box(grey, x, 250, x + 48, 470)
        paper.box((104, 104, 110), x + 34, 250, x + 48, 470)
    for left, right in ((80, 265), (310, 495), (540, 725)):
        paper.shape((146, 146, 150), (left, 210), (right, 206), (right + 4, 252), (left - 2, 254))
    return paper


def tv_tower() -> Paper:
    """A needle of concrete on a cone, with a basket high above."""
    paper = ground()
    paper.shape((206, 210, 214), (330, 520), (470, 520), (420, 410), (380, 410))
    for x in (352, 384, 416, 448):
        paper.disc((150, 170, 190), x, 500, 9, 22)
    paper.shape((206, 210, 214), (380, 412), (420, 412), (410, 200), (390, 200))
    paper.box((90, 110, 140), 376, 196, 424, 206)
    paper.shape((170, 178, 186), (374, 206), (426, 206), (416, 240), (384, 240))
    paper.box((90, 110, 140), 380, 216, 420, 224)
    paper.shape((196, 60, 50), (394, 196), (406, 196), (403, 110), (397, 110))
    paper.line(WHITE, 6, (400, 175), (400, 155))
    paper.line((196, 60, 50), 4, (400, 110), (400, 30))
    return paper


def kremlin() -> Paper:
    """A red tower with a clock, a green tent and a star, and the wall with its swallowtails."""
    paper = ground((224, 236, 246), (140, 136, 130))
    red: Ink = (166, 52, 44)
    paper.box(red, 0, 430, WIDTH, 520)
    for x in range(8, WIDTH, 44):
        paper.shape(red, (x, 432), (x, 400), (x + 13, 414), (x + 26, 400), (x + 26, 432))
    paper.box(red, 320, 290, 480, 520)
    paper.disc(DARK, 400, 470, 28, 34)
    paper.box(DARK, 372, 470, 428, 520)
    paper.box(WHITE, 312, 282, 488, 294)
    paper.box(red, 345, 190, 455, 284)
    paper.disc((224, 184, 70), 400, 232, 36)
    paper.disc(DARK, 400, 232, 31)
    paper.line((224, 184, 70), 4, (400, 232), (400, 208))
    paper.line((224, 184, 70), 4, (400, 232), (416, 240))
    paper.box(WHITE, 340, 184, 460, 192)
    paper.shape((60, 120, 84), (352, 184), (448, 184), (404, 78), (396, 78))
    star = [(400 + (26 if turn % 2 == 0 else 10) * sin(turn * pi / 5),
             56 - (26 if turn % 2 == 0 else 10) * cos(turn * pi / 5)) for turn in range(10)]  # fmt: skip
    paper.shape((210, 30, 36), *star)
    return paper


def taj_mahal() -> Paper:
    """White domes and four minarets over the water."""
    paper = ground((250, 226, 204), (120, 160, 176))
    white, shade = (248, 244, 238), (206, 198, 190)
    for x in (110, 690, 190, 610):
        paper.box(white, x - 11, 210, x + 11, 505)
        paper.disc(white, x, 208, 15, 20)
        for y in (290, 380):
            paper.box(shade, x - 16, y, x + 16, y + 6)
    paper.box(white, 240, 330, 560, 505)
    for x in (300, 500):
        paper.disc(white, x, 318, 30, 34)
        paper.line(shade, 3, (x, 284), (x, 266))
    paper.disc(white, 400, 250, 78, 84)
    paper.shape(white, (372, 178), (428, 178), (400, 138))
    paper.line(shade, 4, (400, 140), (400, 104))
    paper.box(white, 330, 290, 470, 505)
    paper.disc(shade, 400, 400, 40, 50)
    paper.box(shade, 360, 400, 440, 505)
    for x in (275, 525):
        for y in (385, 455):
            paper.disc(shade, x, y, 16, 22)
    paper.box((220, 210, 200), 60, 500, 740, 522)
    return paper


def parthenon() -> Paper:
    """A temple of columns on a hill."""
    paper = ground((176, 210, 238), (186, 170, 136), 470)
    marble, shade = (238, 228, 206), (198, 184, 156)
    paper.box(shade, 110, 440, 690, 470)
    paper.box(marble, 125, 424, 675, 442)
    for column in range(8):
        x = 150 + column * 67
        paper.shape(marble, (x, 424), (x + 34, 424), (x + 30, 250), (x + 4, 250))
        paper.line(shade, 3, (x + 12, 420), (x + 13, 254))
        paper.line(shade, 3, (x + 22, 420), (x + 21, 254))
        paper.box(marble, x - 4, 240, x + 38, 252)
    paper.box(marble, 130, 206, 670, 242)
    paper.shape(marble, (120, 206), (680, 206), (400, 120))
    paper.shape(shade, (190, 196), (610, 196), (400, 134))
    return paper


def opera() -> Paper:
    """White sails beside the water."""
    paper = ground((190, 222, 244), (58, 110, 156), 450)
    paper.box((170, 140, 112), 90, 420, 720, 456)
    sails = ((130, 420, 250, 230), (235, 420, 380, 150), (370, 420, 500, 210), (510, 420, 590, 270))
    for left, low, right, top in sails:
        curve = [
            (left + (right - left) * step / 12, low - (low - top) * (1 - (1 - step / 12) ** 2.2))
            for step in range(13)
        ]
        paper.shape((250, 250, 246), *curve, (right + 46, low))
        paper.shape((214, 218, 220), (right, top), (right + 46, low), (right - 8, low))
    paper.shape((250, 250, 246), (600, 420), (660, 320), (690, 420))
    return paper


def black_square() -> Paper:
    """A black square on white."""
    paper = Paper((238, 232, 218))
    paper.box((24, 22, 22), 190, 90, 610, 510)
    return paper


def squares() -> Paper:
    """Red, blue and yellow between black lines."""
    paper = Paper((240, 238, 230))
    paper.box((208, 36, 30), 230, 0, WIDTH, 400)
    paper.box((30, 70, 160), 0, 400, 230, HEIGHT)
    paper.box((244, 206, 40), 700, 520, WIDTH, HEIGHT)
    for x in (230,):
        paper.line((20, 20, 20), 14, (x, 0), (x, HEIGHT))
    paper.line((20, 20, 20), 14, (0, 400), (WIDTH, 400))
    paper.line((20, 20, 20), 18, (0, 190), (230, 190))
    paper.line((20, 20, 20), 14, (700, 400), (700, HEIGHT))
    paper.line((20, 20, 20), 18, (700, 520), (WIDTH, 520))
    return paper


def starry_night() -> Paper:
    """A swirling sky, a moon, a cypress and a village."""
    paper = Paper((34, 62, 128))
    for row in range(12):
        wave = [(x, 40 + row * 34 + 14 * sin(x / 70 + row)) for x in range(0, WIDTH + 20, 10)]
        paper.line(((74, 112, 178), (120, 156, 200), (48, 84, 154))[row % 3], 9, *wave)
    for x, y, size in ((330, 210, 88), (490, 270, 62)):
        fade = [(1 - step / 60, step / 5) for step in range(56)]
        swirl = [(x + size * left * cos(turn), y + size * left * sin(turn)) for left, turn in fade]
        paper.line((214, 226, 214), 11, *swirl)
        paper.line((90, 130, 190), 4, *swirl)
    for x, y in ((210, 70), (330, 60), (460, 110), (560, 60), (240, 330), (620, 220), (130, 250)):
        for size, ink in ((30, (110, 148, 176)), (20, (206, 206, 130)), (10, (250, 240, 170))):
            paper.disc(ink, x, y, size)
    for size, ink in ((66, (150, 170, 150)), (50, (226, 206, 100)), (36, (250, 206, 70))):
        paper.disc(ink, 710, 90, size)
    paper.disc((226, 206, 100), 724, 84, 24)
    hills = [(x, 440 - 40 * sin(x / 120)) for x in range(0, WIDTH + 20, 20)]
    paper.shape((30, 54, 96), *hills, (WIDTH, HEIGHT), (0, HEIGHT))
    for x in range(300, 780, 70):
        paper.box((70, 84, 100), x, 500, x + 46, 550)
        paper.shape((46, 54, 76), (x - 6, 500), (x + 52, 500), (x + 23, 474))
        paper.box((244, 206, 90), x + 14, 516, x + 24, 530)
    paper.shape((60, 70, 92), (508, 500), (524, 500), (516, 400))
    heights = [(step, 1 - step / 26) for step in range(26)]
    trunk = [(140 + 44 * sin(step / 3.2) * thick, HEIGHT - step * 21, thick) for step, thick in heights]
    left = [(x - 34 * thick, y) for x, y, thick in trunk]
    right = [(x + 40 * thick, y) for x, y, thick in reversed(trunk)]
    paper.shape((22, 40, 34), (60, HEIGHT), *left, *right, (220, HEIGHT))
    return paper


PICTURES: dict[str, Callable[[], Paper]] = {
    "big-dipper": big_dipper,
    "orion": orion,
    "cassiopeia": cassiopeia,
    "swan": swan,
    "eiffel": eiffel,
    "leaning-tower": leaning,
    "pyramids": pyramids,
    "clock-tower": clock_tower,
    "stonehenge": stonehenge,
    "tv-tower": tv_tower,
    "kremlin": kremlin,
    "taj-mahal": taj_mahal,
    "parthenon": parthenon,
    "opera": opera,
    "black-square": black_square,
    "squares": squares,
    "starry-night": starry_night,
}


def main() -> None:
    """Draw them all."""
    for name, draw in PICTURES.items():
        draw().save(name)


if __name__ == "__main__":
    main()
