// The knowledge base: its documents, how each was read, and what a search finds.

import { el, fill, noticeLine, words } from "./dom.js";
import { ACCEPT, fileRow, picker, rowIn, sendAll } from "./files.js";

export function library(element, trigger, props, watch) {
  const place = element.querySelector(".pustaka");
  const notice = el("div");
  const uploads = el("div", { class: "berkas-berkas" });
  const attention = el("section", { class: "kartu perhatian", "aria-label": words.attention, hidden: true });
  const filters = {
    agency: el("select", { "aria-label": words.all_agencies, onchange: () => drawList() }),
    kind: el("select", { "aria-label": words.all_kinds, onchange: () => drawList() }),
    status: el("select", { "aria-label": words.all_statuses, onchange: () => drawList() }),
  };
  const chosen = new Set();
  const bulk = el("div", { class: "sekaligus", hidden: true });
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
    attention,
    el("section", { class: "kartu" }, el("header", {}, el("h3", {}, words.documents), count, el("span", { class: "isi" }), search), el("div", { class: "saringan" }, Object.values(filters)), bulk, list),
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
        const review = row.id && el("button", { type: "button", class: "taut", onclick: () => trigger("select", { id: row.id }) }, words.review);
        const node = fileRow(row.name, row.tone, row.text, row.share, review);
        node.classList.add("dari-server");
        return node;
      }));
    }
    if (message.documents) {
      documents = message.documents;
      for (const id of chosen) if (!documents.some((item) => item.id === id)) chosen.delete(id);
      drawFilters();
      drawList();
    }
    if (message.conflicts) drawAttention(message.conflicts, message.attention, message.questions);
    if (message.detail !== undefined) drawDetail(message.detail);
    if (message.comparison) drawComparison(message.comparison);
    const added = (message.uploads ?? []).filter((row) => row.draft);
    if (message.documents && added.length === 1 && message.uploads.length === 1) trigger("select", { id: added[0].id });
  }

  /** What an editor should look into: contradictions, what is over, what nobody has vouched for. */
  function drawAttention(conflicts, aging, unanswered) {
    const line = (icon, title, text, onclick) => el("button", { type: "button", class: "dokumen", onclick }, el("span", { class: "nama" }, icon, " ", title), el("span", { class: "ket" }, text));
    attention.replaceChildren(
      el("header", {}, el("h3", {}, words.attention), el("span", { class: "ket" }, String(conflicts.length + aging.length + unanswered.length))),
      el("div", { class: "dokumen-dokumen" },
        conflicts.map((one) => line("⚠", one.title, fill(words.attention_conflict, { title: one.sides.map((side) => side.title).join(" · ") }), () => drawConflict(one))),
        aging.map((one) => line("⏳", one.title, one.attention, () => trigger("select", { id: one.id }))),
        unanswered.map((one) => line("❓", one.title, one.text, () => { location.hash = "questions"; }))),
    );
    attention.hidden = !conflicts.length && !aging.length && !unanswered.length;
  }

  /** The two passages side by side, the value that differs marked in each. */
  function drawConflict(conflict) {
    opened = null;
    detail.replaceChildren(
      el("section", { class: "kartu", "aria-label": words.conflict_title },
        el("header", {}, el("h3", { tabindex: -1 }, words.conflict_title), el("span", { class: "isi" }), el("button", { type: "button", class: "tombol", onclick: () => detail.replaceChildren() }, words.close)),
        el("p", { class: "ket sela" }, words.conflict_lead),
        el("div", { class: "berdampingan" }, conflict.sides.map((side) =>
          el("article", { class: "kutipan" }, el("p", {}, el("b", {}, side.title)), el("p", { class: "ket" }, side.about),
            el("p", { class: "teks" }, side.before, el("mark", {}, side.value), side.after),
            el("button", { type: "button", class: "tombol", onclick: () => trigger("select", { id: side.id }) }, words.open_document)))),
      ),
    );
    show(detail);
  }

  function drawComparison(comparison) {
    const signs = { gone: "−", added: "+", same: "", skipped: "" };
    detail.querySelector(".banding")?.replaceChildren(
      el("p", { class: "ket" }, comparison.title),
      ...comparison.lines.map((line) => el("p", { class: `baris-banding ${line.kind}` }, el("span", { "aria-hidden": true }, signs[line.kind]), el(line.kind === "gone" ? "del" : line.kind === "added" ? "ins" : "span", {}, line.text))),
    );
  }

  function drawFilters() {
    const options = (select, all, values) => {
      const before = select.value;
      select.replaceChildren(el("option", { value: "" }, all), ...values.map(([value, label]) => el("option", { value }, label)));
      if (values.some(([value]) => value === before)) select.value = before;
    };
    const distinct = (name) => [...new Set(documents.map((item) => item[name]).filter(Boolean))].sort().map((value) => [value, value]);
    options(filters.agency, words.all_agencies, distinct("agency"));
    options(filters.kind, words.all_kinds, distinct("kind"));
    const statuses = [...new Map(documents.map((item) => [item.status, item.status_label]))];
    options(filters.status, words.all_statuses, [...statuses, ["attention", words.needs_update]]);
  }

  const admitted = (item) =>
    (!filters.agency.value || item.agency === filters.agency.value) &&
    (!filters.kind.value || item.kind === filters.kind.value) &&
    (!filters.status.value || (filters.status.value === "attention" ? item.attention : item.status === filters.status.value));

  function drawBulk() {
    bulk.hidden = !chosen.size;
    const act = (action, label) => sureButton(label, action === "delete", () => trigger("edit", { action: "bulk", do: action, ids: [...chosen] }));
    bulk.replaceChildren(el("span", { class: "ket", role: "status" }, fill(words.chosen, { count: chosen.size })), act("publish", words.publish_chosen), act("withdraw", words.withdraw_chosen), act("delete", words.delete_chosen));
  }

  function drawList() {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const shown = documents.filter((item) => admitted(item) && wanted.every((word) => item.searched.includes(word)));
    count.textContent = shown.length === documents.length ? fill(words.count_all, { all: documents.length }) : fill(words.count_some, { some: shown.length, all: documents.length });
    list.replaceChildren(...shown.slice(0, 300).map(row));
    if (!documents.length) list.append(el("p", { class: "kosong-kecil" }, words.no_documents));
    drawBulk();
    if (shown.length > 300) list.append(el("p", { class: "kosong-kecil" }, words.first_shown));
  }

  function row(item) {
    const choice = el("input", { type: "checkbox", "aria-label": fill(words.choose_named, item), onchange: () => {
      if (choice.checked) chosen.add(item.id);
      else chosen.delete(item.id);
      drawBulk();
    } });
    choice.checked = chosen.has(item.id);
    return el("div", { class: "baris" }, choice, el(
      "button",
      { type: "button", class: "dokumen", "data-id": item.id, "aria-expanded": String(item.id === opened), onclick: () => trigger("select", { id: item.id }) },
      el("span", { class: "nama" }, item.title),
      el("span", { class: `label ${item.status}` }, item.status_label),
      el("span", { class: "ket" }, item.about),
      item.attention && el("span", { class: "ket ragu" }, item.attention),
    ));
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
      const chosen = new Set(field.many ? field.value : [field.value ?? ""]);
      const input = field.choices
        ? el("select", { id: `ket-${field.name}`, name: field.name, multiple: field.many, size: field.many ? 5 : null }, !field.many && el("option", { value: "" }, words.not_chosen), field.choices.map(([label, value]) => el("option", { value, selected: chosen.has(value) }, label)))
        : el("input", { id: `ket-${field.name}`, name: field.name, type: field.type, value: field.value });
      return [field, input];
    });
    const form = el(
      "form",
      { class: "keterangan" },
      inputs.map(([field, input]) =>
        el("div", {}, el("label", { for: input.id }, field.label), input,
          field.proposed && field.proposed !== input.value && el("button", { type: "button", class: "taut", onclick: () => { input.value = field.proposed; } }, fill(words.take_proposed, field))),
      ),
      el("div", { class: "tombol-tombol" },
        item.status === "draft" && el("button", { class: "tombol utama", name: "publish" }, words.save_publish),
        el("button", { class: `tombol ${item.status === "draft" ? "" : "utama"}` }, words.save)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const publish = event.submitter?.name === "publish";
      trigger("edit", { action: "describe", id: item.id, publish, values: Object.fromEntries(inputs.map(([field, input]) => [field.name, field.many ? [...input.selectedOptions].map((one) => one.value) : input.value])) });
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
      return sureButton(label, more.danger, () => trigger("edit", { action, id: item.id, version: more.version ?? null }));
    };
    detail.append(
      el(
        "section",
        { class: "kartu", "aria-label": words.details },
        el("header", {}, el("h3", { tabindex: -1 }, item.title), el("span", { class: "isi" }), el("button", { type: "button", class: "tombol", onclick: () => drawDetail(null) }, words.close)),
        el("dl", { class: "fakta" }, item.facts.map((fact) => el("div", {}, el("dt", {}, fact.label), el("dd", {}, fact.value)))),
        item.notices.map((sentence) => el("div", { class: "temuan ragu" }, el("span", { class: "ikon", "aria-hidden": true }, "⚠"), el("p", {}, sentence))),
        el("footer", {}, item.actions.map((action) => act(action.action, action.label, action))),
        el("details", { open: item.status === "draft" }, el("summary", {}, words.correct), describeForm(item)),
        item.versions.length > 1 && el("details", {}, el("summary", {}, fill(words.history, { count: item.versions.length })), el("ul", { class: "versi" }, item.versions.map((version) => el("li", {}, version.label, " ", el("span", { class: "ket" }, version.added), " ", !version.current && [act("restore", words.use_version, { version: version.number }), " ", el("button", { type: "button", class: "tombol", onclick: () => trigger("select", { id: item.id, compare: version.number }) }, words.compare)]))), el("div", { class: "banding" })),
        el("details", { open: true }, el("summary", {}, fill(item.more ? words.read_as_first : words.read_as, { count: item.passages.length })), item.passages.map(passage)),
      ),
    );
    show(detail);
  }
}

function show(detail) {
  detail.scrollIntoView({ block: "nearest" });
  detail.querySelector("h3").focus({ preventScroll: true });
}

/** A button that, where it `endangers` something, acts only when it is pressed twice. */
function sureButton(label, endangers, act) {
  const button = el("button", { type: "button", class: `tombol ${endangers ? "bahaya" : ""}` }, label);
  let sure = !endangers;
  button.addEventListener("click", () => {
    if (sure) act();
    else {
      sure = true;
      button.textContent = words.sure;
      setTimeout(() => { sure = false; button.textContent = label; }, 4000);
    }
  });
  return button;
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
    place.append(...message.results.map((result) => el("article", { class: "kutipan" }, el("p", {}, el("b", {}, result.title)), result.passages.map((one) => [el("p", { class: "ket" }, one.place), el("p", { class: "teks" }, one.text)]))));
  };
  watch("value", draw);
  draw();
}
