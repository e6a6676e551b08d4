// The time of the sandbox, in the zone of the station: what the clock shows, how fast it goes, and jumps ahead.

import { control } from "./control.js";
import { make } from "./elements.js";

const DATE = { weekday: "short", day: "numeric", month: "long" };
const HOURS = { hour: "2-digit", minute: "2-digit", second: "2-digit" };
const DAY = { day: "numeric", month: "numeric", year: "numeric" };
const TOLD_FOR = 10_000; // milliseconds
const formats = new Map();
let clock = null; // how the clock of the sandbox goes; without one it is that of this machine
let since = 0; // when it was told, by a watch that nobody sets

/** Unix seconds as they are in the sandbox. */
export function now() {
  return clock ? clock.shown + ((performance.now() - since) / 1000) * clock.rate : Date.now() / 1000;
}

/** A moment as people of the station write it; without a clock of the sandbox as it is written here. */
export function formatted(seconds, options) {
  const key = JSON.stringify(options) + (clock?.zone ?? "");
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("ru", { ...options, timeZone: clock?.zone }));
  return formats.get(key).format(seconds * 1000);
}

/** The control: shows the time, lets it go faster and jump. `onDay()` hears when another day has come. */
export class TimePanel {
  #rates = [];
  #day = "";
  #forgets = 0;

  constructor(panel, onDay) {
    this.panel = panel;
    this.onDay = onDay;
    this.told = panel.querySelector(".told");
    for (const button of panel.querySelectorAll(".jumps button")) {
      const { jump, to } = button.dataset;
      button.addEventListener("click", () => this.#move(button, jump ? { jump: Number(jump) } : { to }));
    }
    setInterval(() => this.#show(), 200);
  }

  /** How the clock goes from now on; null where the sandbox has none. */
  set(told) {
    clock = told;
    since = performance.now();
    this.panel.hidden = !told;
    if (!told) return;
    if (!this.#rates.length) this.#offer(told.rates);
    for (const button of this.#rates) button.setAttribute("aria-pressed", String(Number(button.dataset.rate) === told.rate));
    this.panel.querySelector('[data-to="next"]').hidden = !told.next;
    this.#show();
  }

  #offer(rates) {
    this.#rates = rates.map((rate) => make("button", { type: "button", "data-rate": rate, "aria-label": rate === 1 ? "Как обычно" : `В ${rate} раз быстрее` }, `×${rate}`));
    for (const button of this.#rates) button.addEventListener("click", () => this.#move(button, { rate: Number(button.dataset.rate) }));
    this.panel.querySelector(".rates").replaceChildren(...this.#rates);
  }

  async #move(button, change) {
    button.setAttribute("aria-busy", "true");
    try {
      this.set(await control.time(change));
      this.#tell(change.rate ? "" : `Теперь ${formatted(now(), { ...DATE, hour: "2-digit", minute: "2-digit" })}`);
    } catch (error) {
      this.#tell(error.message);
    }
    button.removeAttribute("aria-busy");
  }

  #tell(words) {
    clearTimeout(this.#forgets);
    this.told.textContent = words;
    this.#forgets = setTimeout(() => { this.told.textContent = ""; }, TOLD_FOR);
  }

  #show() {
    if (!clock) return;
    const date = formatted(now(), DATE);
    const hours = formatted(now(), HOURS);
    const time = this.panel.querySelector("time");
    if (time.textContent !== hours) time.textContent = hours;
    const day = formatted(now(), DAY);
    if (day === this.#day) return;
    this.panel.querySelector(".date").textContent = date;
    if (this.#day) this.onDay();
    this.#day = day;
  }
}
