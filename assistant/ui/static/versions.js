// Revisions of one draft, the versions that came of them, and how a post looks before it is opened.

import { el, fill, slice, words } from "./dom.js";

/** Buttons for the usual wishes and a field for any other; `ask` gets the wish. */
export function revisions(value, ask) {
  const buttons = value.revisions.map(({ name, label }) => el("button", { type: "button", class: "tombol kecil", onclick: () => start(name) }, label));
  const wish = el("input", { "aria-label": words.free_wish, placeholder: words.free_wish_hint, maxlength: 500 });
  const form = el("form", { class: "instruksi" }, wish, el("button", { class: "tombol kecil" }, words.free_wish_do));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (wish.value.trim()) start(wish.value.trim());
  });
  const node = el("div", { class: "perbaikan", role: "group", "aria-label": words.revise }, buttons, form);
  function start(asked) {
    for (const control of node.querySelectorAll("button, input")) control.disabled = true;
    ask(asked);
  }
  const free = () => { for (const control of node.querySelectorAll("button, input")) control.disabled = false; };
  return { node, free };
}

/** The versions of a draft so far, oldest first; `now` gives the text as it stands. */
export function versions(history, now, takeBack) {
  const node = el("div", { class: "versi-draf" });
  let shown = history.length; // the last one is what stands on the screen

  function draw(comparing) {
    const all = history.length + 1;
    node.hidden = !history.length;
    const at = (n) => { shown = n; draw(); };
    const step = (label, sign, n) => el("button", { type: "button", class: "tombol kecil", "aria-label": label, disabled: n < 0 || n > history.length, onclick: () => at(n) }, sign);
    const old = history[shown];
    node.replaceChildren(
      el("p", {}, step(words.older, "‹", shown - 1), ` ${fill(words.version, { n: shown + 1, all })} `, step(words.newer, "›", shown + 1),
        old && el("button", { type: "button", class: "tombol kecil", onclick: () => takeBack(old) }, words.take_back),
        old && el("button", { type: "button", class: "taut", "aria-expanded": String(Boolean(comparing)), onclick: () => draw(!comparing) }, words.compare_versions)),
    );
    if (old) node.append(el("div", { class: "teks lama" }, comparing ? difference(old.text, now()) : old.text));
  }

  draw();
  return node;
}

/** What went and what came, word by word (longest common run of words). */
export function difference(before, after) {
  const a = before.split(/(\s+)/);
  const b = after.split(/(\s+)/);
  if (a.length * b.length > 4e6) return [el("del", {}, before), el("ins", {}, after)];
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  const pieces = [];
  const put = (tag, word) => {
    const last = pieces.at(-1);
    if (last?.tag === tag) last.text += word;
    else pieces.push({ tag, text: word });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { put("", a[i]); i++; j++; }
    else if (j < b.length && (i === a.length || table[i][j + 1] > table[i + 1][j])) put("ins", b[j++]);
    else put("del", a[i++]);
  }
  return pieces.map(({ tag, text }) => (tag ? el(tag, {}, text) : text));
}

/** The post as a reader first sees it: up to the fold. */
export function preview(fold) {
  const body = el("div", { class: "teks" });
  let open = false;
  let text = "";

  function draw() {
    const folded = fold && Array.from(text).length > fold;
    const toggle = folded && el("button", { type: "button", class: "taut lipat", onclick: () => { open = !open; draw(); } }, open ? words.less_text : words.more_text);
    body.replaceChildren(folded && !open ? slice(text, 0, fold).trimEnd() : text, " ", toggle || "");
  }

  return {
    node: el("details", { class: "pratinjau" }, el("summary", {}, words.preview), body),
    set: (next) => { text = next; draw(); },
  };
}
