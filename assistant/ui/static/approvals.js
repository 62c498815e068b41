// Persetujuan: what waits for the head, one tap each; what is late; what the week was about.

import { copyButton, el, fill, me, noticeLine, words } from "./dom.js";

const SEVERITY = { block: ["⛔", "gawat"], warn: ["⚠", "ragu"] };
const FRESH_MS = 30_000;

export function approvals(element, trigger, props, watch) {
  const place = element.querySelector(".persetujuan");
  const agency = el("select", { id: "setuju-opd", "aria-label": words.agency, onchange: load });
  const filter = el("div", { class: "sebaris", hidden: true }, el("label", { for: agency.id }, words.agency), agency);
  const who = el("p", { class: "ket jabatan" });
  const counts = el("dl", { class: "angka-angka" });
  const notice = el("div");
  const waiting = el("div", { class: "menunggu" });
  const late = section(words.late_title);
  const issues = section(words.issues_title);
  const digest = el("details", { class: "kartu ringkasan" });
  const decided = el("details", { class: "kartu" });
  const ruled = el("select", { id: "aturan-opd", onchange: () => trigger("edit", { of: ruled.value }) });
  const alone = el("input", { id: "aturan-sendiri", type: "checkbox", disabled: true, onchange: () => trigger("edit", { of: ruled.value, allowed: alone.checked }) });
  const rules = el("details", { class: "kartu", hidden: true, ontoggle: () => rules.open && trigger("edit", { of: ruled.value }) },
    el("summary", {}, words.rules_title),
    el("div", { class: "tambah" }, el("label", { for: ruled.id }, words.agency), ruled, el("label", { class: "pilihan", for: alone.id }, alone, " ", words.rule_alone)));
  const typed = new Map(); // reasons stay while the list is drawn anew, and so does what was opened
  const opened = new Map();
  let serial = null;
  let asked = 0;

  place.append(
    el("div", { class: "utama-putusan" }, who, filter, counts, notice, waiting),
    el("div", { class: "samping-putusan" }, late.node, issues.node, digest, decided, rules),
  );
  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);
  document.addEventListener("ruang", (event) => event.detail === "approvals" && load());
  addEventListener("focus", () => shown() && Date.now() - asked > FRESH_MS && load());
  // Who decides sees in every room how much waits.
  if (shown() || me.actions.includes("draft.approve")) load();

  function shown() {
    return document.documentElement.dataset.room === "approvals";
  }

  function load() {
    asked = Date.now();
    trigger("load", { agency: agency.value });
  }

  function receive(message) {
    if (!message || message.serial === serial) return;
    serial = message.serial;
    notice.replaceChildren();
    if (message.notice) {
      const line = noticeLine(message.notice, message.tone === "good" ? "baik" : "ragu");
      notice.append(line);
      line.scrollIntoView({ block: "nearest" });
    }
    if (message.rule && message.rule.agency === ruled.value) {
      alone.checked = message.rule.may_go_alone;
      alone.disabled = false;
    }
    for (const button of place.querySelectorAll("button")) button.disabled = false;
    if (!message.waiting) return;
    badge(message.waiting.filter((item) => !item.obstacle).length);
    who.textContent = message.who;
    filter.hidden = message.agencies.length < 3;
    agency.replaceChildren(...message.agencies.map(([label, key]) => el("option", { value: key }, label)));
    agency.value = message.agency;
    counts.replaceChildren(...message.counts.map(({ value, label, tone }) => el("div", { class: tone }, el("dd", {}, String(value)), el("dt", {}, label))));
    waiting.replaceChildren(...message.waiting.map(card));
    if (!message.waiting.length) waiting.append(el("p", { class: "kosong" }, words.waiting_none));
    late.show(message.late.map(lateRow).concat(message.late_more ? [el("p", { class: "kosong-kecil" }, fill(words.late_more, { count: message.late_more }))] : []));
    issues.show(message.issues.map((line) => el("p", { class: "isu" }, line)));
    digest.replaceChildren(
      el("summary", {}, words.show_digest),
      el("pre", { class: "teks" }, message.digest),
      el("p", { class: "aksi" }, copyButton(words.copy_digest, () => message.digest, { class: "tombol lebar" })),
    );
    rules.hidden = !message.rules.length;
    if (!ruled.options.length) ruled.replaceChildren(...message.rules.map(([label, key]) => el("option", { value: key }, label)));
    decided.hidden = !message.decided.length;
    decided.replaceChildren(el("summary", {}, `${words.decided_title} (${message.decided.length})`), ...message.decided.map(decidedRow));
  }

  function badge(count) {
    const tab = document.querySelector('[role=tab][data-room="approvals"]');
    tab.dataset.count = count || "";
    tab.title = count ? fill(words.waits_for_you, { count }) : "";
  }

  function section(title) {
    const body = el("div");
    const node = el("section", { class: "kartu", hidden: true }, el("header", {}, el("h3", {}, title)), body);
    return { node, show: (rows) => { node.hidden = !rows.length; body.replaceChildren(...rows); } };
  }

  /** A reason to be written; it stays when the list is drawn anew. */
  function reasonField(item, name, about, label, hint) {
    const key = `${item.id} ${about}`;
    const area = el("textarea", { id: `alasan-${item.id}-${name}`, rows: 2, lang: "id", maxlength: 1000, placeholder: hint, oninput: () => typed.set(key, area.value) });
    area.value = typed.get(key) ?? "";
    return { node: el("p", {}, el("label", { for: area.id }, label), area), area };
  }

  function card(item) {
    const field = (...about) => reasonField(item, ...about);
    const reasons = item.findings.map((finding) => [finding.number, field(finding.number, `${finding.quote} ${finding.message}`, fill(words.reason_for, { what: `“${finding.quote || finding.message}”` }), words.reason_hint)]);
    const why = field("kembali", "kembali", words.send_back_why, words.send_back_hint);
    const button = (label, kind, onclick) => el("button", { type: "button", class: `tombol ${kind}`, onclick }, label);

    const decide = (name, more) => {
      for (const each of node.querySelectorAll("footer button, .alasan-alasan button")) each.disabled = true;
      trigger(name, { id: item.id, version: item.version, agency: agency.value, ...more });
    };
    const approving = el("div", { class: "alasan-alasan", hidden: opened.get(item.id) !== "approve" || !item.findings.length },
      el("p", { class: "ket" }, words.reasons_lead), reasons.map(([, one]) => one.node),
      button(words.approve_with_reasons, "utama", () => decide("submit", { reasons: Object.fromEntries(reasons.map(([number, one]) => [number, one.area.value])) })));
    const returning = el("div", { class: "alasan-alasan", hidden: opened.get(item.id) !== "return" }, why.node,
      button(words.send_back_do, "bahaya", () => decide("delete", { reason: why.area.value })));
    const open = (panel, other, first) => {
      other.hidden = true;
      panel.hidden = !panel.hidden;
      opened.set(item.id, panel.hidden ? "" : panel === approving ? "approve" : "return");
      if (!panel.hidden) { first.focus(); panel.scrollIntoView({ block: "nearest" }); }
    };

    const node = el(
      "section",
      { class: "kartu putusan", "data-id": item.id },
      el("header", {}, el("h3", {}, item.heading), el("span", { class: "ket" }, item.by), item.changed && el("span", { class: "ket ragu" }, item.changed)),
      item.risks.length > 0 && el("ul", { class: "alasan-risiko" }, item.risks.map((risk) => el("li", {}, el("b", {}, risk.label), ": ", risk.words))),
      item.title && el("p", { class: "judul-putusan" }, item.title),
      el("div", { class: "teks" }, item.segments.map(segment)),
      item.findings.map((finding) => el("div", { class: `temuan ${SEVERITY[finding.severity][1]}` },
        el("span", { class: "ikon", "aria-hidden": true }, SEVERITY[finding.severity][0]),
        el("p", {}, finding.quote && el("b", {}, `“${finding.quote}” `), finding.message))),
      item.obstacle
        ? el("p", { class: "halangan" }, item.obstacle)
        : el("footer", {},
            button(words.approve, "utama", () => (item.findings.length ? open(approving, returning, reasons[0][1].area) : decide("submit", { reasons: {} }))),
            button(words.send_back, "", () => open(returning, approving, why.area))),
      !item.obstacle && approving,
      !item.obstacle && returning,
      el("details", { class: "rincian" }, el("summary", {}, words.details_of),
        el("p", { class: "ket" }, fill(words.brief_was, item)),
        item.alt_text && el("p", { class: "ket" }, `${words.alt_text}: ${item.alt_text}`),
        item.sources.length > 0 && el("ol", { class: "sumber" }, item.sources.map(sourceGroup)),
        item.history.length > 0 && history(item.history)),
    );
    return node;
  }

  function segment(piece) {
    if (!piece.mark) return document.createTextNode(piece.text);
    return el("mark", { class: piece.mark, title: piece.hint }, piece.text, piece.source && el("sup", {}, piece.source));
  }

  function sourceGroup(group) {
    return el("li", {}, el("span", { class: "judul-sumber" }, group.title),
      group.places.map((one) => el("p", {}, el("b", {}, one.number), " ", one.quote && el("q", {}, one.quote), one.place && ` (${one.place})`)));
  }

  function lateRow(item) {
    return el("button", { type: "button", class: "komentar", onclick: () => { location.hash = item.room; scrollTo(0, 0); } },
      el("span", { class: `bulat ${item.clock.tone}`, "aria-hidden": true }),
      el("span", { class: "isi-komentar" }, item.text),
      el("span", { class: `jam ${item.clock.tone}` }, item.clock.text),
      el("span", { class: "ket" }, item.about));
  }

  function decidedRow(item) {
    return el("details", { class: "satu-putusan" },
      el("summary", {}, el("span", { class: `label ${item.state}` }, item.label), " ", el("b", {}, item.heading), ` ${item.brief}`, el("span", { class: "ket" }, item.about)),
      el("p", { class: "teks" }, item.text),
      history(item.history),
      item.mine && takeBack(item));
  }

  function takeBack(item) {
    const why = reasonField(item, "tarik", "tarik", words.send_back_why, words.send_back_hint);
    const send = el("button", { type: "button", class: "tombol bahaya", onclick: () => { send.disabled = true; trigger("delete", { id: item.id, version: item.version, agency: agency.value, reason: why.area.value }); } }, words.take_back_do);
    return el("details", { class: "tarik" }, el("summary", {}, words.take_back_approval), el("div", { class: "alasan-alasan" }, why.node, send));
  }

  function history(lines) {
    return el("div", { class: "riwayat-putusan" }, el("b", {}, words.history_title), el("ul", {}, lines.map((line) => el("li", {}, line))));
  }
}
