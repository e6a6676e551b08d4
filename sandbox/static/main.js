// The page: all phones of the sandbox, side by side, or one at a time on a narrow screen.

import { picture } from "./bubble.js";
import { make } from "./elements.js";
import { toast } from "./overlay.js";
import { Phone } from "./phone.js";
import { TimePanel } from "./time.js";
import { messengerOf } from "./ways.js";
import { World } from "./world.js";

const NARROW = matchMedia("(max-width: 720px)");
const world = new World();
const place = document.getElementById("phones");
const tabs = document.getElementById("tabs");
const doors = document.getElementById("doors");
const heading = place.querySelector("h1");
const viewer = document.getElementById("viewer");
const time = new TimePanel(document.getElementById("time"), () => phones.forEach((phone) => phone.log.nameDays()));
let phones = [];
let current = null;
const opened = new Set(); // keys of the phones that wait aside and were asked for
let shown = null; // which phones the page was built for

const shell = {
  visible: (phone) => !document.hidden && (NARROW.matches ? phone === current : !aside(phone)),
  unread(phone, count) {
    const name = `${phone.spec.title}, ${messengerOf(phone.spec)}`;
    for (const button of [phone.tab, phone.door]) {
      button?.classList.toggle("unread", count > 0);
      button?.setAttribute("aria-label", count ? `${name}, новых сообщений: ${count}` : name);
    }
  },
  open(user) {
    const spec = world.privatePhone(user);
    const phone = phones.find((one) => one.spec.key === spec?.key);
    if (phone) select(phone);
    else toast(phones.find((one) => one.actor === user).element, "Личный чат этого человека здесь не показан.");
  },
  /** A person has come into a chat: their phone that shows it is brought. */
  enter(user, chat) {
    const phone = phones.find(({ spec }) => spec.chat === chat && spec.user === user) ?? phones.find(({ spec }) => spec.chat === chat && spec.actors.includes(user));
    if (phone) select(phone);
  },
  enlarge(url, text) {
    viewer.querySelector("img").src = url;
    viewer.querySelector("img").alt = text || "Фотография";
    viewer.querySelector("p").textContent = text;
    viewer.showModal();
  },
};

function aside({ spec }) {
  return Boolean(spec.more) && !opened.has(spec.key);
}

/** Put a phone beside the others, or away again; only a wide screen keeps any away. */
function put(phone, open) {
  opened[open ? "add" : "delete"](phone.spec.key);
  phone.element.classList.toggle("aside", aside(phone));
  phone.door?.setAttribute("aria-pressed", String(open));
  if (open && !NARROW.matches) phone.element.scrollIntoView({ block: "nearest", inline: "center" });
  if (open) phone.log.seen();
}

function select(phone, focus = false) {
  current = phone;
  if (aside(phone) && !NARROW.matches) put(phone, true);
  for (const one of phones) {
    one.element.classList.toggle("current", one === phone);
    one.tab.setAttribute("aria-selected", String(one === phone));
    one.tab.tabIndex = one === phone ? 0 : -1;
  }
  phone.tab.scrollIntoView({ block: "nearest", inline: "center" });
  phone.element.scrollIntoView({ block: "nearest", inline: "center", behavior: NARROW.matches ? "instant" : "smooth" });
  if (focus) phone.tab.focus();
  phone.log.seen();
}

/** Make the phones that the world has; those that stay keep their drafts and their place in the talk. */
function build() {
  const wanted = world.phones.map((spec) => JSON.stringify(spec));
  if (wanted.join() !== shown) {
    shown = wanted.join();
    const before = new Map(phones.map((phone) => [JSON.stringify(phone.spec), phone]));
    phones = world.phones.map((spec, index) => before.get(wanted[index]) ?? new Phone(world, spec, shell));
    arrange(phones.map((phone) => phone.element));
    tabs.replaceChildren(...phones.map(tabOf));
    const kept = phones.filter(({ spec }) => spec.more);
    doors.replaceChildren(...kept.map(doorOf));
    doors.parentElement.hidden = !kept.length;
    phones.forEach((phone) => phone.element.classList.toggle("aside", aside(phone)));
    if (!phones.length) place.append(make("p", { class: "opening" }, "В песочнице пока нет ни одного телефона."));
    current = phones.find((phone) => phone.spec.key === current?.spec.key) ?? phones[0] ?? null;
    if (current) select(current);
    layOut();
    phones.forEach((phone) => shell.unread(phone, phone.log.unread));
  }
  phones.forEach((phone) => phone.refresh());
}

/** Only what is new is put in: an element that moves loses where it was scrolled to. */
function arrange(elements) {
  [...place.children].filter((child) => child !== heading && !elements.includes(child)).forEach((child) => child.remove());
  elements.forEach((element, index) => {
    const there = place.children[index + 1];
    if (there !== element) place.insertBefore(element, there ?? null);
  });
}

function tabOf(phone) {
  phone.tab ??= make(
    "button",
    { type: "button", class: "tab", role: "tab", "aria-controls": phone.element.id, onclick: () => select(phone) },
    make("span", { class: "name" }, phone.spec.title),
    make("span", { class: "messenger" }, messengerOf(phone.spec)),
  );
  phone.tab.classList.add(phone.messenger);
  return phone.tab;
}

/** The button that brings a phone from aside. */
function doorOf(phone) {
  const { spec } = phone;
  phone.door ??= make(
    "button",
    { type: "button", class: `door ${phone.messenger}`, "aria-controls": phone.element.id, "aria-pressed": String(opened.has(spec.key)), onclick: () => put(phone, !opened.has(spec.key)) },
    picture(spec.title, spec.chat),
    make("span", { class: "name" }, spec.title),
    make("span", { class: "messenger" }, messengerOf(spec)),
  );
  return phone.door;
}

/** A phone is a tab's panel only where tabs are shown. */
function layOut() {
  phones.forEach(({ element }) => (NARROW.matches ? element.setAttribute("role", "tabpanel") : element.removeAttribute("role")));
  current?.log.seen();
}

function on(type, act) {
  world.addEventListener(type, ({ detail }) => act(detail));
}

const inChat = (event, act) => phones.filter((phone) => phone.spec.chat === event.chat).forEach(act);

on("world", () => time.set(world.time));
on("world", build);
on("time", (event) => time.set(event.time));
on("link", (connected) => { document.getElementById("offline").hidden = connected; });
on("message", (event) => inChat(event, (phone) => phone.show(event.message)));
on("deleted", (event) => inChat(event, (phone) => phone.remove(event.id)));
on("keyboard", (event) => inChat(event, (phone) => phone.showKeyboard()));
on("pinned", (event) => inChat(event, (phone) => phone.pin()));
on("typing", (event) => inChat(event, (phone) => phone.typing(true)));
on("toast", (event) => {
  const held = phones.filter((phone) => phone.actor === event.user);
  const phone = phones.find((one) => one.awaits(event)) ?? held.find((one) => one.spec.chat === event.chat) ?? held[0];
  phone?.answered(event);
});

tabs.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  select(phones[(phones.indexOf(current) + step + phones.length) % phones.length], true);
});
viewer.addEventListener("click", () => viewer.close());
NARROW.addEventListener("change", layOut);
document.addEventListener("visibilitychange", () => phones.filter(shell.visible).forEach((phone) => phone.log.seen()));

world.connect();
