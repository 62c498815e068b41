// Files on their way in: chosen or dropped, sent one after the other, each with its own line.

import { bar, el, words } from "./dom.js";

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
        done({ error: words.not_sent });
      }
    });
    request.send(file);
  });
}

export const ACCEPT = ".pdf,.docx,.pptx,.xlsx,.csv,.html,.htm,.md,.txt,.png,.jpg,.jpeg,.tif,.tiff";
const FILE_LIMIT = 20 * 1024 ** 2;

export function picker(label, hint, chosen, look = "", accept = ACCEPT) {
  const input = el("input", { type: "file", multiple: true, accept, class: "tersembunyi", "aria-label": label, onchange: () => { take([...input.files]); input.value = ""; } });
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
export async function sendAll(files, row) {
  const arrived = [];
  for (const file of files) {
    const line = row(file.name);
    line.set(words.sending, 0);
    const answer =
      file.size > FILE_LIMIT
        ? { error: words.too_large }
        : await send(file, (share) => line.set(words.sending, share));
    if (answer.token) {
      line.set(words.sent, 1);
      arrived.push(answer);
    } else line.fail(answer.error || answer.detail || words.refused);
  }
  return arrived;
}

export function fileRow(name, tone, text, share, ...more) {
  return el(
    "div",
    { class: `berkas ${tone || ""}` },
    el("p", {}, el("b", {}, name), el("span", { class: "keadaan" }, text)),
    share !== null && share !== undefined && bar(share === "?" ? null : share, name),
    ...more,
  );
}

export function rowIn(list) {
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
export function attachments(element, trigger, props) {
  const place = element.querySelector(".lampiran");
  const list = el("div", { class: "berkas-berkas" });
  let files = [];

  function draw() {
    list.replaceChildren(
      ...files.map((file) =>
        fileRow(file.name, "", words.used_here, null,
          el("button", { type: "button", class: "taut", onclick: () => { files = files.filter((f) => f !== file); draw(); } }, words.detach)),
      ),
    );
    props.value = files.map((file) => file.token);
  }

  place.append(
    picker(words.send_release, words.formats, async (chosen) => {
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
