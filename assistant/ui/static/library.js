// The knowledge base: its documents, how each was read, and what a search finds.

import { el, fill, noticeLine, words } from "./dom.js";
import { ACCEPT, fileRow, picker, rowIn, sendAll } from "./files.js";

export function library(element, trigger, props, watch) {
  const place = element.querySelector(".pustaka");
  const notice = el("div");
  const uploads = el("div", { class: "berkas-berkas" });
  const search = el("input", { type: "search", "aria-label": words.filter, placeholder: words.filter_hint, oninput: () => drawList() });
  const count = el("span", { class: "ket" });
  const list = el("div", { class: "dokumen-dokumen" });
  const detail = el("div", { class: "rincian" });
  let documents = [];
  let opened = null;

  place.append(
    picker(words.send_documents, words.formats + words.many, async (files) => {
      uploads.replaceChildren();
      const arrived = await sendAll(files, rowIn(uploads));
      if (arrived.length) trigger("upload", { files: arrived.map(({ token, name }) => ({ token, name })), failed: uploads.querySelectorAll(".gagal").length });
    }, "utama"),
    uploads,
    notice,
    el("section", { class: "kartu" }, el("header", {}, el("h3", {}, words.documents), count, el("span", { class: "isi" }), search), list),
    detail,
  );
  document.addEventListener("basis-siap", () => trigger("load", {}));
  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);

  function receive(message) {
    if (!message) return;
    if (message.notice !== undefined) notice.replaceChildren(noticeLine(message.notice, message.tone === "good" ? "baik" : "ragu"));
    if (message.uploads) {
      const refused = [...uploads.querySelectorAll(".gagal:not(.dari-server)")];
      uploads.replaceChildren(...refused, ...message.uploads.map((row) => {
        const node = fileRow(row.name, row.tone, row.text, row.share);
        node.classList.add("dari-server");
        return node;
      }));
    }
    if (message.documents) {
      documents = message.documents;
      drawList();
    }
    if (message.detail !== undefined) drawDetail(message.detail);
  }

  function drawList() {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const shown = documents.filter((item) => wanted.every((word) => item.searched.includes(word)));
    count.textContent = shown.length === documents.length ? fill(words.count_all, { all: documents.length }) : fill(words.count_some, { some: shown.length, all: documents.length });
    list.replaceChildren(...shown.slice(0, 300).map(row));
    if (!documents.length) list.append(el("p", { class: "kosong-kecil" }, words.no_documents));
    else if (shown.length > 300) list.append(el("p", { class: "kosong-kecil" }, words.first_shown));
  }

  function row(item) {
    return el(
      "button",
      { type: "button", class: "dokumen", "data-id": item.id, "aria-expanded": String(item.id === opened), onclick: () => trigger("select", { id: item.id }) },
      el("span", { class: "nama" }, item.title),
      el("span", { class: `label ${item.status}` }, item.status_label),
      el("span", { class: "ket" }, item.about),
    );
  }

  function replaceButton(id, label) {
    const input = el("input", { type: "file", accept: ACCEPT, class: "tersembunyi", "aria-label": label });
    const button = el("button", { type: "button", class: "tombol", onclick: () => input.click() }, label);
    input.addEventListener("change", async () => {
      const [file] = await sendAll([...input.files], rowIn(uploads));
      if (file) trigger("edit", { action: "replace", id, token: file.token });
    });
    return [button, input];
  }

  /** What is known of a document, to be corrected; what its text says is offered beside. */
  function describeForm(item) {
    const inputs = item.fields.map((field) => {
      const input = field.choices
        ? el("select", { id: `ket-${field.name}`, name: field.name }, el("option", { value: "" }, words.not_chosen), field.choices.map(([label, value]) => el("option", { value }, label)))
        : el("input", { id: `ket-${field.name}`, name: field.name, type: field.type });
      input.value = field.value ?? "";
      return [field, input];
    });
    const form = el(
      "form",
      { class: "keterangan" },
      inputs.map(([field, input]) =>
        el("div", {}, el("label", { for: input.id }, field.label), input,
          field.proposed && field.proposed !== input.value && el("button", { type: "button", class: "taut", onclick: () => { input.value = field.proposed; } }, fill(words.take_proposed, field))),
      ),
      el("button", { class: "tombol utama" }, words.save),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      trigger("edit", { action: "describe", id: item.id, values: Object.fromEntries(inputs.map(([field, input]) => [field.name, input.value])) });
    });
    return form;
  }

  function drawDetail(item) {
    opened = item?.id ?? null;
    for (const node of list.querySelectorAll(".dokumen")) node.setAttribute("aria-expanded", String(node.dataset.id === opened));
    detail.replaceChildren();
    if (!item) return;
    const act = (action, label, more = {}) => {
      if (action === "replace") return replaceButton(item.id, label);
      const button = el("button", { type: "button", class: `tombol ${more.danger ? "bahaya" : ""}` }, label);
      let sure = !more.danger;
      button.addEventListener("click", () => {
        if (sure) trigger("edit", { action, id: item.id, version: more.version ?? null });
        else {
          sure = true;
          button.textContent = words.sure;
          setTimeout(() => { sure = false; button.textContent = label; }, 4000);
        }
      });
      return button;
    };
    detail.append(
      el(
        "section",
        { class: "kartu", "aria-label": words.details },
        el("header", {}, el("h3", { tabindex: -1 }, item.title), el("span", { class: "isi" }), el("button", { type: "button", class: "tombol", onclick: () => drawDetail(null) }, words.close)),
        el("dl", { class: "fakta" }, item.facts.map((fact) => el("div", {}, el("dt", {}, fact.label), el("dd", {}, fact.value)))),
        item.notices.map((sentence) => el("div", { class: "temuan ragu" }, el("span", { class: "ikon", "aria-hidden": true }, "⚠"), el("p", {}, sentence))),
        el("footer", {}, item.actions.map((action) => act(action.action, action.label, action))),
        el("details", {}, el("summary", {}, words.correct), describeForm(item)),
        item.versions.length > 1 && el("details", {}, el("summary", {}, fill(words.history, { count: item.versions.length })), el("ul", { class: "versi" }, item.versions.map((version) => el("li", {}, version.label, " ", !version.current && act("restore", words.use_version, { version: version.number }))))),
        el("details", { open: true }, el("summary", {}, fill(item.more ? words.read_as_first : words.read_as, { count: item.passages.length })), item.passages.map(passage)),
      ),
    );
    detail.scrollIntoView({ block: "nearest" });
    detail.querySelector("h3").focus({ preventScroll: true });
  }
}

function passage(item) {
  return el("article", { class: "kutipan" }, el("p", { class: "ket" }, item.place), el("p", { class: "teks" }, item.text));
}

/** What a search found. */
export function hits(element, props, watch) {
  const place = element.querySelector(".hasil");
  const draw = () => {
    const message = props.value;
    place.replaceChildren();
    if (!message) return;
    place.append(noticeLine(message.notice, message.tone === "warn" ? "ragu" : "kosong"));
    place.append(...message.results.map((result) => el("article", { class: "kutipan" }, el("p", {}, el("b", {}, result.title)), el("p", { class: "ket" }, result.place), el("p", { class: "teks" }, result.text))));
  };
  watch("value", draw);
  draw();
}
