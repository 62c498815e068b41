// Questions that nothing in the base answers, and the small form that answers one.

import { el, noticeLine, say, words } from "./dom.js";

export function questions(element, trigger, props, watch) {
  const place = element.querySelector(".pertanyaan");
  const notice = el("div");
  const waiting = el("section", { class: "kartu", "aria-label": words.waiting_questions });
  const solved = el("section", { class: "kartu", "aria-label": words.solved_replies });
  let agencies = [];
  let opened = null; // the id whose form is open: a new list must not take away what is typed
  place.append(notice, waiting, solved);
  document.getElementById("ke-questions")?.addEventListener("click", () => { if (!opened) trigger("load", {}); });
  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);

  function receive(message) {
    if (!message) return;
    if (message.notice !== undefined) {
      notice.replaceChildren(noticeLine(message.notice, message.tone === "good" ? "baik" : "ragu"));
      say(message.notice);
    }
    if (!message.questions) return;
    agencies = message.agencies;
    opened = null;
    draw(waiting, words.waiting_questions, message.questions, "answer", words.write_answer);
    if (!message.questions.length) waiting.append(el("p", { class: "kosong-kecil" }, words.no_questions));
    draw(solved, words.solved_replies, message.replies, "from-reply", words.make_answer);
    solved.hidden = !message.replies.length;
  }

  function draw(section, title, items, action, label) {
    section.replaceChildren(el("header", {}, el("h3", {}, title), el("span", { class: "ket" }, String(items.length))), ...items.map((item) => row(item, action, label)));
  }

  function row(item, action, label) {
    const form = el("div");
    const open = el("button", { type: "button", class: "tombol utama", "aria-expanded": "false" }, label);
    const close = () => { form.replaceChildren(); opened = null; open.hidden = false; open.focus(); };
    open.addEventListener("click", () => {
      opened = item.id;
      open.hidden = true;
      form.replaceChildren(answerForm(item, action, close));
      form.querySelector("textarea").focus();
    });
    return el(
      "article",
      { class: "tanya" },
      el("p", { class: "nama" }, `“${item.text}”`),
      el("p", { class: "ket" }, item.about),
      item.answer && el("p", { class: "teks" }, item.answer),
      item.wordings.length > 0 && el("details", {}, el("summary", {}, words.wordings), el("ul", {}, item.wordings.map((wording) => el("li", {}, wording)))),
      el("div", { class: "tombol-tombol" }, open, action === "answer" && el("button", { type: "button", class: "tombol", onclick: () => trigger("edit", { action: "dismiss", id: item.id }) }, words.dismiss)),
      form,
    );
  }

  function answerForm(item, action, close) {
    const inputs = {
      question: el("textarea", { rows: 2, required: true }),
      answer: el("textarea", { rows: 5, required: true }),
      source: el("input", { type: "text", required: true }),
      agency: el("select", { required: true }, el("option", { value: "" }, words.not_chosen), agencies.map(([label, value]) => el("option", { value }, label))),
      valid_until: el("input", { type: "date", required: true }),
    };
    inputs.question.value = item.text;
    inputs.answer.value = item.answer ?? "";
    inputs.agency.value = agencies.some(([, value]) => value === item.agency) ? item.agency : "";
    const labels = { question: words.question, answer: words.answer, source: words.answer_source, agency: words.answer_agency, valid_until: words.answer_until };
    const form = el(
      "form",
      { class: "keterangan" },
      Object.entries(inputs).map(([name, input]) => {
        input.id = `jawab-${item.id}-${name}`;
        return el("div", { class: name === "question" || name === "answer" ? "penuh" : "" }, el("label", { for: input.id }, labels[name]), input);
      }),
      el("div", { class: "tombol-tombol" }, el("button", { class: "tombol utama" }, words.publish_answer), el("button", { type: "button", class: "tombol", onclick: close }, words.cancel)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      trigger("edit", { action, id: item.id, values: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value])) });
    });
    return form;
  }
}
