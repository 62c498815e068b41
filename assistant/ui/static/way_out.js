// The way of a draft out of the house: its state, what can be done next, and two who wrote at once.

import { el, fill, words } from "./dom.js";
import { difference } from "./versions.js";

/** State and next steps of one draft; `take` gets the step and, to publish, the link. */
export function wayOut(id, take) {
  const node = el("div", { class: "jalan-terbit", hidden: true });

  function stand(standing) {
    const has = (step) => standing.steps.includes(step);
    const link = el("input", { id: `${id}-tautan`, type: "url", inputmode: "url", placeholder: words.publish_hint, maxlength: 500 });
    const form = el("form", { class: "tautan-terbit", hidden: true }, el("label", { for: link.id }, words.publish_link), link, el("button", { class: "tombol kecil utama" }, words.publish_do));
    form.addEventListener("submit", (event) => { event.preventDefault(); begin("publish", { link: link.value }); });
    form.noValidate = true;
    node.hidden = false;
    node.replaceChildren(
      ...[
        el("p", {}, el("span", { class: `label ${standing.state}` }, standing.label), standing.note && el("span", { class: "ket" }, ` ${standing.note}`)),
        standing.steps.length > 0 && el("p", { class: "aksi" },
          has("submit") && el("button", { type: "button", class: "tombol kecil", onclick: () => begin("submit") }, words.submit_draft),
          has("publish") && el("button", { type: "button", class: "tombol kecil", "aria-expanded": "false", onclick: toggle }, words.publish_draft)),
        form,
      ].filter(Boolean),
    );
    function toggle(event) {
      form.hidden = !form.hidden;
      event.currentTarget.setAttribute("aria-expanded", String(!form.hidden));
      if (!form.hidden) link.focus();
    }
  }

  function begin(step, more) {
    for (const button of node.querySelectorAll("button")) button.disabled = true;
    take(step, more);
  }

  const free = () => { for (const button of node.querySelectorAll("button")) button.disabled = false; };
  return { node, stand, free };
}

/** What somebody else wrote meanwhile, beside what stands in the box: `choose(theirs, mine)`. */
export function clashOf(mine, choose) {
  const node = el("section", { class: "bentrok", hidden: true, role: "alert" });

  function show(theirs) {
    const button = (label, kind, keep) => el("button", { type: "button", class: `tombol ${kind}`, onclick: () => { done(); choose(theirs, keep); } }, label);
    node.hidden = false;
    node.replaceChildren(
      el("p", {}, fill(words.conflict, { by: theirs.by || words.conflict_nobody })),
      el("div", { class: "dua-teks" },
        el("div", {}, el("b", {}, words.conflict_theirs), theirs.title && el("p", { class: "teks" }, theirs.title), el("p", { class: "teks" }, theirs.text)),
        el("div", {}, el("b", {}, words.conflict_mine), el("p", { class: "teks" }, difference(theirs.text, mine())))),
      el("p", { class: "aksi" }, button(words.conflict_keep, "utama", true), button(words.conflict_take, "", false)),
    );
    node.scrollIntoView({ block: "nearest" });
  }

  const done = () => { node.hidden = true; };
  return { node, show, done };
}
