// The page's own script. Every text is set as text (see `el`): nothing here reads a string as
// HTML, so nothing that a citizen, a document or a model wrote can become markup.
"use strict";

(() => {
  // Gradio takes the language of its own words from the browser; this page is Indonesian for all.
  Object.defineProperty(navigator, "language", { get: () => "id" });
  Object.defineProperty(navigator, "languages", { get: () => ["id"] });

  // There is one look; Gradio would mix in its dark one where the browser asks for it.
  addEventListener("DOMContentLoaded", () => {
    const light = () => document.body.classList.contains("dark") && document.body.classList.remove("dark");
    new MutationObserver(light).observe(document.body, { attributeFilter: ["class"] });
    light();
  });

  const HEALTH_MS = 1200;
  const EDIT_MS = 350;

  /** An element with attributes, listeners (`onclick` …) and children; the one way to make one. */
  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined && child !== false) node.append(child);
    }
    return node;
  }

  /** The n-th to m-th character as Python counts them. */
  const slice = (text, start, end) => Array.from(text).slice(start, end).join("");
  const utf16 = (text, offset) => slice(text, 0, offset).length;

  // Rooms ------------------------------------------------------------------------------------

  const page = document.documentElement;

  function enter(room, focus) {
    page.dataset.room = room;
    for (const tab of document.querySelectorAll("[role=tab][data-room]")) {
      const chosen = tab.dataset.room === room;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) tab.focus();
      const panel = document.getElementById("room-" + tab.dataset.room);
      if (panel) {
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", tab.id);
      }
    }
    if (location.hash.slice(1) !== room) history.replaceState(null, "", "#" + room);
  }

  function rooms(element) {
    const tabs = [...element.querySelectorAll("[role=tab][data-room]")];
    for (const tab of tabs) {
      tab.addEventListener("click", () => {
        enter(tab.dataset.room);
        scrollTo(0, 0);
      });
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        enter(tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length].dataset.room, true);
      });
    }
    const known = tabs.map((tab) => tab.dataset.room);
    const asked = () => (known.includes(location.hash.slice(1)) ? location.hash.slice(1) : known[0]);
    enter(asked());
    addEventListener("hashchange", () => enter(asked()));
    nameGroups();
    watchHealth(element.querySelector(".kesiapan"));
  }

  /** Gradio shows the name of a group of choices, but does not tell it to a screen reader. */
  function nameGroups() {
    for (const group of document.querySelectorAll("fieldset.keping-pilih")) {
      group.setAttribute("aria-label", group.querySelector("[data-testid=block-info]")?.textContent ?? "");
    }
  }
  page.dataset.room = location.hash.slice(1) || "caption";

  // How far the knowledge base is --------------------------------------------------------------

  async function watchHealth(strip) {
    let waited = false;
    for (;;) {
      let index = null;
      try {
        index = (await (await fetch("/healthz")).json()).index;
      } catch {
        index = null; // the server stops or the network is away: ask again
      }
      if (index && (index.state === "ready" || index.state === "failed")) {
        strip.replaceChildren(index.state === "failed" ? el("p", { class: "gagal" }, index.message) : "");
        strip.hidden = index.state === "ready";
        if (waited) document.dispatchEvent(new CustomEvent("basis-siap"));
        return;
      }
      if (index) {
        waited = true;
        strip.hidden = false;
        const counted = index.total
          ? `Memuat contoh basis pengetahuan: ${index.done} dari ${index.total} dokumen`
          : "Menyiapkan basis pengetahuan…";
        strip.replaceChildren(el("p", {}, counted), bar(index.total ? index.done / index.total : null, counted));
      }
      await new Promise((done) => setTimeout(done, HEALTH_MS));
    }
  }

  function bar(share, label) {
    const known = share !== null;
    const inner = el("span", { class: known ? "" : "tak-tentu" });
    if (known) inner.style.width = `${Math.min(100, share * 100)}%`;
    return el(
      "span",
      {
        class: "bilah", role: "progressbar", "aria-label": label, "aria-valuemin": 0,
        "aria-valuemax": 100, "aria-valuenow": known ? Math.round(share * 100) : null,
      },
      inner,
    );
  }

  // Copying ------------------------------------------------------------------------------------

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = el("textarea", { class: "tersembunyi", "aria-hidden": true });
      area.value = text;
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      return copied;
    }
  }

  function copyButton(label, text, more = {}) {
    const { after, ...attributes } = more;
    const button = el("button", { type: "button", class: "tombol", ...attributes }, label);
    button.addEventListener("click", async () => {
      const copied = await copy(text());
      button.textContent = copied ? "Tersalin ✓" : "Tekan Ctrl+C";
      say(copied ? "Tersalin" : "Teks tidak dapat disalin otomatis");
      setTimeout(() => (button.textContent = label), 1800);
      if (copied && after) after();
    });
    return button;
  }

  /** Tells a screen reader. */
  function say(sentence) {
    const place = document.querySelector(".siaran");
    if (place) place.textContent = sentence;
  }

  // The board: drafts with marks, findings, sources ----------------------------------------------

  function board(element, trigger, props, watch) {
    const place = element.querySelector(".papan");
    const cards = new Map();
    let active = null;
    let layout = "stack";
    let recorded = new Set();

    watch("value", () => receive(props.value));
    if (props.value) receive(props.value);

    function receive(message) {
      if (!message) return;
      if (message.kind === "show") show(message);
      else if (message.kind === "tell") tell(message.notice, message.tone);
      else if (message.kind === "card") replaceCard(message.card);
      else if (message.kind === "verdict") cards.get(message.key)?.judge(message.verdict);
    }

    function show(message) {
      layout = message.layout;
      const kept = new Map(cards);
      cards.clear();
      place.replaceChildren();
      place.append(noticeLine(message.notice, message.busy ? "sibuk" : "kosong"));
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
      if (message.finish) place.append(finishButton(message.finish));
      choose(active);
      place.setAttribute("aria-busy", String(Boolean(message.busy)));
      if (!message.busy && cards.size) say("Selesai");
      // On a phone the board lies below the form.
      if (message.busy && !cards.size && place.getBoundingClientRect().top > innerHeight * 0.7) {
        place.scrollIntoView({ behavior: "smooth", block: "start" });
      }
    }

    function finishButton(label) {
      const texts = () => Object.fromEntries([...cards].filter(([, card]) => card.value.records).map(([key, card]) => [key, card.whole()]));
      return el("button", { type: "button", class: "tombol utama selesai", onclick: () => trigger("submit", { texts: texts() }) }, label);
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
      const card = makeCard(value);
      cards.set(value.key, card);
      if (old) old.node.replaceWith(card.node);
      else place.append(card.node);
      const line = place.querySelector(".kabar");
      if (line) line.hidden = true;
      choose(active);
    }

    function tabRow() {
      const row = el("div", { class: "tab-draf", role: "tablist", "aria-label": "Draf per platform" });
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
      const all = copyButton("Salin semua", () =>
        [...cards.values()].map((card) => `${card.value.heading}\n\n${card.whole()}`).join("\n\n———\n\n"),
      );
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
          ? [el("span", { class: "status" }, "sedang diperiksa"), el("button", { type: "button", class: "tombol", disabled: true }, "Salin")]
          : [value.copy && copyButton("Salin", () => value.text, { "aria-label": `Salin ${value.heading}` })];
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

      const title = value.title === null ? null : el("input", { class: "judul", id: `${id}-judul`, "aria-label": `Judul ${value.heading}`, value: value.title, oninput: edited });
      const titleMeter = el("span", { class: "meter" });
      const text = el("textarea", { class: "naskah", id: `${id}-teks`, "aria-label": `Teks ${value.heading}`, rows: 2, spellcheck: "false", lang: "id", oninput: edited });
      text.value = value.text;
      const marked = el("div", { class: "tanda", "aria-label": "Teks bertanda sumber" });
      const findings = el("div", { class: "temuan-temuan" });
      const sources = el("ol", { class: "sumber" });
      const meter = el("span", { class: "meter" });
      const status = el("span", { class: "status", role: "status" });

      const whole = () => (title ? `${title.value}\n\n${text.value}` : text.value);
      const sent = () => {
        if (!value.records || recorded.has(value.key)) return;
        recorded.add(value.key);
        trigger("copy", { key: value.key, texts: { [value.key]: text.value } });
      };
      const copyText = copyButton("Salin", () => text.value, { class: "tombol utama", "aria-label": `Salin ${value.heading}`, after: sent });
      const again = value.variant === undefined ? null : el("button", { type: "button", class: "tombol", onclick: retry }, "Versi lain");

      function retry() {
        again.disabled = true;
        again.textContent = "Menyusun…";
        trigger("retry", { key: value.key, variant: value.variant });
      }

      function edited() {
        fit();
        status.textContent = "memeriksa…";
        node.classList.add("berubah");
        clearTimeout(timer);
        timer = setTimeout(ask, EDIT_MS);
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
        marked.replaceChildren(...verdict.segments.map(segment));
        meter.replaceChildren(...meterOf(verdict.length, "Panjang teks"));
        if (title && verdict.title_length) titleMeter.replaceChildren(...meterOf(verdict.title_length, "Panjang judul"));
        findings.replaceChildren(...verdict.findings.map((finding) => findingLine(finding, repair)));
        if (verdict.summary) findings.append(el("p", { class: "baik" }, "✓ ", verdict.summary, el("span", { class: "ket" }, " — pemeriksaan otomatis, tetap baca sekali lagi")));
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
        title && el("div", { class: "baris-judul" }, el("label", { for: `${id}-judul` }, "Judul"), title, titleMeter, copyButton("Salin judul", () => title.value)),
        text,
        el("details", { class: "bertanda", open: value.verdict.segments.some((piece) => piece.mark && piece.mark !== "brief") }, el("summary", {}, "Fakta dan sumbernya"), marked),
        findings,
        sources,
        value.alt_text && el("div", { class: "alt" }, el("b", {}, "Teks alternatif "), value.alt_text, " ", copyButton("Salin", () => value.alt_text, { "aria-label": "Salin teks alternatif", class: "tombol kecil" })),
        el("footer", {}, copyText, again, el("span", { class: "isi" }), value.writer && el("span", { class: "ket" }, value.writer)),
      );
      draw();
      requestAnimationFrame(fit);
      return { value, node, whole, judge, fit };
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
      el("p", {}, finding.quote && el("b", {}, `“${shorten(finding.quote, 60)}” `), finding.message, buttons.map((button, n) => [n ? " · " : " ", button])),
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

  function noticeLine(sentence, tone) {
    return el("p", { class: `kabar ${tone}`, hidden: !sentence, role: tone === "ragu" ? "alert" : "status" }, sentence || "");
  }

  function chipRow(chips) {
    return el(
      "dl",
      { class: "keping" },
      chips.map((chip) => el("div", { class: chip.tone || "" }, el("dt", {}, chip.label), el("dd", { title: chip.hint || null }, chip.value))),
    );
  }

  // Files ----------------------------------------------------------------------------------------

  /** Sends one file; `progress` gets the share sent. Gives {token, name} or {error}. */
  function send(file, progress) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", "/unggah?nama=" + encodeURIComponent(file.name));
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress(event.loaded / event.total);
      });
      request.addEventListener("loadend", () => {
        try {
          done(JSON.parse(request.responseText));
        } catch {
          done({ error: "Berkas tidak dapat dikirim; periksa sambungan lalu coba lagi." });
        }
      });
      request.send(file);
    });
  }

  const ACCEPT = ".pdf,.docx,.pptx,.xlsx,.csv,.html,.htm,.md,.txt,.png,.jpg,.jpeg,.tif,.tiff";
  const FORMATS = "PDF, Word, PowerPoint, Excel, CSV, HTML, Markdown, teks, atau foto dokumen; paling besar 20 MB.";
  const FILE_LIMIT = 20 * 1024 ** 2;

  function picker(label, hint, chosen, look = "") {
    const input = el("input", { type: "file", multiple: true, accept: ACCEPT, class: "tersembunyi", "aria-label": label, onchange: () => { take([...input.files]); input.value = ""; } });
    const button = el("button", { type: "button", class: `tombol lebar ${look}`, onclick: () => input.click() }, label);
    const zone = el("div", { class: "jatuhan" }, button, input, el("p", { class: "ket" }, hint));
    for (const name of ["dragover", "dragenter"]) {
      zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("di-atas"); });
    }
    zone.addEventListener("dragleave", () => zone.classList.remove("di-atas"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("di-atas");
      take([...event.dataTransfer.files]);
    });
    const take = (files) => files.length && chosen(files);
    return zone;
  }

  /** Sends `files` one after the other; `row` shows how far each is. Gives those that arrived. */
  async function sendAll(files, row) {
    const arrived = [];
    for (const file of files) {
      const line = row(file.name);
      line.set("mengirim…", 0);
      const answer =
        file.size > FILE_LIMIT
          ? { error: "Berkas terlalu besar; paling besar 20 MB." }
          : await send(file, (share) => line.set("mengirim…", share));
      if (answer.token) {
        line.set("terkirim", 1);
        arrived.push(answer);
      } else line.fail(answer.error || answer.detail || "Berkas ditolak.");
    }
    return arrived;
  }

  function fileRow(name, tone, text, share, ...more) {
    return el(
      "div",
      { class: `berkas ${tone || ""}` },
      el("p", {}, el("b", {}, name), el("span", { class: "keadaan" }, text)),
      share !== null && share !== undefined && bar(share === "?" ? null : share, name),
      ...more,
    );
  }

  function rowIn(list) {
    return (name) => {
      let node = fileRow(name, "", "", 0);
      list.append(node);
      const swap = (next) => { node.replaceWith(next); node = next; };
      return {
        set: (text, share) => swap(fileRow(name, "", text, share < 1 ? share : null)),
        fail: (text) => swap(fileRow(name, "gagal", text)),
      };
    };
  }

  /** Own sources for one draft: files that are sent at once and can be taken away again. */
  function attachments(element, trigger, props) {
    const place = element.querySelector(".lampiran");
    const list = el("div", { class: "berkas-berkas" });
    let files = [];

    function draw() {
      list.replaceChildren(
        ...files.map((file) =>
          fileRow(file.name, "", "dipakai untuk draf ini", null,
            el("button", { type: "button", class: "taut", onclick: () => { files = files.filter((f) => f !== file); draw(); } }, "Lepas")),
        ),
      );
      props.value = files.map((file) => file.token);
    }

    place.append(
      picker("Unggah rilis", FORMATS, async (chosen) => {
        const waiting = el("div");
        list.append(waiting);
        const arrived = await sendAll(chosen, rowIn(waiting));
        const failed = [...waiting.querySelectorAll(".gagal")];
        files = [...files, ...arrived];
        draw();
        list.append(...failed);
      }),
      list,
    );
  }

  // The knowledge base -----------------------------------------------------------------------------

  function library(element, trigger, props, watch) {
    const place = element.querySelector(".pustaka");
    const notice = el("div");
    const uploads = el("div", { class: "berkas-berkas" });
    const search = el("input", { type: "search", "aria-label": "Saring dokumen", placeholder: "Saring judul, OPD, atau jenis", oninput: () => drawList() });
    const count = el("span", { class: "ket" });
    const list = el("div", { class: "dokumen-dokumen" });
    const detail = el("div", { class: "rincian" });
    let documents = [];
    let opened = null;

    place.append(
      picker("Unggah dokumen", FORMATS + " Boleh banyak sekaligus.", async (files) => {
        uploads.replaceChildren();
        const arrived = await sendAll(files, rowIn(uploads));
        if (arrived.length) trigger("upload", { files: arrived.map(({ token, name }) => ({ token, name })), failed: uploads.querySelectorAll(".gagal").length });
      }, "utama"),
      uploads,
      notice,
      el("section", { class: "kartu" }, el("header", {}, el("h3", {}, "Dokumen"), count, el("span", { class: "isi" }), search), list),
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
      const shown = documents.filter((item) => wanted.every((word) => item.words.includes(word)));
      count.textContent = shown.length === documents.length ? `${documents.length} dokumen` : `${shown.length} dari ${documents.length} dokumen`;
      list.replaceChildren(...shown.slice(0, 300).map(row));
      if (!documents.length) list.append(el("p", { class: "kosong-kecil" }, "Belum ada dokumen. Unggah dokumen pertama di atas."));
      else if (shown.length > 300) list.append(el("p", { class: "kosong-kecil" }, "Hanya 300 yang pertama ditampilkan; saring untuk mempersempit."));
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
          ? el("select", { id: `ket-${field.name}`, name: field.name }, el("option", { value: "" }, "Tidak ditentukan"), field.choices.map(([label, value]) => el("option", { value }, label)))
          : el("input", { id: `ket-${field.name}`, name: field.name, type: field.type });
        input.value = field.value ?? "";
        return [field, input];
      });
      const form = el(
        "form",
        { class: "keterangan" },
        inputs.map(([field, input]) =>
          el("div", {}, el("label", { for: input.id }, field.label), input,
            field.proposed && field.proposed !== input.value && el("button", { type: "button", class: "taut", onclick: () => { input.value = field.proposed; } }, `Pakai yang terbaca dari isi: ${field.proposed_shown}`)),
        ),
        el("button", { class: "tombol utama" }, "Simpan keterangan"),
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
            button.textContent = "Yakin? Tekan sekali lagi";
            setTimeout(() => { sure = false; button.textContent = label; }, 4000);
          }
        });
        return button;
      };
      detail.append(
        el(
          "section",
          { class: "kartu", "aria-label": "Rincian dokumen" },
          el("header", {}, el("h3", { tabindex: -1 }, item.title), el("span", { class: "isi" }), el("button", { type: "button", class: "tombol", onclick: () => drawDetail(null) }, "Tutup")),
          el("dl", { class: "fakta" }, item.facts.map((fact) => el("div", {}, el("dt", {}, fact.label), el("dd", {}, fact.value)))),
          item.notices.map((sentence) => el("div", { class: "temuan ragu" }, el("span", { class: "ikon", "aria-hidden": true }, "⚠"), el("p", {}, sentence))),
          el("footer", {}, item.actions.map((action) => act(action.action, action.label, action))),
          el("details", {}, el("summary", {}, "Ubah keterangan"), describeForm(item)),
          item.versions.length > 1 && el("details", {}, el("summary", {}, `Riwayat: ${item.versions.length} versi`), el("ul", { class: "versi" }, item.versions.map((version) => el("li", {}, version.label, " ", !version.current && act("restore", "Pakai versi ini", { version: version.number }))))),
          el("details", { open: true }, el("summary", {}, `Cara dokumen ini terbaca: ${item.passages.length} kutipan${item.more ? " pertama" : ""}`), item.passages.map(passage)),
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
  function hits(element, props, watch) {
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

  window.AK = { rooms, board, attachments, library, hits };
})();
