// The fact sheet beside the drafts: what they were written from, to be corrected.

import { el, fill, words } from "./dom.js";

/** `apply` gets {add, remove, replace} when the drafts are to follow. */
export function factSheet(sheet, apply) {
  // What the admin has changed so far; facts of the source are named by slot and text.
  const facts = sheet.facts.map((fact) => ({ ...fact, source: fact.state === "added" ? null : fact.old ?? fact.text }));
  const list = el("dl", { class: "fakta-fakta" });
  const go = el("button", { type: "button", class: "tombol utama", hidden: true, onclick: () => apply(changes()) }, words.fact_apply);

  function changes() {
    const named = (state) => facts.filter((fact) => fact.state === state);
    return {
      add: named("added").map(({ slot, text }) => ({ slot, text })),
      remove: named("removed").map(({ slot, source }) => ({ slot, text: source })),
      replace: named("replaced").map(({ slot, source, text }) => ({ slot, text: source, by: text })),
    };
  }

  function changed() {
    go.hidden = false;
    draw();
  }

  function draw() {
    list.replaceChildren(
      ...Object.entries(sheet.slots).flatMap(([slot, label]) => {
        const own = facts.filter((fact) => fact.slot === slot);
        return own.length ? [el("div", {}, el("dt", {}, label), own.map(row))] : [];
      }),
    );
  }

  function row(fact) {
    const small = (label, act) => el("button", { type: "button", class: "taut", "aria-label": `${label}: ${fact.text}`, onclick: act }, label);
    const actions =
      fact.state === "source"
        ? [fact.slot !== "quotation" && small(words.fact_edit, () => edit(fact, node)), small(words.fact_strike, () => { fact.state = "removed"; changed(); })]
        : [small(words.fact_undo, () => { undo(fact); changed(); })];
    const node = el(
      "dd",
      { class: fact.state, title: fact.place },
      el("span", { class: "nilai" }, fact.text),
      fact.role && el("span", { class: "ket" }, ` ${fact.role}`),
      fact.state === "replaced" && el("span", { class: "ket" }, ` ${fill(words.fact_was, { old: fact.source })}`),
      el("span", { class: "aksi" }, actions),
    );
    return node;
  }

  function undo(fact) {
    if (fact.state === "added") facts.splice(facts.indexOf(fact), 1);
    else Object.assign(fact, { state: "source", text: fact.source });
  }

  function edit(fact, node) {
    const input = el("input", { "aria-label": fill(words.fact_value, { slot: sheet.slots[fact.slot] }), value: fact.text, maxlength: 500 });
    const done = () => {
      const value = input.value.trim();
      if (!value || value === fact.source) return draw();
      Object.assign(fact, { state: "replaced", text: value });
      changed();
    };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") done();
      if (event.key === "Escape") draw();
    });
    node.replaceChildren(input, el("button", { type: "button", class: "tombol kecil", onclick: done }, "OK"));
    input.focus();
  }

  const slot = el("select", { "aria-label": words.fact_slot }, Object.entries(sheet.slots).filter(([name]) => name !== "quotation").map(([value, label]) => el("option", { value }, label)));
  slot.value = "where";
  const text = el("input", { "aria-label": words.fact_text, placeholder: words.fact_text, maxlength: 500 });
  const add = el("form", { class: "tambah-fakta" }, slot, text, el("button", { class: "tombol kecil" }, words.fact_add));
  add.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!text.value.trim()) return;
    facts.push({ slot: slot.value, text: text.value.trim(), state: "added", old: null, source: null, role: "", place: "" });
    text.value = "";
    changed();
  });

  draw();
  return el(
    "details",
    { class: "panel lembar", open: matchMedia("(min-width: 1200px)").matches },
    el("summary", {}, el("b", {}, words.sheet), el("span", { class: "ket" }, ` ${facts.length}`)),
    el("p", { class: "ket" }, words.sheet_hint),
    list,
    add,
    go,
  );
}
