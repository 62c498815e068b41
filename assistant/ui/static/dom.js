// What every part of the page is made with. Every text is set as text (see `el`): nothing here
// reads a string as HTML, so nothing that a citizen, a document or a model wrote becomes markup.

/** Every word of the screen that is shown from here; they stand in strings.py. */
export const words = JSON.parse(document.getElementById("kata").textContent);

/** Who works at this page, and what they may do; only for show, each call is checked again. */
export const me = JSON.parse(document.getElementById("saya").textContent);

/** `{name}` in a text filled from `values`. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** An element with attributes, listeners (`onclick` …) and children; the one way to make one. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

/** The n-th to m-th character as Python counts them. */
export const slice = (text, start, end) => Array.from(text).slice(start, end).join("");
export const utf16 = (text, offset) => slice(text, 0, offset).length;

export function bar(share, label) {
  const known = share !== null;
  const inner = el("span", { class: known ? "" : "tak-tentu" });
  if (known) inner.style.width = `${Math.min(100, share * 100)}%`;
  return el(
    "span",
    {
      class: "bilah", role: "progressbar", "aria-label": label, "aria-valuemin": 0,
      "aria-valuemax": 100, "aria-valuenow": known ? Math.round(share * 100) : null,
    },
    inner,
  );
}

export function noticeLine(sentence, tone) {
  return el("p", { class: `kabar ${tone}`, hidden: !sentence, role: tone === "ragu" ? "alert" : "status" }, sentence || "");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "tersembunyi", "aria-hidden": true });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}

export function copyButton(label, text, more = {}) {
  const { after, ...attributes } = more;
  const button = el("button", { type: "button", class: "tombol", ...attributes }, label);
  button.addEventListener("click", async () => {
    const copied = await copy(text());
    button.textContent = copied ? words.copied : words.copy_failed;
    say(copied ? words.copied_said : words.copy_failed_said);
    setTimeout(() => (button.textContent = label), 1800);
    if (copied && after) after();
  });
  return button;
}

/** Tells a screen reader. */
export function say(sentence) {
  const place = document.querySelector(".siaran");
  if (place) place.textContent = sentence;
}
