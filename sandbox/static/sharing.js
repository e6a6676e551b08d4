// What people send besides words: photos, files, voices, their place and their telephone.

import { make } from "./elements.js";
import { ask, openMenu } from "./overlay.js";

const KINDS = {
  photo: { label: "Фотография", icon: "photo", accept: "image/*", title: "Отправить фотографию?" },
  document: { label: "Файл", icon: "file", accept: "", title: "Отправить файл?" },
  voice: { label: "Голосовое (звуковой файл)", icon: "voice", accept: "audio/*,.oga,.ogg,.opus", title: "Отправить голосовое?" },
};
const HERE = { latitude: "55.75583", longitude: "37.61730" };
const CANCEL = { label: "Отмена", value: null };

/** The paper clip of one phone. `hand` is the phone's: `screen`, `upload(kind, files, caption)`, `contact()` (null where the messenger has none), `location(latitude, longitude)`. */
export class Sharing {
  constructor(composer, hand) {
    this.hand = hand;
    this.button = composer.querySelector(".attach");
    this.button.addEventListener("click", () => this.#choose());
    this.inputs = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, this.#input(kind)]));
    composer.append(...Object.values(this.inputs));
  }

  /** Ask whether to send these files, and send them with what was written under the first one. */
  async offer(kind, files) {
    const caption = make("input", { class: "field", type: "text", maxlength: 1024, placeholder: "Подпись (необязательно)", "aria-label": "Подпись" });
    const look = [...files].map((file) => preview(kind, file));
    const body = [make("div", { class: "previews" }, ...look), kind === "voice" ? null : caption].filter(Boolean);
    const sent = await ask(this.hand.screen, { title: KINDS[kind].title, body, actions: [CANCEL, { label: "Отправить", value: true }] });
    look.forEach((element) => element.src && URL.revokeObjectURL(element.src));
    if (!sent) return;
    await this.hand.upload(kind, files, caption.value.trim());
  }

  /** Ask, as messengers do, before the telephone is given away. */
  async askContact() {
    const text = "Бот узнает номер телефона этого человека.";
    const yes = await ask(this.hand.screen, { title: "Поделиться номером?", text, actions: [CANCEL, { label: "Поделиться", value: true }] });
    if (yes) await this.hand.contact();
  }

  async askLocation() {
    const field = (label, value) => make("input", { class: "field", type: "text", inputmode: "decimal", value, required: true, pattern: "-?\\d{1,3}([.,]\\d+)?", "aria-label": label, title: `${label}: число, например ${value}` });
    const latitude = field("Широта", HERE.latitude);
    const longitude = field("Долгота", HERE.longitude);
    const body = [make("div", { class: "pair" }, make("label", {}, "Широта", latitude), make("label", {}, "Долгота", longitude))];
    const yes = await ask(this.hand.screen, { title: "Отправить геопозицию?", body, actions: [CANCEL, { label: "Отправить", value: true }] });
    const number = (input) => Number(input.value.replace(",", "."));
    if (yes) await this.hand.location(number(latitude), number(longitude));
  }

  #choose() {
    const files = Object.entries(KINDS).map(([kind, { label, icon }]) => ({ label, icon, do: () => this.inputs[kind].click() }));
    openMenu(this.hand.screen, this.button, "Прикрепить", [
      ...files,
      { label: "Геопозиция", icon: "pin", do: () => this.askLocation() },
      this.hand.contact ? { label: "Мой номер телефона", icon: "person", do: () => this.askContact() } : null,
    ]);
  }

  #input(kind) {
    const input = make("input", { type: "file", hidden: true, "data-kind": kind, accept: KINDS[kind].accept || null, multiple: kind !== "voice", tabindex: -1, "aria-hidden": "true" });
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      if (files.length) this.offer(kind, files);
    });
    return input;
  }
}

function preview(kind, file) {
  if (kind === "photo") return make("img", { src: URL.createObjectURL(file), alt: file.name });
  return make("span", {}, file.name);
}
