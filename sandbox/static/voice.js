// A voice message that can be listened to.

import { fileUrl } from "./control.js";
import { icon, make } from "./elements.js";

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

let playing = null; // one voice at a time, as on a telephone

/** A player for `voice`: a file id, or an object with `file_id` and perhaps `duration`. */
export function player(voice) {
  const sound = new Audio();
  sound.preload = "none";
  sound.src = fileUrl(voice);
  const length = () => (Number.isFinite(sound.duration) ? sound.duration : voice.duration || 0);
  const time = make("span", { class: "voice-time" }, clock(length()));
  const button = make("button", { type: "button", class: "voice-button", "aria-label": "Слушать" }, icon("play"));
  const track = make("input", {
    type: "range", class: "voice-track", min: 0, max: 1000, value: 0, "aria-label": "Место в записи",
    oninput: () => { if (length()) sound.currentTime = (track.value / 1000) * length(); },
  });
  const face = (name, label) => {
    button.replaceChildren(icon(name));
    button.setAttribute("aria-label", label);
  };
  const tell = () => {
    time.textContent = clock(sound.currentTime || length());
    track.value = length() ? (sound.currentTime / length()) * 1000 : 0;
  };
  button.addEventListener("click", () => {
    if (!sound.paused) return sound.pause();
    playing?.pause();
    playing = sound;
    return sound.play().catch(() => { time.textContent = "не звучит"; });
  });
  sound.addEventListener("play", () => face("pause", "Пауза"));
  sound.addEventListener("pause", () => face("play", "Слушать"));
  sound.addEventListener("timeupdate", tell);
  sound.addEventListener("ended", () => { sound.currentTime = 0; tell(); });
  return make("div", { class: "voice" }, button, make("div", { class: "voice-line" }, track, time));
}
