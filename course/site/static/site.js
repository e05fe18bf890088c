// Brings the pages of the web site to life: explorers from stored frames, quizzes and rooms from their HTML.
import explorer from "./explorer.js";
import { enhance } from "./quiz.js";
import { enhance as open } from "./room.js";

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

for (const place of document.querySelectorAll(".course-explorer")) {
  const data = JSON.parse(place.querySelector("script").textContent);
  data.frame = bytes(data.frame);
  data.baked = bytes(data.baked);
  const model = { get: (name) => data[name], set() {}, save_changes() {}, on() {}, off() {}, send() {} };
  place.replaceChildren();
  explorer.render({ model, el: place });
}
enhance(document);
open(document);

// On paper everything is light, and what is folded lies open.
const root = document.documentElement;
let before;
addEventListener("beforeprint", () => {
  before = { theme: root.dataset.theme, folded: document.querySelectorAll("details:not([open])") };
  root.dataset.theme = "light";
  before.folded.forEach((part) => (part.open = true));
});
addEventListener("afterprint", () => {
  root.dataset.theme = before.theme;
  before.folded.forEach((part) => (part.open = false));
});
