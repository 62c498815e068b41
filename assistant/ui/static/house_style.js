// *Gaya Rumah*: rules in groups, what the editor touched, its effects, and the versions.

import { el, fill, me, noticeLine, say, words } from "./dom.js";
import { campaignForm, platformForm, ruleForm } from "./style_forms.js";

// What was typed outlives a reload of the page; not the person at it.
const KEPT = `gaya-rumah ${me.name}`;

export function houseStyle(element, trigger, props, watch) {
  const may = me.actions.includes("style.change");
  const place = element.querySelector(".gaya");
  const opened = new Set(); // groups and rules
  const draft = { rules: {}, platforms: {}, reason: "", text: "", platform: "", ...remembered() };
  let shown = null; // the last listing
  let previewed = null; // what the preview on the screen is about
  let marked = []; // problems, each with its place

  const search = el("input", { type: "search", id: "gaya-cari", placeholder: words.style_search_hint, oninput: draw });
  const filter = el("select", { id: "gaya-saring", onchange: draw },
    el("option", { value: "" }, words.style_all), el("option", { value: "changed" }, words.style_changed), el("option", { value: "off" }, words.style_off));
  const count = el("span", { class: "ket", role: "status" });
  const groups = el("div", { class: "kelompok-kelompok" });
  const notice = el("div");
  const problems = el("ul", { class: "masalah-masalah" });
  const pending = el("ul", { class: "perubahan" });
  const text = el("textarea", { id: "gaya-teks", rows: 4, placeholder: words.style_own_hint, lang: "id", oninput: () => { draft.text = text.value; changed(); } });
  const platform = el("select", { id: "gaya-platform", onchange: () => { draft.platform = platform.value; changed(); } });
  const look = el("button", { type: "button", class: "tombol", onclick: askPreview }, words.style_preview);
  const effects = el("div", { class: "akibat", "aria-live": "polite" });
  const reason = el("input", { type: "text", id: "gaya-alasan", placeholder: words.style_reason_hint, maxlength: 200, oninput: () => { draft.reason = reason.value; changed(); } });
  const save = el("button", { type: "button", class: "tombol utama", onclick: () => trigger("submit", { action: "save", edit: edit(), seen: shown.version, reason: reason.value }) }, words.style_save);
  const discard = el("button", { type: "button", class: "taut", onclick: () => { forget(); draw(); changed(); } }, words.style_discard);
  const version = el("span", { class: "ket" });
  const proposals = el("section", { class: "kartu" });
  const versions = el("section", { class: "kartu" });
  const bar = el("button", { type: "button", class: "tombol utama ke-panel", hidden: true, onclick: () => panel.scrollIntoView({ behavior: "smooth" }) });
  const panel = el("section", { class: "kartu panel-gaya", "aria-label": words.style_your_changes },
    el("header", {}, el("h3", {}, words.style_your_changes), version),
    el("div", { class: "isi-panel" }, notice, problems, pending,
      el("label", { for: text.id }, words.style_own_text), text,
      el("div", { class: "sebaris" }, el("label", { for: platform.id }, words.platform), platform),
      look, effects, el("label", { for: reason.id }, words.style_reason), reason, save, discard));
  text.value = draft.text;
  reason.value = draft.reason;

  place.append(
    el("div", { class: "gaya-kiri" },
      el("div", { class: "sebaris cari-aturan" }, el("label", { class: "tersembunyi", for: search.id }, words.style_search), search, el("label", { class: "tersembunyi", for: filter.id }, words.style_filter), filter, count),
      !may && [el("p", { class: "kabar" }, words.style_may_not), notice], groups),
    el("div", { class: "gaya-kanan" }, may && panel, may && proposals, versions),
    bar,
  );
  // On a phone the way to the panel is shown until one is there.
  let panelSeen = false;
  new IntersectionObserver(([entry]) => { panelSeen = entry.isIntersecting; changed(); }, { rootMargin: "0px 0px -150px" }).observe(panel);
  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);
  // Somebody else may have saved a version since; what was typed here lies over it.
  document.addEventListener("ruang", (event) => event.detail === "style" && shown && trigger("load", {}));

  function receive(message) {
    if (!message) return;
    if (message.notice !== undefined) {
      notice.replaceChildren(noticeLine(message.notice, message.tone === "good" ? "baik" : "ragu"));
      if (message.notice) say(message.notice);
    }
    if (message.saved && !message.restored) forget();
    if (message.saved) {
      previewed = null;
      effects.replaceChildren();
    }
    if (message.problems) {
      marked = message.problems;
      look.disabled = false;
      if (marked.length) effects.replaceChildren();
    }
    if (message.groups) {
      shown = message;
      draw();
    } else if (message.problems) drawProblems();
    if (message.preview) drawPreview(message.preview);
    if (message.comparison) drawComparison(message.comparison);
    look.disabled = false;
    changed();
  }

  function remembered() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    } catch {
      return {};
    }
  }

  function forget() {
    Object.assign(draft, { rules: {}, platforms: {}, reason: "" });
    delete draft.campaign;
    reason.value = "";
    marked = [];
  }

  /** What the server reads: lists instead of the forms' own notes. */
  function edit() {
    const rules = {};
    for (const [id, touched] of Object.entries(draft.rules)) {
      if (!Object.keys(touched).length) continue;
      const { set, added, removed, ...rest } = touched;
      rules[id] = { ...rest, words: [...Object.entries(set ?? {}), ...(added ?? [])], removed: removed ?? [] };
    }
    const campaign = draft.campaign && { ...draft.campaign, candidates: draft.campaign.candidates.split("\n") };
    return { rules, platforms: draft.platforms, ...(campaign ? { campaign } : {}) };
  }

  function askPreview() {
    previewed = null;
    look.disabled = true;
    effects.replaceChildren(el("p", { class: "ket" }, words.style_previewing));
    trigger("edit", { edit: edit(), seen: shown.version, text: text.value, platform: platform.value });
  }

  /** After every touch: remembers it, and brings the panel up to date. */
  function changed() {
    for (const [id, touched] of Object.entries(draft.rules)) if (!Object.keys(touched).length) delete draft.rules[id];
    sessionStorage.setItem(KEPT, JSON.stringify(draft));
    if (!shown) return;
    const items = [
      ...Object.keys(draft.rules).map((id) => [id, id, () => delete draft.rules[id]]),
      ...Object.keys(draft.platforms).map((id) => [id, shown.platforms.find((one) => one.id === id)?.name ?? id, () => delete draft.platforms[id]]),
      ...(draft.campaign ? [["campaign", words.style_campaign, () => delete draft.campaign]] : []),
    ];
    pending.replaceChildren(...items.map(([id, name, undo]) => el("li", {},
      el("button", { type: "button", class: "taut", onclick: () => show(id) }, name), " ",
      el("button", { type: "button", class: "taut ket", "aria-label": `${words.fact_undo}: ${name}`, onclick: () => { undo(); draw(); changed(); } }, words.fact_undo))));
    if (!items.length) pending.append(el("li", { class: "ket" }, words.style_nothing_touched));
    const fresh = previewed === JSON.stringify(edit());
    save.disabled = !items.length || !fresh;
    discard.hidden = !items.length;
    bar.hidden = !items.length || !may || panelSeen;
    bar.textContent = fill(words.style_to_panel, { count: items.length });
    effects.classList.toggle("basi", previewed !== null && !fresh);
    effects.querySelector(".kabar-basi")?.remove();
    if (previewed !== null && !fresh) effects.prepend(el("p", { class: "kabar ragu kabar-basi" }, words.style_stale));
    for (const row of groups.querySelectorAll("[data-aturan]")) {
      row.querySelector(".belum").hidden = !(row.dataset.aturan in draft.rules);
    }
    if (shown.proposals) drawProposals();
  }

  function draw() {
    if (!shown) return;
    const wanted = search.value.trim().toLowerCase();
    const fits = (rule) =>
      (filter.value === "changed" ? rule.changed || rule.id in draft.rules : filter.value === "off" ? draft.rules[rule.id]?.off ?? rule.off : true) &&
      (!wanted || [rule.id, rule.message, rule.reason, rule.wrong, ...(rule.pairs ?? []).flat()].some((one) => one.toLowerCase().includes(wanted)));
    const narrowed = wanted !== "" || filter.value !== "";
    let total = 0;
    const sections = shown.groups.map(({ title, rules }) => {
      const found = rules.filter(fits);
      total += found.length;
      return found.length ? section(title, fill(words.style_count, { count: found.length }), found.map(row), narrowed) : null;
    });
    groups.replaceChildren(
      ...(narrowed ? [] : [section(words.style_campaign, shown.campaign.running ? words.style_running : "", [campaignForm(shown.campaign, draft, may, changed)])]),
      ...sections.filter(Boolean),
      ...(narrowed ? [] : [section(words.style_platforms, "", [platformForm(shown.platforms, draft.platforms, may, changed)])]),
    );
    count.textContent = fill(words.style_count, { count: total });
    if (!total) groups.append(el("p", { class: "kosong-kecil" }, words.style_none));
    version.textContent = shown.version ? fill(words.style_version, { number: shown.version }) : words.style_shipped;
    if (!platform.options.length) {
      platform.append(el("option", { value: "" }, words.not_chosen), ...shown.platforms.map((one) => el("option", { value: one.id }, one.name)));
      platform.value = draft.platform;
    }
    drawProblems();
    drawVersions();
  }

  function section(title, about, content, open = false) {
    const node = el("details", { class: "kartu kelompok" }, el("summary", {}, el("h3", {}, title), el("span", { class: "ket" }, about)), content);
    node.open = open || opened.has(title);
    node.addEventListener("toggle", () => (node.open ? opened.add(title) : opened.delete(title)));
    return node;
  }

  function row(rule) {
    const body = el("div", { hidden: true });
    const trouble = el("div", { class: "masalah" });
    const touched = draft.rules[rule.id] ?? {};
    const off = touched.off ?? rule.off;
    const severity = touched.severity ?? rule.severity;
    const head = el("button", { type: "button", class: "aturan", "aria-expanded": "false", onclick: () => toggle(body.hidden) },
      el("span", { class: `bulat ${{ block: "gawat", warn: "ragu", info: "" }[severity]}`, "aria-hidden": true }),
      el("span", { class: "pesan" }, rule.reason),
      el("span", { class: "ket" }, `${rule.id} · ${Object.fromEntries(shown.severities)[severity]}`,
        off && el("span", { class: "label" }, words.style_is_off), rule.changed && el("span", { class: "label" }, words.style_is_changed),
        el("span", { class: "label belum", hidden: true }, words.style_is_touched)));
    function toggle(open) {
      if (open && !body.childElementCount) body.append(ruleForm(rule, touched, shown.severities, may, () => { draft.rules[rule.id] = touched; changed(); }));
      body.hidden = !open;
      head.setAttribute("aria-expanded", String(open));
      if (open) opened.add(rule.id);
      else opened.delete(rule.id);
    }
    const node = el("article", { "data-aturan": rule.id, "data-tempat": rule.id, class: off ? "mati" : "" }, head, trouble, body);
    if (opened.has(rule.id)) toggle(true);
    return node;
  }

  /** Opens what `id` names and goes there. */
  function show(id) {
    search.value = filter.value = "";
    opened.add(id);
    const group = shown.groups.find(({ rules }) => rules.some((rule) => rule.id === id));
    opened.add(group?.title ?? (id === "campaign" ? words.style_campaign : words.style_platforms));
    draw();
    changed();
    groups.querySelector(`[data-tempat="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
  }

  function drawProblems() {
    problems.replaceChildren(...marked.map(([id, sentence]) => el("li", {}, el("button", { type: "button", class: "taut", onclick: () => show(id) }, sentence))));
    for (const node of groups.querySelectorAll("[data-tempat] > .masalah")) {
      const here = marked.filter(([id]) => id === node.parentElement.dataset.tempat);
      node.replaceChildren(...here.map(([, sentence]) => el("p", { class: "kabar ragu" }, sentence)));
    }
  }

  function drawPreview(found) {
    previewed = JSON.stringify(edit());
    effects.replaceChildren(
      el("ul", { class: "langkah" }, found.steps.map((step) => el("li", {}, step))),
      ...found.cautions.map((sentence) => el("p", { class: "kabar gawat" }, sentence)),
      ...found.summary.map((line) => el("p", { class: line.tone ? `kabar ${line.tone}` : "ket" }, line.text)),
      ...found.effects.map(effect),
      !found.effects.length ? el("p", { class: "ket" }, words.style_no_effect) : "",
    );
  }

  function effect(item) {
    const line = (finding, sign, label) => el("p", { class: `temuan-akibat ${sign}` },
      el("span", { class: "label" }, label), " ", finding.quote && el("b", {}, `“${finding.quote.slice(0, 60)}” `), finding.message, el("span", { class: "ket" }, ` ${finding.rule} · ${finding.label}`));
    return el("details", { class: "satu-akibat" },
      el("summary", {}, el("span", { class: "ket" }, item.about), " ", item.text.slice(0, 90), item.text.length > 90 && "…",
        ...item.come.map((finding) => line(finding, "muncul", words.style_come)), ...item.gone.map((finding) => line(finding, "hilang", words.style_gone))),
      el("p", { class: "teks" }, item.text),
      item.was && el("p", { class: "ket" }, words.style_was), item.was && el("p", { class: "teks ket" }, item.was));
  }

  function drawProposals() {
    const key = JSON.stringify([shown.proposals, draft.rules[shown.agreed]?.added]);
    if (proposals.dataset.isi === key) return;
    proposals.dataset.isi = key;
    proposals.hidden = !shown.proposals.length;
    proposals.replaceChildren(
      el("header", {}, el("h3", {}, words.style_proposals), el("span", { class: "ket" }, words.style_proposals_lead)),
      ...shown.proposals.map((one) => {
        const taken = draft.rules[shown.agreed]?.added?.some(([old]) => old.toLowerCase() === one.old.toLowerCase());
        return el("div", { class: "usulan" },
          el("p", {}, el("del", {}, one.old), " → ", one.new ? el("ins", {}, one.new) : el("i", {}, words.left_out), el("span", { class: "ket" }, ` ${fill(words.style_proposal_times, one)}`)),
          el("button", { type: "button", class: "tombol kecil", disabled: taken, onclick: () => take(one) }, taken ? words.style_taken : words.style_take));
      }));
  }

  function take(one) {
    const touched = (draft.rules[shown.agreed] ??= {});
    (touched.added ??= []).push([one.old, one.new]);
    draw();
    changed();
    askPreview();
  }

  function drawVersions() {
    versions.replaceChildren(
      el("header", {}, el("h3", {}, words.style_history), el("button", { type: "button", class: "taut ket", onclick: () => trigger("load", {}) }, words.style_reload)),
      ...shown.history.map((one) => entry(one.number, fill(words.style_version, one), one.about, one.reason, one.steps)),
      entry(0, words.style_shipped, "", "", []));
  }

  function entry(number, name, about, why, steps) {
    const now = number === shown.version;
    return el("article", { class: "versi-gaya", "data-versi": number },
      el("p", {}, el("b", {}, name), now && el("span", { class: "label" }, words.style_in_force), about && el("span", { class: "ket" }, ` ${about}`)),
      why && el("p", {}, why),
      steps.length > 0 && el("details", {}, el("summary", {}, fill(words.style_what_changed, { count: steps.length })), el("ul", { class: "langkah" }, steps.map((step) => el("li", {}, step)))),
      !now && el("div", { class: "sebaris" },
        el("button", { type: "button", class: "tombol kecil", onclick: () => trigger("select", { old: shown.version, new: number }) }, words.style_compare),
        may && el("button", { type: "button", class: "tombol kecil", onclick: () => trigger("submit", { action: "restore", number, seen: shown.version }) }, words.style_restore)),
      el("div", { class: "banding" }));
  }

  function drawComparison(found) {
    const name = (number) => (number ? fill(words.style_version, { number }) : words.style_shipped);
    for (const node of versions.querySelectorAll(".banding")) node.replaceChildren();
    versions.querySelector(`[data-versi="${found.new}"] .banding`)?.replaceChildren(
      el("p", { class: "ket" }, fill(words.style_compared, { old: name(found.old), new: name(found.new) })),
      el("ul", { class: "langkah" }, found.steps.map((step) => el("li", {}, step))));
  }
}

/** The strip above every room while a campaign runs. */
export function campaign(element, props, watch) {
  const strip = element.querySelector(".masa-kampanye");
  const receive = () => {
    strip.textContent = props.value?.sentence ?? "";
    strip.hidden = !strip.textContent;
  };
  watch("value", receive);
  receive();
}
