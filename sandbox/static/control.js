// The control API: what people do on their phones. Every call either succeeds or throws a sentence for the person.

const NO_LINK = "Нет связи с песочницей. Проверьте, что она запущена, и повторите.";

async function answer(path, options) {
  let response;
  try {
    response = await fetch(`api/${path}`, options);
  } catch {
    throw new Error(NO_LINK);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok || body.error) throw new Error(body.error || `Песочница ответила: ошибка ${response.status}.`);
  return body;
}

function post(path, body) {
  return answer(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export const control = {
  world: () => answer("world", { cache: "no-store" }),
  say: (user, chat, text, replyTo) =>
    post("say", { user, chat, text, ...(replyTo ? { reply_to: replyTo } : {}) }),
  /** Let time go faster or jump ahead: `{rate}`, `{jump: seconds}` or `{to: "next"}`. */
  time: (change) => post("time", change),
  /** A button inside a message, or (without a message) a key of VK's under the input. `query` is empty where no answer comes. */
  press: (user, chat, message, data) => post("press", { user, chat, ...(message ? { message } : {}), data }),
  contact: (user, chat) => post("contact", { user, chat }),
  location: (user, chat, latitude, longitude) => post("location", { user, chat, latitude, longitude }),
  react: (user, chat, message, emoji) => post("react", { user, chat, message, emoji }),
  /** Open an invite link; answers the `chat`, and whether a yes is waited for (`asked`). */
  follow: (user, link) => post("follow", { user, link }),
  edit: (user, chat, message, text) => post("edit", { user, chat, message, text }),
  block: (user, blocked) => post("block", { user, blocked }),
  allow: (user, allowed) => post("allow", { user, allowed }),
  start: (user, payload) => post("start", { user, ...(payload ? { payload } : {}) }),
  upload(user, chat, kind, files, caption = "") {
    const form = new FormData();
    for (const [name, value] of Object.entries({ user, chat, kind, caption })) form.append(name, value);
    for (const file of files) form.append("file", file, file.name); // several are one album
    return answer("upload", { method: "POST", body: form });
  },
};

/** Where the bytes of a photo, voice or document are. */
export function fileUrl(file) {
  return `api/file/${encodeURIComponent(typeof file === "string" ? file : file.file_id)}`;
}
