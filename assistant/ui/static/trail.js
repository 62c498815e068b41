// Jejak: who did what, opened line by line; whether the chain is whole; what can be taken out.

import { el, fill, me, noticeLine, words } from "./dom.js";

const TONES = { good: "baik", bad: "gawat", warn: "ragu" };

export function trail(element, trigger, props, watch) {
  const place = element.querySelector(".jejak");
  const field = (id, label, input) => {
    input.id = `jejak-${id}`;
    return el("p", { class: "isian" }, el("label", { for: input.id }, label), input);
  };
  const wanted = el("input", { type: "search", maxlength: 200, placeholder: words.trail_words_hint });
  const person = el("input", { type: "search", maxlength: 64, placeholder: words.trail_person_hint, autocapitalize: "none" });
  const group = el("select", {});
  const first = el("input", { type: "date" });
  const last = el("input", { type: "date" });
  const form = el(
    "form", { class: "kartu cari-jejak" },
    field("kata", words.trail_words, wanted), field("orang", words.trail_person, person), field("tindakan", words.trail_action, group),
    el("div", { class: "dua-tanggal" }, field("dari", words.trail_from, first), field("sampai", words.trail_until, last)),
    el("button", { class: "tombol utama" }, words.trail_search),
  );
  const notice = el("div");
  const only = el("p", { class: "hanya-objek", hidden: true });
  const count = el("span", { class: "ket" });
  const list = el("div");
  const head = el("p", { class: "ket" });
  const chain = el("div");
  const verify = button(words.trail_verify, () => {
    verify.disabled = true;
    chain.replaceChildren(el("p", { class: "ket" }, words.trail_verifying));
    trigger("submit", {});
  });
  const what = el("select", {});
  const about = el("textarea", { rows: 2, maxlength: 300, lang: "id", placeholder: words.trail_about_hint });
  let object = "";
  let serial = null;

  place.append(
    el("div", { class: "jejak-kiri" }, form, notice, only, el("section", { class: "kartu" }, el("header", {}, el("h3", {}, words.trail_acts), count), list)),
    el("div", { class: "jejak-kanan" },
      panel(words.trail_chain, head, me.actions.includes("incident.read") && verify, chain),
      panel(words.trail_export, downloads("jejak", () => search())),
      me.actions.includes("report.export") && panel(words.trail_reports, el("p", { class: "ket" }, words.trail_report_lead), field("laporan", words.trail_report, what), downloads(() => what.value, days)),
      me.actions.includes("incident.read") && panel(words.trail_incident, el("p", { class: "ket" }, words.trail_incident_lead), field("tentang", words.trail_about, about), button(words.trail_pack, (event) => download(event.currentTarget, "insiden.zip", { ...days(), tentang: about.value })))),
  );
  form.noValidate = true;
  form.addEventListener("submit", (event) => { event.preventDefault(); load(); });
  watch("value", () => receive(props.value));
  if (props.value) receive(props.value);
  document.addEventListener("ruang", (event) => event.detail === "trail" && load());
  if (shown()) load();

  function shown() {
    return document.documentElement.dataset.room === "trail" && me.actions.includes("trail.read");
  }

  function load() {
    if (!me.actions.includes("trail.read")) return;
    count.textContent = words.trail_searching;
    trigger("load", { words: wanted.value, person: person.value, group: group.value, first: first.value, last: last.value, object });
  }

  function receive(message) {
    if (!message || message.serial === serial) return;
    serial = message.serial;
    if (message.notice !== undefined) notice.replaceChildren(noticeLine(message.notice, TONES[message.tone] ?? "ragu"));
    if (message.tone === "warn") { count.textContent = ""; chain.replaceChildren(); }
    verify.disabled = false;
    if (message.chain) chain.replaceChildren(noticeLine(message.chain, TONES[message.chain_tone]));
    if (message.detail) open(message.detail);
    if (!message.rows) return;
    if (!group.options.length) options(group, message.groups);
    if (!what.options.length) options(what, message.reports);
    count.textContent = message.count;
    head.textContent = message.head;
    object = message.object;
    only.hidden = !object;
    only.replaceChildren(...(object ? [fill(words.trail_of_object, { object }), " ", el("button", { type: "button", class: "taut", onclick: () => narrow("") }, words.trail_all_objects)] : []));
    list.replaceChildren(...message.rows.map(row));
    if (!message.rows.length) list.append(el("p", { class: "kosong-kecil" }, words.trail_none));
  }

  function options(select, choices) {
    select.replaceChildren(...choices.map(([label, key]) => el("option", { value: key }, label)));
  }

  function narrow(to) {
    object = to;
    load();
  }

  function row(item) {
    const body = el("div", { class: "isi-jejak" }, el("p", { class: "ket" }, words.trail_reading));
    const node = el("details", { class: "baris-jejak", "data-seq": item.seq, ontoggle: () => node.open && !node.dataset.read && trigger("select", { seq: item.seq }) },
      el("summary", {}, el("span", { class: "ket" }, item.at), el("span", { class: "kalimat" }, item.text), item.label && el("span", { class: "label" }, item.label)),
      body,
      item.object && el("p", { class: "aksi" }, el("button", { type: "button", class: "tombol kecil", onclick: () => narrow(item.object) }, words.trail_whole_history)));
    return node;
  }

  function open(detail) {
    const node = list.querySelector(`[data-seq="${Number(detail.seq)}"]`);
    if (!node) return;
    node.dataset.read = "1";
    node.querySelector(".isi-jejak").replaceChildren(
      ...detail.parts.map((part) => el("section", {}, part.label && el("b", {}, part.label), part.lines.length > 1 ? el("ul", {}, part.lines.map((line) => el("li", {}, line))) : el("p", { class: "teks" }, part.lines[0]))),
      el("p", { class: "ket" }, detail.about));
  }

  function panel(title, ...content) {
    return el("section", { class: "kartu" }, el("header", {}, el("h3", {}, title)), el("div", { class: "isi-panel" }, content));
  }

  function button(label, onclick) {
    return el("button", { type: "button", class: "tombol", onclick }, label);
  }

  function days() {
    return { dari: first.value, sampai: last.value };
  }

  function search() {
    return { ...days(), kata: wanted.value, pelaku: person.value, tindakan: group.value, objek: object };
  }

  /** `name`: of the file, or a function that gives it; `asked`: what it is to hold. */
  function downloads(name, given) {
    const of = typeof name === "function" ? name : () => name;
    return el("div", { class: "sebaris" }, ["xlsx", "csv"].map((suffix) => button(suffix.toUpperCase(), (event) => download(event.currentTarget, `${of()}.${suffix}`, given()))));
  }

  async function download(from, name, given) {
    const label = from.textContent;
    from.disabled = true;
    from.textContent = words.trail_making;
    const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value));
    let sentence = words.trail_failed;
    let tone = "ragu";
    try {
      const answer = await fetch(`/ekspor/${name}?${query}`);
      if (answer.ok) {
        const file = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? name;
        const address = URL.createObjectURL(await answer.blob());
        el("a", { href: address, download: file }).click();
        setTimeout(() => URL.revokeObjectURL(address), 10_000);
        [sentence, tone] = [fill(words.trail_made, { name: file }), "baik"];
      } else {
        sentence = (await answer.json()).error ?? sentence;
      }
    } catch {
      sentence = words.trail_failed; // the network is away, or the answer was no JSON
    }
    from.disabled = false;
    from.textContent = label;
    const line = noticeLine(sentence, tone);
    notice.replaceChildren(line);
    line.scrollIntoView({ block: "nearest" });
  }
}
