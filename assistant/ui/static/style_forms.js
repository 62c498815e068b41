// The forms of *Gaya Rumah*: one rule, the limits of the platforms, the campaign. Each writes what
// was touched into `touched` and says so with `onchange`; what stands on the screen is never lost.

import { el, fill, words } from "./dom.js";

const SHOWN = 40;

/** Fields of one rule. `touched`: {off, severity, limit, set, removed, added} or parts of it. */
export function ruleForm(rule, touched, severities, may, onchange) {
  const id = (name) => `aturan-${rule.id}-${name}`;
  const active = el("input", { type: "checkbox", id: id("nyala"), disabled: !may, onchange: () => put("off", !active.checked, rule.off) });
  active.checked = !(touched.off ?? rule.off);
  const severity = el("select", { id: id("bobot"), disabled: !may, title: words.style_severity_hint, onchange: () => put("severity", severity.value, rule.severity) },
    severities.map(([value, label]) => el("option", { value }, label)));
  severity.value = touched.severity ?? rule.severity;

  function put(name, value, shipped) {
    if (value === shipped) delete touched[name];
    else touched[name] = value;
    onchange();
  }

  return el("div", { class: "aturan-isi" },
    el("p", {}, fill(words.style_message, rule)),
    rule.wrong && el("p", { class: "contoh" }, el("span", { class: "label salah" }, words.style_wrong), " ", rule.wrong),
    rule.right && el("p", { class: "contoh" }, el("span", { class: "label benar" }, words.style_right), " ", rule.right),
    rule.where && el("p", { class: "ket" }, fill(words.style_where, rule)),
    el("div", { class: "sebaris" },
      el("span", { class: "sakelar" }, active, el("label", { for: active.id }, words.style_active)),
      el("label", { for: severity.id }, words.style_severity), severity),
    rule.limit && limitFields(rule, touched, may, onchange),
    rule.pairs && wordTable(rule, touched, may, onchange),
  );
}

function limitFields(rule, touched, may, onchange) {
  const typed = () => (typeof touched.limit === "object" ? touched.limit : {});
  return el("div", { class: "batas-batas" }, rule.limit.map(([platform, name, value]) => {
    const input = el("input", { type: "text", inputmode: "numeric", id: `aturan-${rule.id}-batas-${platform}`, disabled: !may, oninput: changed });
    input.value = (platform ? typed()[platform] : touched.limit) ?? value;
    function changed() {
      if (!platform) touched.limit = input.value;
      else touched.limit = { ...typed(), [platform]: input.value };
      if (rule.limit.every(([one, , old]) => ((one ? typed()[one] : touched.limit) ?? old) === old)) delete touched.limit;
      onchange();
    }
    return el("div", { class: "batas" }, el("label", { for: input.id }, name || words.style_limit), input, !name && el("span", { class: "ket" }, rule.counted));
  }), rule.limit.length > 1 && el("p", { class: "ket" }, rule.counted));
}

function wordTable(rule, touched, may, onchange) {
  const list = el("div", { class: "kata-kata" });
  const more = el("p", { class: "ket" });
  const search = el("input", { type: "search", "aria-label": words.style_find_word, placeholder: words.style_find_word, oninput: draw });
  const add = el("button", { type: "button", class: "tombol kecil", onclick: () => {
    (touched.added ??= []).push(["", ""]);
    draw();
    list.children[touched.added.length - 1].querySelector("input").focus();
    onchange();
  } }, words.style_add_word);
  draw();
  return el("div", { class: "daftar-kata" },
    el("p", { class: "nama" }, fill(words.style_words, { count: rule.pairs.length })),
    rule.pairs.length > 8 && search,
    el("div", { class: "kepala-kata", "aria-hidden": true }, el("span", {}, words.style_forbidden), el("span", {}, words.style_preferred)),
    list, more, may && add);

  function draw() {
    const wanted = search.value.trim().toLowerCase();
    const found = rule.pairs.filter((pair) => !wanted || pair.some((word) => word.toLowerCase().includes(wanted)));
    list.replaceChildren(...(touched.added ?? []).map(fresh), ...found.slice(0, SHOWN).map(known));
    more.textContent = found.length > SHOWN ? fill(words.style_first_words, { count: found.length - SHOWN }) : "";
    more.hidden = found.length <= SHOWN;
  }

  function known([word, better]) {
    const gone = touched.removed?.includes(word);
    const input = el("input", { type: "text", "aria-label": `${words.style_preferred}: ${word}`, placeholder: words.style_preferred_hint, disabled: !may || gone, oninput: () => {
      touched.set = { ...touched.set, [word]: input.value };
      if (input.value === better) delete touched.set[word];
      if (!Object.keys(touched.set).length) delete touched.set;
      onchange();
    } });
    input.value = touched.set?.[word] ?? better;
    const toggle = el("button", { type: "button", class: "taut", "aria-label": gone ? `${words.fact_undo}: ${word}` : fill(words.style_remove_word, { word }), onclick: () => {
      touched.removed = gone ? touched.removed.filter((one) => one !== word) : [...(touched.removed ?? []), word];
      if (!touched.removed.length) delete touched.removed;
      draw();
      onchange();
    } }, gone ? words.fact_undo : words.style_remove);
    return el("div", { class: `pasangan${gone ? " dicoret" : ""}` }, el("span", { class: "kata" }, word), input, may && toggle);
  }

  function fresh(pair, number) {
    const field = (position, label, hint) => {
      const input = el("input", { type: "text", placeholder: hint, "aria-label": fill(words.style_word_number, { label, number: number + 1 }), oninput: () => {
        pair[position] = input.value;
        onchange();
      } });
      input.value = pair[position];
      return input;
    };
    return el("div", { class: "pasangan baru" },
      field(0, words.style_forbidden, words.style_forbidden), field(1, words.style_preferred, words.style_preferred_hint),
      el("button", { type: "button", class: "taut", "aria-label": fill(words.style_remove_word, { word: pair[0] }), onclick: () => {
        touched.added = touched.added.filter((one) => one !== pair);
        if (!touched.added.length) delete touched.added;
        draw();
        onchange();
      } }, words.style_remove));
  }
}

/** Rows for the recommended length and number of hashtags. */
export function platformForm(platforms, touched, may, onchange) {
  return el("div", { class: "batas-platform" }, platforms.map((platform) => {
    const field = (name, label, most) => {
      const input = el("input", { type: "text", inputmode: "numeric", id: `anjuran-${platform.id}-${name}`, placeholder: words.style_no_advice, disabled: !may, oninput: () => {
        const now = { length: platform.length, hashtags: platform.hashtags, ...touched[platform.id], [name]: input.value };
        if (now.length === platform.length && now.hashtags === platform.hashtags) delete touched[platform.id];
        else touched[platform.id] = now;
        onchange();
      } });
      input.value = touched[platform.id]?.[name] ?? platform[name];
      return el("div", { class: "batas" }, el("label", { for: input.id }, label), input, most && el("span", { class: "ket" }, fill(words.style_platform_most, { most })));
    };
    return el("fieldset", { "data-tempat": platform.id },
      el("legend", {}, platform.name, platform.changed && el("span", { class: "label" }, words.style_is_changed)),
      field("length", words.style_length, platform.most_length), field("hashtags", words.style_hashtags, platform.most_hashtags),
      el("div", { class: "masalah" }));
  }));
}

/** The switch, its dates and the names of candidates. `touched.campaign` holds all three or none. */
export function campaignForm(campaign, touched, may, onchange) {
  const now = () => touched.campaign ?? { switch: campaign.switch, periods: campaign.periods.map((period) => [...period]), candidates: campaign.candidates.join("\n") };
  const put = (change) => {
    const next = { ...now(), ...change };
    const same = next.switch === campaign.switch && next.candidates === campaign.candidates.join("\n") && JSON.stringify(next.periods) === JSON.stringify(campaign.periods);
    if (same) delete touched.campaign;
    else touched.campaign = next;
    onchange();
  };
  const choice = el("div", { class: "pilihan", role: "radiogroup", "aria-label": words.style_campaign }, campaign.switches.map(([value, label]) => {
    const input = el("input", { type: "radio", name: "sakelar-kampanye", id: `kampanye-${value}`, value, disabled: !may, onchange: () => put({ switch: value }) });
    input.checked = now().switch === value;
    return el("span", { class: "sakelar" }, input, el("label", { for: input.id }, label));
  }));
  const rows = el("div");
  const candidates = el("textarea", { id: "kampanye-calon", rows: 3, disabled: !may, oninput: () => put({ candidates: candidates.value }) });
  candidates.value = now().candidates;
  draw();
  return el("div", { class: "aturan-isi", "data-tempat": "campaign" },
    el("p", { class: campaign.running ? "kabar ragu" : "ket" }, campaign.state), choice, rows,
    may && el("button", { type: "button", class: "tombol kecil", onclick: () => { put({ periods: [...now().periods, ["", ""]] }); draw(); } }, words.style_add_period),
    el("label", { for: candidates.id }, words.style_candidates), candidates, el("div", { class: "masalah" }));

  function draw() {
    rows.replaceChildren(...now().periods.map((period, number) => {
      const field = (position, label) => {
        const input = el("input", { type: "date", id: `kampanye-${number}-${position}`, disabled: !may, onchange: () => {
          const periods = now().periods.map((one) => [...one]);
          periods[number][position] = input.value;
          put({ periods });
        } });
        input.value = period[position];
        return [el("label", { for: input.id }, label), input];
      };
      return el("div", { class: "sebaris" }, field(0, words.style_from), field(1, words.style_until),
        may && el("button", { type: "button", class: "taut", onclick: () => { put({ periods: now().periods.filter((_, other) => other !== number) }); draw(); } }, words.style_remove));
    }));
  }
}
