// The queue: comments taken in, and the list from which one is opened after the other.

import { el, fill, noticeLine, words } from "./dom.js";
import { picker, rowIn, sendAll } from "./files.js";

const EXPORTS = ".csv,.xlsx,.json,.jsonl";
const MOST_SHOWN = 200;

export function queue(element, trigger, props, watch) {
  const place = element.querySelector(".antrean");
  const pasted = el("textarea", { id: "antrean-tempel", rows: 4, placeholder: words.paste_hint, lang: "id" });
  const platform = el("select", { id: "antrean-kanal" });
  const sent = el("div", { class: "berkas-berkas" });
  const preview = el("div");
  const notice = el("div");
  const states = el("div", { class: "pilah", role: "group", "aria-label": words.queue_states });
  const list = el("div", { class: "komentar-komentar" });
  const intake = el(
    "details",
    { class: "kartu" },
    el("summary", {}, words.add_comments),
    el(
      "div",
      { class: "tambah" },
      el("label", { for: pasted.id }, words.paste_comments),
      pasted,
      el("div", { class: "sebaris" },
        el("label", { for: platform.id }, words.platform), platform,
        el("button", { type: "button", class: "tombol utama", onclick: () => trigger("submit", { text: pasted.value, platform: platform.value }) }, words.take_in)),
      picker(words.import_export, words.export_formats, async (files) => {
        sent.replaceChildren();
        const [file] = await sendAll(files.slice(0, 1), rowIn(sent));
        if (file) trigger("upload", { token: file.token });
      }, "", EXPORTS),
      sent,
      preview,
    ),
  );
  let shown = "open";
  let current = null;

  place.append(intake, notice, el("section", { class: "kartu" }, el("header", {}, el("h3", {}, words.queue), el("span", { class: "ket" }, words.most_urgent_first)), states, list), el("p", { class: "ket tombol-cepat" }, words.shortcuts));
  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);
  document.addEventListener("keydown", shortcut);
  // What others did meanwhile is seen when the room is entered.
  document.addEventListener("ruang", (event) => event.detail === "queue" && trigger("load", { state: shown }));

  function receive(message) {
    if (!message) return;
    if (message.platforms) platform.replaceChildren(...message.platforms.map(([label, value]) => el("option", { value }, label)));
    if (message.notice !== undefined) notice.replaceChildren(noticeLine(message.notice, message.tone === "good" ? "baik" : "ragu"));
    if (message.taken) {
      pasted.value = "";
      sent.replaceChildren();
      intake.open = false;
    }
    if (message.preview !== undefined) drawPreview(message.preview);
    if (message.current !== undefined) current = message.current;
    if (message.state) shown = message.state;
    if (message.states) drawStates(message.states);
    if (message.entries) {
      list.replaceChildren(...message.entries.slice(0, MOST_SHOWN).map(row));
      if (!message.entries.length) list.append(el("p", { class: "kosong-kecil" }, words.queue_empty));
      if (!message.entries.length && shown === "open") intake.open = true;
      if (message.entries.length > MOST_SHOWN) list.append(el("p", { class: "kosong-kecil" }, words.first_entries));
    }
    mark();
  }

  function drawStates(found) {
    states.replaceChildren(...found.map((state) =>
      el("button", { type: "button", class: "tombol kecil", "aria-pressed": String(state.state === shown), onclick: () => trigger("load", { state: state.state }) }, `${state.label} (${state.count})`)));
  }

  function row(entry) {
    return el(
      "button",
      { type: "button", class: `komentar urgensi-${entry.rank}`, "data-id": entry.id, onclick: () => trigger("select", { id: entry.id }), onkeydown: step },
      el("span", { class: "bulat", title: entry.urgency, role: "img", "aria-label": entry.urgency }),
      el("span", { class: "isi-komentar" }, entry.text),
      entry.clock && el("span", { class: `jam ${entry.clock.tone}`, title: entry.clock.what }, entry.clock.text),
      el("span", { class: "ket" }, entry.about),
    );
  }

  function step(event) {
    const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const other = next && event.currentTarget[next];
    if (!other?.matches?.("button")) return;
    event.preventDefault();
    other.focus();
  }

  function mark() {
    for (const node of list.querySelectorAll(".komentar")) node.setAttribute("aria-current", String(node.dataset.id === current));
    list.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }

  function drawPreview(found) {
    preview.replaceChildren();
    if (!found) return;
    const choose = Object.entries(found.columns).map(([name, column]) => {
      const select = el("select", { id: `kolom-${name}` }, column.optional && el("option", { value: "" }, words.no_column), found.headings.map((heading, n) => el("option", { value: n }, heading)));
      select.value = column.value ?? "";
      select.addEventListener("change", () => trigger("upload", { token: found.token, columns: chosen() }));
      return { name, label: column.label, select };
    });
    const chosen = () => Object.fromEntries(choose.map(({ name, select }) => [name, select.value === "" ? null : Number(select.value)]));
    preview.append(
      el("p", {}, el("b", {}, found.name), ` · ${found.count}`),
      el("div", { class: "kolom-kolom" }, choose.map(({ label, select }) => el("div", {}, el("label", { for: select.id }, label), select))),
      el("ul", { class: "contoh-baris" }, found.rows.map((example) => el("li", {}, el("span", {}, example.text), el("span", { class: "ket" }, example.about)))),
      el("button", { type: "button", class: "tombol utama lebar", onclick: (event) => { event.currentTarget.disabled = true; trigger("submit", { token: found.token, columns: chosen() }); } }, found.take),
    );
  }
}

/** Ctrl+Enter: done and on to the next; Alt+→: skip. */
function shortcut(event) {
  if (document.documentElement.dataset.room !== "queue") return;
  const step = event.key === "Enter" && (event.ctrlKey || event.metaKey) ? "done" : event.key === "ArrowRight" && event.altKey ? "skip" : null;
  const button = step && document.querySelector(`.papan[data-name=queue] [data-step=${step}]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}
