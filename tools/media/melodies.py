"""Plays the melodies of «Угадай мелодию» into `content/packs/media/`: our sound, tunes in the public domain.

    pip install numpy soundfile && python -m tools.media.melodies

The line needs neither: the files lie in the repository. soundfile brings libsndfile, which writes Ogg Opus,
what both messengers take as a voice message.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import soundfile

FOLDER = Path(__file__).parents[2] / "content" / "packs" / "media"
RATE = 24_000

_HALFTONES = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_NOTE = re.compile(r"([a-g]|r)([#b]?)(\d?)(?:/([\d.]+))?")

TUNES: dict[str, tuple[float, str]] = {
    # Beats a minute, then notes with octave; behind a slash how many beats, which holds until it changes.
    "ode-to-joy": (
        132,
        "e4/1 e4 f4 g4 g4 f4 e4 d4 c4 c4 d4 e4 e4/1.5 d4/.5 d4/2 "
        "e4/1 e4 f4 g4 g4 f4 e4 d4 c4 c4 d4 e4 d4/1.5 c4/.5 c4/2",
    ),
    "fur-elise": (
        140,
        "e5/.5 d#5 e5 d#5 e5 b4 d5 c5 a4/1.5 c4/.5 e4 a4 b4/1.5 e4/.5 g#4 b4 c5/1.5 e4/.5 "
        "e5 d#5 e5 d#5 e5 b4 d5 c5 a4/1.5 c4/.5 e4 a4 b4/1.5 e4/.5 c5 b4 a4/2",
    ),
    "swan-lake": (
        84,
        "f#5/2 b4/.5 c#5 d5 e5 f#5/1.5 d5/.5 f#5/1.5 d5/.5 f#5/1.5 b4/.5 d5 b4 g4 d5 b4/3 r/1 "
        "f#5/2 b4/.5 c#5 d5 e5 f#5/1.5 d5/.5 f#5/1.5 d5/.5 f#5/1.5 b4/.5 d5 b4 g4 d5 b4/3",
    ),
    "birch-tree": (
        112,
        "e5/.5 e5 e5 e5 d5/1 c5/.5 c5 b4/1 a4 e5/.5 e5 g5 e5 d5 d5 c5 c5 b4/1 a4 "
        "e5/.5 e5 e5 e5 d5/1 c5/.5 c5 b4/1 a4 e5/.5 e5 g5 e5 d5 d5 c5 c5 b4/1 a4/2",
    ),
    "kalinka": (
        116,
        "e5/1 d5 b4/.5 c5 d5/1 b4/.5 c5 d5 c5 b4/1 a4 e5 d5 b4/.5 c5 d5/1 b4/.5 c5 d5 c5 b4/1 a4/2",
    ),
    "fir-tree": (
        116,
        "c4/1 a4 a4 g4 a4 f4 c4 c4 c4 a4 a4 bb4 g4 c5/3 c4/1 d4 d4 bb4 bb4 a4 g4 f4 c4 a4 a4 g4 f4/3",
    ),
    "korobeiniki": (
        138,
        "e5/1 b4/.5 c5 d5/1 c5/.5 b4 a4/1 a4/.5 c5 e5/1 d5/.5 c5 b4/1.5 c5/.5 d5/1 e5 c5 a4 a4/2 "
        "r/.5 d5/1 f5/.5 a5/1 g5/.5 f5 e5/1.5 c5/.5 e5/1 d5/.5 c5 b4/1 b4/.5 c5 d5/1 e5 c5 a4 a4/2",
    ),
    "turkish-march": (
        124,
        "b4/.25 a4 g#4 a4 c5/1 d5/.25 c5 b4 c5 e5/1 f5/.25 e5 d#5 e5 b5 a5 g#5 a5 b5 a5 g#5 a5 c6/1 "
        "a5/.5 c6 b5 a5 g5 a5 b5 a5 g5 a5 b5 a5 g5 f#5 e5/1.5",
    ),
    "night-serenade": (
        132,
        "g4/1 r/.5 d4/.5 g4/1 r/.5 d4/.5 g4 d4 g4 b4 d5/1 r/1 "
        "c5/1 r/.5 a4/.5 c5/1 r/.5 a4/.5 c5 a4 f#4 a4 d4/1 r/1",
    ),
    "fifth-symphony": (
        104,
        "r/.5 g4/.5 g4 g4 eb4/3 r/.5 f4/.5 f4 f4 d4/4 r/.5 g4/.5 g4 g4 eb4 ab4 ab4 ab4 g4 eb5 eb5 eb5 c5/2",
    ),
    "spring": (
        104,
        "c5/1 e5 e5 e5 d5/.5 c5 g5/3 g5/.5 f5 e5/1 e5 e5 d5/.5 c5 g5/3 g5/.5 f5 e5/1 f5/.5 g5 f5/1 e5 d5/2",
    ),
    "mountain-king": (
        126,
        "b3/.5 c#4 d4 e4 f#4 d4 f#4/1 f4/.5 c#4 f4/1 e4/.5 c4 e4/1 "
        "b3/.5 c#4 d4 e4 f#4 d4 f#4 b4 a4 f#4 d4 f#4 a4/2",
    ),
    "morning": (
        92,
        "b5/.5 g#5 f#5 e5 f#5 g#5 b5 g#5 f#5 e5 f#5/.25 g#5 f#5 g#5 b5/.5 g#5 b5 c#6 g#5 c#6 b5 g#5 f#5 e5/2",
    ),
    "toreador": (
        108,
        "c5/1 d5/.75 c5/.25 a4/1 a4 a4/.75 g4/.25 a4/.75 bb4/.25 a4/2 "
        "bb4/1 g4/.75 c5/.25 a4/2 f4/1 d4/.75 g4/.25 c4/2",
    ),
    "blue-danube": (
        150,
        "d4/1 d4 f#4 a4 a4/2 a5/1 a5/2 f#5/1 f#5/2 d4/1 d4 f#4 a4 a4/2 a5/1 a5/2 g5/1 g5/2 "
        "c#4/1 c#4 e4 b4 b4/2 b5/1 b5/2 g5/1 g5/2",
    ),
    "two-geese": (
        112,
        "f4/.5 e4 d4 c4 g4/1 g4 f4/.5 e4 d4 c4 g4/1 g4 f4/.5 a4 a4 f4 e4 g4 g4 e4 d4 e4 f4 d4 c4/1 c4/2",
    ),
    "jingle-bells": (
        160,
        "e4/1 e4 e4/2 e4/1 e4 e4/2 e4/1 g4 c4/1.5 d4/.5 e4/4 f4/1 f4 f4/1.5 f4/.5 f4/1 e4 e4 e4/.5 e4 "
        "e4/1 d4 d4 e4 d4/2 g4",
    ),
    "bumblebee": (
        150,
        "e6/.25 d#6 d6 c#6 d6 c#6 c6 b5 c6 b5 a#5 a5 g#5 g5 f#5 f5 e5 d#5 d5 c#5 d5 c#5 c5 b4 "
        "c5 b4 a#5 a5 a5 a#5 a5 g#5 a5 a#5 a5 g#5 a5 a#5 b5 c6 c#6 d6 d#6 e6/1",
    ),
}


def main() -> None:
    """Write every melody."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (tempo, notes) in TUNES.items():
        file = FOLDER / f"{name}.ogg"
        sound = played(notes, 60.0 / tempo)
        soundfile.write(file, sound, RATE, format="OGG", subtype="OPUS", compression_level=0.9)


def played(notes: str, beat: float) -> np.ndarray:
    """The sound of a melody; each note rings on a little into the next."""
    parts: list[tuple[float, float, float]] = []
    at, beats = 0.1, 1.0
    for name, sharp, octave, length in _NOTE.findall(notes):
        beats = float(length) if length else beats
        if name != "r":
            step = _HALFTONES[name] + {"#": 1, "b": -1}.get(sharp, 0) + 12 * (int(octave) - 4)
            parts.append((at, beats * beat, 261.63 * 2 ** (step / 12)))
        at += beats * beat
    sound = np.zeros(int((at + 1.0) * RATE))
    for begin, seconds, pitch in parts:
        tone = _plucked(seconds + 0.25, pitch)
        start = int(begin * RATE)
        sound[start : start + len(tone)] += tone
    return 0.7 * sound / max(1e-9, float(np.abs(sound).max()))


def _plucked(seconds: float, pitch: float) -> np.ndarray:
    """A soft tone like a music box: few overtones, each dying away sooner than the one below."""
    time = np.arange(int(seconds * RATE)) / RATE
    tone = sum(
        strength * np.sin(2 * np.pi * pitch * order * time) * np.exp(-time * (1.6 + order))
        for order, strength in ((1, 1.0), (2, 0.45), (3, 0.2), (4, 0.08))
    )
    attack = np.minimum(1.0, time / 0.008)
    ending = np.minimum(1.0, (seconds - time) / 0.06)
    return np.asarray(tone * attack * ending)


if __name__ == "__main__":
    main()
