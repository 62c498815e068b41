// The rooms of the page: one is open, each has an address. And how far the knowledge base is.

import { bar, el, fill, me, words } from "./dom.js";

const HEALTH_MS = 1200;

const page = document.documentElement;
// A head comes to decide: on a phone only the first rooms are in sight.
const first = !me.alone && me.actions.includes("draft.approve") ? ["approvals", "follow-ups"] : ["caption"];
page.dataset.room = location.hash.slice(1) || first[0]; // before the first paint

function enter(room, focus) {
  page.dataset.room = room;
  for (const tab of document.querySelectorAll("[role=tab][data-room]")) {
    const chosen = tab.dataset.room === room;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    if (chosen && focus) tab.focus();
    if (chosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    const panel = document.getElementById("room-" + tab.dataset.room);
    if (panel) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
    }
  }
  if (location.hash.slice(1) !== room) history.replaceState(null, "", "#" + room);
  document.dispatchEvent(new CustomEvent("ruang", { detail: room }));
}

export function rooms(element) {
  const list = element.querySelector(".ruang-ruang");
  if (!me.actions.includes("trail.read")) list.querySelector('[data-room="trail"]').remove();
  list.prepend(...first.map((room) => list.querySelector(`[data-room="${room}"]`)));
  const tabs = [...list.children];
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
  watchSession();
  element.querySelector(".akun").append(account());
  watchHealth(element.querySelector(".kesiapan"));
}

/** A session that has ended costs nobody their text: they sign in elsewhere and go on here. */
function watchSession() {
  const send = window.fetch;
  window.fetch = async (...request) => {
    const answer = await send(...request);
    if (answer.status === 401 && !document.querySelector(".sesi-berakhir")) {
      const again = el("a", { href: "/masuk", target: "_blank", onclick: () => strip.remove() }, words.sign_in_again);
      const strip = el("p", { class: "sesi-berakhir", role: "alert" }, words.session_ended + " ", again);
      document.body.prepend(strip);
    }
    return answer;
  };
}

/** Who works here, and the way out; at a page without sign-in, that nobody else can approve. */
function account() {
  if (me.alone) return el("span", { class: "sendiri" }, me.alone);
  const about = [me.role, me.agency].filter(Boolean).join(" · ");
  return el(
    "details", { class: "akun-menu" },
    el("summary", {}, el("span", { class: "akun-nama" }, me.name), el("span", { class: "akun-peran" }, about)),
    el(
      "div", { class: "akun-isi" },
      me.actions.includes("account.manage") && el("a", { href: "/akun" }, words.accounts),
      el("a", { href: "/sandi" }, words.change_password),
      el("form", { method: "post", action: "/keluar" }, el("button", {}, words.sign_out)),
    ),
  );
}

/** Gradio shows the name of a group of choices, but does not tell it to a screen reader. */
function nameGroups() {
  for (const group of document.querySelectorAll("fieldset.keping-pilih")) {
    group.setAttribute("aria-label", group.querySelector("[data-testid=block-info]")?.textContent ?? "");
  }
}

/** Shows how far the preparation is, and tells the other parts when the base has been filled. */
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
        ? fill(words.loading, index)
        : words.preparing;
      strip.replaceChildren(el("p", {}, counted), bar(index.total ? index.done / index.total : null, counted));
    }
    await new Promise((done) => setTimeout(done, HEALTH_MS));
  }
}
