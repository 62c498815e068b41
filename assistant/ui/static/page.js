// Loaded before Gradio: what its components call when they come to life.

import { approvals } from "./approvals.js";
import { board } from "./board.js";
import { drafts } from "./drafts.js";
import { attachments } from "./files.js";
import { followUps } from "./follow_ups.js";
import { campaign, houseStyle } from "./house_style.js";
import { hits, library } from "./library.js";
import { questions } from "./questions.js";
import { queue } from "./queue.js";
import { rooms } from "./rooms.js";
import { trail } from "./trail.js";

// Gradio takes the language of its own words from the browser; this page is Indonesian for all.
Object.defineProperty(navigator, "language", { get: () => "id" });
Object.defineProperty(navigator, "languages", { get: () => ["id"] });

// There is one look; Gradio would mix in its dark one where the browser asks for it.
addEventListener("DOMContentLoaded", () => {
  const light = () => document.body.classList.contains("dark") && document.body.classList.remove("dark");
  new MutationObserver(light).observe(document.body, { attributeFilter: ["class"] });
  light();
});

window.AK = { approvals, campaign, drafts, queue, followUps, houseStyle, rooms, board, attachments, library, hits, questions, trail };
