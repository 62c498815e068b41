// What was promised to citizens: due, overdue, and the news from the agency that settles it.

import { el, fill, noticeLine, words } from "./dom.js";

export function followUps(element, trigger, props, watch) {
  const place = element.querySelector(".janji-janji");
  const agency = el("select", { id: "janji-opd", onchange: () => load() });
  const state = el("select", { id: "janji-keadaan", onchange: () => load() });
  const notice = el("div");
  const count = el("span", { class: "ket" });
  const list = el("div");
  const habits = el("div");
  const answers = new Map(); // what was typed stays while the list is drawn anew
  let opened = null;

  const load = () => trigger("load", { agency: agency.value, state: state.value });
  place.append(
    el("div", { class: "sebaris" }, el("label", { for: agency.id }, words.agency), agency, el("label", { for: state.id }, words.state), state),
    notice,
    el("section", { class: "kartu" }, el("header", {}, el("h3", {}, words.promises), count), list),
    habits,
  );
  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);
  // A reply that was sent in another room may have promised something.
  document.addEventListener("ruang", (event) => event.detail === "follow-ups" && agency.options.length && load());

  function receive(message) {
    if (!message) return;
    if (message.agencies) options(agency, message.agencies, message.agency);
    if (message.states) options(state, message.states, message.state);
    if (message.notice !== undefined) notice.replaceChildren(noticeLine(message.notice, message.tone === "good" ? "baik" : "ragu"));
    if (message.settled) answers.delete(message.settled);
    if (message.count !== undefined) count.textContent = message.count;
    if (message.promises) {
      list.replaceChildren(...message.promises.map(row));
      if (!message.promises.length) list.append(el("p", { class: "kosong-kecil" }, words.no_promises));
    }
    if (message.habits) drawHabits(message.habits);
  }

  function options(select, choices, value) {
    select.replaceChildren(...choices.map(([label, key]) => el("option", { value: key }, label)));
    select.value = value ?? "";
  }

  function row(item) {
    const answer = el("textarea", { id: `jawaban-${item.id}`, rows: 3, placeholder: words.answer_hint, lang: "id", oninput: () => answers.set(item.id, answer.value) });
    answer.value = answers.get(item.id) ?? "";
    const body = el(
      "div",
      { class: "janji-isi", hidden: item.id !== opened },
      el("p", { class: "ket" }, words.comment_then), el("p", { class: "teks" }, item.comment),
      el("p", { class: "ket" }, item.sent), el("p", { class: "teks" }, item.reply),
      item.open && el("label", { for: answer.id }, fill(words.answer_of, item)), item.open && answer,
      item.open && el("div", { class: "sebaris" },
        el("button", { type: "button", class: "tombol utama", onclick: () => trigger("submit", { id: item.id, answer: answer.value }) }, words.tell_citizen),
        el("button", { type: "button", class: "tombol", onclick: () => trigger("edit", { id: item.id }) }, words.settle)),
    );
    const head = el(
      "button",
      { type: "button", class: "komentar", "data-id": item.id, "aria-expanded": String(item.id === opened), onclick: toggle },
      el("span", { class: `bulat ${item.clock?.tone || ""}`, "aria-hidden": true }),
      el("span", { class: "isi-komentar" }, item.promise),
      item.clock && el("span", { class: `jam ${item.clock.tone}` }, item.clock.text),
      el("span", { class: "ket" }, item.about),
    );
    function toggle() {
      const open = body.hidden;
      for (const other of list.querySelectorAll(".janji-isi")) other.hidden = true;
      for (const other of list.querySelectorAll(".komentar")) other.setAttribute("aria-expanded", "false");
      body.hidden = !open;
      head.setAttribute("aria-expanded", String(open));
      opened = open ? item.id : null;
    }
    return el("article", {}, head, body);
  }

  function drawHabits(found) {
    habits.replaceChildren();
    if (!found.length) return;
    habits.append(
      el("details", { class: "kartu" },
        el("summary", {}, fill(words.habits, { count: found.length })),
        el("ul", { class: "kebiasaan" }, found.map((item) => el("li", {}, el("del", {}, item.old || "—"), " → ", el("ins", {}, item.new || words.left_out), el("span", { class: "ket" }, ` ${item.count}×`))))),
    );
  }
}
