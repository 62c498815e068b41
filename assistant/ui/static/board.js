// Drafts with their marks, findings, sources and actions.

import { bar, copyButton, el, fill, noticeLine, say, slice, utf16, words } from "./dom.js";
import { remember } from "./drafts.js";
import { factSheet } from "./sheet.js";
import { preview, revisions, versions } from "./versions.js";
import { clashOf, wayOut } from "./way_out.js";

const EDIT_MS = 350;

export function board(element, trigger, props, watch) {
  const place = element.querySelector(".papan");
  const cards = new Map();
  let active = null;
  let layout = "stack";
  let recorded = new Set();
  let serial = null;

  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);

  function receive(message) {
    // Gradio hands over the last message of an event twice.
    if (!message || message.serial === serial) return;
    serial = message.serial;
    if (message.kind === "show") show(message);
    else if (message.kind === "tell") tell(message.notice, message.tone);
    else if (message.kind === "card") replaceCard(message.card);
    else if (message.kind === "verdict") {
      cards.get(message.key)?.judge(message.verdict);
      afterSave(message.key, message);
    } else if (message.kind === "standing") {
      afterSave(message.key, message);
      tell(message.notice, "good");
      document.dispatchEvent(new CustomEvent("draf-disimpan"));
    }
  }

  /** What became of a text that was kept. */
  function afterSave(key, { standing, conflict, failed }) {
    if (standing) cards.get(key)?.stand?.(standing);
    if (conflict) cards.get(key)?.clash?.(conflict);
    if (failed) tell(failed, "warn");
  }

  function show(message) {
    layout = message.layout;
    const kept = new Map(cards);
    cards.clear();
    place.replaceChildren();
    place.append(noticeLine(message.notice, message.busy ? "sibuk" : message.cards.length ? "" : "kosong"));
    if (message.chips.length) place.append(chipRow(message.chips));
    for (const value of message.cards) {
      const old = kept.get(value.key);
      // A text that the person is already editing is not taken away by a late message.
      cards.set(value.key, old && same(old.value, value) ? old : makeCard(value));
    }
    if (!message.busy) recorded = new Set();
    if (!cards.has(active)) active = message.cards[0]?.key ?? null;
    if (layout === "tabs" && cards.size) place.append(tabRow());
    for (const card of cards.values()) place.append(card.node);
    if (message.work) remember(message.work);
    if (message.sheet) place.append(factSheet(message.sheet, (facts) => trigger("select", { facts })));
    if (message.finish || message.steps?.length) place.append(lastRow(message));
    choose(active);
    place.setAttribute("aria-busy", String(Boolean(message.busy)));
    if (!message.busy && cards.size) say(words.done);
    // On a phone the board lies below the form; after the last button of a long one, above.
    const { top } = place.getBoundingClientRect();
    if (message.busy && !cards.size && (top > innerHeight * 0.7 || top < 0)) {
      place.scrollIntoView({ behavior: "smooth", block: "start" });
    }
  }

  function lastRow(message) {
    const steps = (message.steps ?? []).map(({ step, label }) =>
      el("button", { type: "button", class: "tombol", "data-step": step, onclick: () => trigger("submit", { step }) }, label));
    return el("div", { class: "akhir" }, steps, message.finish && finishButton(message.finish));
  }

  function finishButton(label) {
    const texts = () => Object.fromEntries([...cards].filter(([, card]) => card.value.records).map(([key, card]) => [key, card.whole()]));
    return el("button", { type: "button", class: "tombol utama selesai", "data-step": "done", onclick: () => trigger("submit", { step: "done", texts: texts() }) }, label);
  }

  function same(a, b) {
    return a.type === "draft" && JSON.stringify(a) === JSON.stringify(b);
  }

  function tell(sentence, tone) {
    for (const [key, card] of cards) {
      if (card.value.type === "stream") {
        card.node.remove();
        cards.delete(key);
      }
      card.idle?.();
    }
    place.setAttribute("aria-busy", "false");
    const line = noticeLine(sentence, tone === "good" ? "baik" : "ragu");
    const old = place.querySelector(".kabar");
    if (old) old.replaceWith(line);
    else place.prepend(line);
    line.scrollIntoView({ block: "nearest" });
  }

  function replaceCard(value) {
    const old = cards.get(value.key);
    if (old?.past) value.history = old.past();
    const card = makeCard(value);
    cards.set(value.key, card);
    if (old) old.node.replaceWith(card.node);
    else place.append(card.node);
    const line = place.querySelector(".kabar");
    if (line) line.hidden = true;
    choose(active);
    afterSave(value.key, value);
  }

  function tabRow() {
    const row = el("div", { class: "tab-draf", role: "tablist", "aria-label": words.drafts });
    const keys = [...cards.keys()];
    keys.forEach((key, n) => {
      const tab = el(
        "button",
        {
          type: "button", role: "tab", "data-key": key, id: `tab-draf-${key}`,
          onclick: () => choose(key),
          onkeydown: (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (!step) return;
            event.preventDefault();
            choose(keys[(n + step + keys.length) % keys.length], true);
          },
        },
        cards.get(key).value.heading,
      );
      row.append(tab);
    });
    const all = copyButton(words.copy_all, () =>
      [...cards.values()].map((card) => `${card.value.heading}\n\n${card.whole()}`).join("\n\n———\n\n"),
    );
    all.addEventListener("click", () => {
      if ([...cards.values()].some((card) => card.value.keeps)) trigger("copy", { keys: [...cards.keys()] });
    });
    all.disabled = [...cards.values()].some((card) => card.value.type === "stream");
    return el("div", { class: "kepala-draf" }, row, cards.size > 1 && all);
  }

  function choose(key, focus) {
    active = key;
    for (const [name, card] of cards) {
      card.node.hidden = layout === "tabs" && name !== key;
      if (layout === "tabs") {
        card.node.setAttribute("role", "tabpanel");
        card.node.setAttribute("aria-labelledby", `tab-draf-${name}`);
      }
      card.fit?.();
    }
    for (const tab of place.querySelectorAll(".tab-draf [role=tab]")) {
      const chosen = tab.dataset.key === key;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) tab.focus();
    }
  }

  function makeCard(value) {
    if (value.type === "draft") return draftCard(value);
    const node = el("section", { class: `kartu ${value.type === "stream" ? "mengalir" : ""}`, "data-key": value.key });
    const actions =
      value.type === "stream"
        ? [el("span", { class: "status" }, words.being_checked), el("button", { type: "button", class: "tombol", disabled: true }, words.copy)]
        : [
            value.reveal && el("button", { type: "button", class: "tombol", onclick: () => trigger("submit", { step: "original" }) }, value.reveal),
            value.copy && copyButton(words.copy, () => value.text, { "aria-label": fill(words.copy_named, value) }),
          ];
    node.append(
      el("header", {}, el("h3", {}, value.heading), el("span", { class: "ket" }, value.note), el("span", { class: "isi" }), ...actions),
      el("div", { class: "teks" }, value.text),
    );
    return { value, node, whole: () => value.text };
  }

  function draftCard(value) {
    const id = `${place.dataset.name}-${value.key}`;
    const state = { verdict: value.verdict };
    let timer = null;
    let asking = false;

    const title = value.title === null ? null : el("input", { class: "judul", id: `${id}-judul`, "aria-label": fill(words.title_named, value), value: value.title, oninput: edited });
    const titleMeter = el("span", { class: "meter" });
    const text = el("textarea", { class: "naskah", id: `${id}-teks`, "aria-label": fill(words.text_named, value), rows: 2, spellcheck: "false", lang: "id", oninput: edited });
    text.value = value.text;
    const marked = el("div", { class: "tanda", "aria-label": words.marked_text });
    const findings = el("div", { class: "temuan-temuan" });
    const sources = el("ol", { class: "sumber" });
    const meter = el("span", { class: "meter" });
    const status = el("span", { class: "status", role: "status" });

    const whole = () => (title ? `${title.value}\n\n${text.value}` : text.value);
    const sent = () => {
      if (value.keeps) trigger("copy", { keys: [value.key] });
      if (!value.records || recorded.has(value.key)) return;
      recorded.add(value.key);
      trigger("copy", { key: value.key, texts: { [value.key]: text.value } });
    };
    const copyText = copyButton(words.copy, () => text.value, { class: "tombol utama", "aria-label": fill(words.copy_named, value), after: sent });
    const again = value.variant === undefined ? null : el("button", { type: "button", class: "tombol", onclick: retry }, words.another);

    const look = preview(value.fold);
    const wishes = value.revisions && revisions(value, (revision) => trigger("retry", { key: value.key, variant: value.variant, revision, text: text.value }));
    const history = value.history ?? [];
    const past = () => [...history, { title: title ? title.value : null, text: text.value }];
    const earlier = versions(history, () => text.value, (old) => {
      if (title && old.title !== null) title.value = old.title;
      text.value = old.text;
      edited();
    });

    const out = wayOut(id, (step, more) => trigger("submit", { step, key: value.key, text: text.value, title: title ? title.value : null, ...more }));
    const clash = clashOf(() => text.value, (theirs, mine) => {
      if (!mine) {
        if (title && theirs.title !== null) title.value = theirs.title;
        text.value = theirs.text;
      }
      fit();
      status.textContent = words.checking;
      node.classList.add("berubah");
      trigger("edit", { key: value.key, text: text.value, title: title ? title.value : null, over: theirs.version });
    });

    /** A wish that failed can be asked again. */
    function idle() {
      wishes?.free();
      out.free();
      if (again) { again.disabled = false; again.textContent = words.another; }
    }

    function retry() {
      again.disabled = true;
      again.textContent = words.writing;
      trigger("retry", { key: value.key, variant: value.variant });
    }

    function edited() {
      fit();
      status.textContent = words.checking;
      node.classList.add("berubah");
      clearTimeout(timer);
      timer = setTimeout(ask, EDIT_MS);
    }

    /** Says in the text itself that a model had a hand in it; once. */
    function label() {
      if (text.value.includes(words.label_ai_text)) return;
      text.value = `${text.value.trimEnd()}\n\n${words.label_ai_text}`;
      edited();
    }

    function ask() {
      asking = true;
      trigger("edit", { key: value.key, text: text.value, title: title ? title.value : null });
    }

    function judge(verdict) {
      asking = false;
      if (verdict.text !== text.value || (title && verdict.title !== title.value)) return;
      state.verdict = verdict;
      status.textContent = "";
      node.classList.remove("berubah");
      draw();
    }

    function repair(item) {
      if (slice(text.value, item.start, item.end) !== item.old) return; // a check is on its way
      text.focus();
      text.setSelectionRange(utf16(text.value, item.start), utf16(text.value, item.end));
      // Keeps the browser's own undo; where it is not there, the text is set.
      const done = item.new ? document.execCommand("insertText", false, item.new) : document.execCommand("delete");
      if (!done) {
        text.setRangeText(item.new);
        edited();
      }
    }

    function draw() {
      const { verdict } = state;
      look.set(text.value);
      marked.replaceChildren(...verdict.segments.map(segment));
      meter.replaceChildren(...meterOf(verdict.length, words.text_length));
      if (title && verdict.title_length) titleMeter.replaceChildren(...meterOf(verdict.title_length, words.title_length));
      findings.replaceChildren(...verdict.findings.map((finding) => findingLine(finding, repair)));
      findings.append(...(verdict.promises ?? []).map(promiseLine));
      if (verdict.summary) findings.append(el("p", { class: "baik" }, "✓ ", verdict.summary, el("span", { class: "ket" }, words.no_proof)));
      sources.replaceChildren(...verdict.sources.map((group) => sourceGroup(id, group)));
      sources.hidden = !verdict.sources.length;
    }

    function segment(piece) {
      if (!piece.mark) return document.createTextNode(piece.text);
      const number = piece.source && el("sup", {}, piece.source);
      const mark = el("mark", { class: piece.mark, title: piece.hint, tabindex: 0 }, piece.text, number);
      mark.addEventListener("click", () => {
        const line = piece.source && document.getElementById(`${id}-sumber-${piece.source}`);
        if (!line) return;
        line.scrollIntoView({ block: "nearest", behavior: "smooth" });
        line.classList.add("disorot");
        setTimeout(() => line.classList.remove("disorot"), 1600);
      });
      return mark;
    }

    function fit() {
      text.style.height = "auto";
      if (text.scrollHeight) text.style.height = `${text.scrollHeight + 2}px`;
    }

    const node = el(
      "section",
      { class: "kartu", "data-key": value.key },
      el("header", {}, el("h3", {}, value.heading), value.note && el("span", { class: "ket" }, value.note), status, el("span", { class: "isi" }), meter),
      title && el("div", { class: "baris-judul" }, el("label", { for: `${id}-judul` }, words.title), title, titleMeter, copyButton(words.copy_title, () => title.value)),
      text,
      el("details", { class: "bertanda", open: value.verdict.segments.some((piece) => piece.mark && piece.mark !== "brief") }, el("summary", {}, words.facts), marked),
      findings,
      sources,
      value.revisions && look.node,
      value.alt_text && el("div", { class: "alt" }, el("b", {}, words.alt_text, " "), value.alt_text, " ", copyButton(words.copy, () => value.alt_text, { "aria-label": words.copy_alt_text, class: "tombol kecil" })),
      clash.node,
      earlier,
      wishes?.node,
      out.node,
      el("footer", {}, copyText, again, value.by_model && el("button", { type: "button", class: "tombol", onclick: label }, words.label_ai), el("span", { class: "isi" }), value.writer && el("span", { class: "ket" }, value.writer)),
    );
    draw();
    if (value.standing) out.stand(value.standing);
    requestAnimationFrame(fit);
    const stand = (standing) => { clash.done(); out.stand(standing); };
    return { value, node, whole, judge, fit, past, idle, stand, clash: clash.show };
  }
}

function meterOf(length, label) {
  if (length.share === null) return [length.shown];
  const level = length.share > 1 ? "lewat" : length.share > 0.9 ? "dekat" : "";
  const gauge = bar(length.share, label);
  gauge.classList.add("kecil");
  if (level) gauge.classList.add(level);
  return [el("span", { class: level }, length.shown), gauge];
}

const SEVERITY = { block: ["⛔", "gawat"], warn: ["⚠", "ragu"], info: ["ℹ", "info"] };

function findingLine(finding, repair) {
  const [icon, tone] = SEVERITY[finding.severity];
  const buttons = finding.repairs.map((item) =>
    el("button", { type: "button", class: "taut", onclick: () => repair(item) }, item.label),
  );
  return el(
    "div",
    { class: `temuan ${tone}` },
    el("span", { class: "ikon", "aria-hidden": true }, icon),
    el("p", {}, finding.quote && el("b", {}, `“${shorten(finding.quote, 60)}” `), finding.message, buttons.map((button, n) => [n ? " · " : " ", button]),
      finding.reason && el("span", { class: "alasan" }, ` ${finding.reason} (${finding.rule})`)),
  );
}

function promiseLine(promise) {
  return el(
    "div",
    { class: "temuan janji" },
    el("span", { class: "ikon", "aria-hidden": true }, "🤝"),
    el("p", {}, el("b", {}, `“${promise.quote}” `), promise.record),
  );
}

const shorten = (text, most) => (Array.from(text).length > most ? slice(text, 0, most - 1).trimEnd() + "…" : text);

function sourceGroup(id, group) {
  return el(
    "li",
    {},
    el("span", { class: "judul-sumber" }, group.title),
    group.places.map((place) =>
      el("p", { id: `${id}-sumber-${place.number}` }, el("b", {}, place.number), " ", place.quote && el("q", {}, place.quote), place.place && ` (${place.place})`),
    ),
  );
}

function chipRow(chips) {
  return el(
    "dl",
    { class: "keping" },
    chips.map((chip) => el("div", { class: chip.tone || "" }, el("dt", {}, chip.label), el("dd", { title: chip.hint || null }, chip.value))),
  );
}
