// Draf saya: what was kept; and what is typed survives a reload.

import { copyButton, el, me, noticeLine, words } from "./dom.js";
import { wayOut } from "./way_out.js";

// Of this account: another person at the same browser must not find it.
const LAST = `ak-draf-terakhir-${me.name}`;
const TYPED = `ak-tulisan-${me.name}-`;
const MOST = 20_000;
// Only what an admin writes: a citizen's comment is never left in the browser.
const FIELDS = { maksud: "#room-caption .kiri .block:not(.accordion) textarea", periksa: "#room-check .kiri textarea" };

/** The board tells which work is on the screen. */
export function remember(work) {
  store(LAST, work);
  document.dispatchEvent(new CustomEvent("draf-disimpan"));
}

export function drafts(element, trigger, props, watch) {
  const place = element.querySelector(".draf-saya");
  const state = el("select", { "aria-label": words.state_filter, onchange: () => draw() },
    [["", words.all_states], ["draft", words.only_open], ["used", words.only_used], ["submitted", words.only_submitted], ["approved", words.only_approved], ["returned", words.only_returned], ["published", words.only_published]]
      .map(([value, label]) => el("option", { value }, label)));
  const notice = el("div");
  const list = el("div", { class: "daftar-draf" });
  const count = el("span", { class: "ket" });
  let works = null; // not asked for yet
  let outs = [];

  const panel = el("details", { class: "panel", ontoggle: () => renew() },
    el("summary", {}, el("b", {}, words.my_drafts), " ", count),
    el("div", { class: "saring" }, state), notice, list);
  // Asked for only while it is looked at.
  const renew = () => panel.open && trigger("load", {});
  place.append(panel);
  document.addEventListener("draf-disimpan", renew);
  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);
  keepTyped();
  const last = recall(LAST);
  if (last) trigger("select", { work: last });

  function receive(message) {
    if (!message) return;
    notice.replaceChildren();
    if (message.notice) notice.append(noticeLine(message.notice, message.tone === "good" ? "baik" : "ragu"));
    for (const out of outs) out.free();
    // A link that is being typed and a question that is being asked stay.
    if (!message.works || JSON.stringify(message.works) === JSON.stringify(works)) return;
    works = message.works;
    draw();
  }

  function draw() {
    const shown = (works ?? [])
      .map((work) => ({ ...work, drafts: work.drafts.filter((draft) => !state.value || draft.state === state.value) }))
      .filter((work) => work.drafts.length);
    count.textContent = String(works?.length ?? 0);
    list.replaceChildren();
    outs = [];
    let day = null;
    for (const work of shown) {
      if (work.day !== day) list.append(el("h4", {}, work.day));
      day = work.day;
      list.append(row(work));
    }
    if (!shown.length) list.append(el("p", { class: "kosong-kecil" }, words.my_drafts_none));
  }

  function row(work) {
    const remove = el("button", { type: "button", class: "tombol kecil bahaya", onclick: sure }, words.delete_drafts);
    function sure() {
      if (remove.textContent === words.sure) {
        if (recall(LAST) === work.work) store(LAST, "");
        trigger("delete", { ids: work.drafts.map((draft) => draft.id) });
      } else {
        remove.textContent = words.sure;
        setTimeout(() => { remove.textContent = words.delete_drafts; }, 4000);
      }
    }
    return el(
      "article",
      { class: "kerja" },
      el("p", {}, el("b", {}, work.brief)),
      el("p", { class: "ket" }, work.about),
      work.drafts.map((draft) => {
        const out = wayOut(`saya-${draft.id}`, (step, more) => trigger("submit", { step, id: draft.id, version: draft.version, ...more }));
        out.stand(draft);
        outs.push(out);
        return el("div", {},
          el("p", { class: "satu-draf" }, el("span", {}, draft.heading), el("span", { class: "cuplikan" }, draft.text),
            copyButton(words.copy, () => draft.text, { class: "tombol kecil", "aria-label": `${words.copy} ${draft.heading}` })),
          out.node);
      }),
      el("p", { class: "aksi" },
        el("button", { type: "button", class: "tombol kecil", onclick: () => { store(LAST, work.work); trigger("select", { work: work.work }); scrollTo(0, 0); } }, words.open_again), remove),
    );
  }
}

/** Puts back what was typed before a reload, and keeps what is typed from now on. */
function keepTyped() {
  for (const [name, selector] of Object.entries(FIELDS)) {
    const wait = setInterval(() => {
      const field = document.querySelector(selector);
      if (!field) return;
      clearInterval(wait);
      const before = recall(TYPED + name);
      if (before && !field.value) {
        field.value = before;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      field.addEventListener("input", () => store(TYPED + name, field.value.slice(0, MOST)));
    }, 150);
    setTimeout(() => clearInterval(wait), 15_000);
  }
}

// A browser may forbid storage: then nothing is kept, and nothing breaks.
function store(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {}
}

function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
