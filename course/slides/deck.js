// Starts reveal.js, brings the explorers to life, and shares the keys out between the two.
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const SMALLEST = 0.6, STEP = 0.04;

for (const place of document.querySelectorAll(".course-explorer")) {
  const data = JSON.parse(place.querySelector("script").textContent);
  data.frame = bytes(data.frame);
  data.baked = bytes(data.baked);
  const model = { get: (name) => data[name], set() {}, save_changes() {}, on() {}, off() {}, send() {} };
  place.replaceChildren();
  render({ model, el: place });
  const [, , width, height] = place.querySelector(".ex-picture").getAttribute("viewBox").split(/[ ,]+/).map(Number);
  place.querySelector(".explorer").style.setProperty("--wide", width / height);
}

// A control that has the focus keeps the arrows; a presenter's remote (Page Up, Page Down) and Esc go to the slides.
const TURN = { PageDown: "next", PageUp: "prev", n: "next", p: "prev" };
window.addEventListener("keydown", (event) => {
  const control = event.target.closest?.(".explorer, .room-live");
  if (!control || event.ctrlKey || event.metaKey || event.altKey) return;
  const turn = TURN[event.key];
  if (turn && !(event.target.matches("select") && event.key.length === 1)) {
    event.preventDefault();
    document.activeElement.blur();
    Reveal[turn]();
  } else if (event.key === "Escape") document.activeElement.blur();
  event.stopPropagation();
}, true);

// What is too much for a slide is set smaller, step by step: a wide table alone, then everything.
const wide = (node) => node.scrollWidth > node.clientWidth + 1;
const high = (node) => node.scrollHeight > node.clientHeight + 1;
function shrink(slide, name, tooMuch) {
  for (let size = 1; tooMuch() && size > SMALLEST; size -= STEP) slide.style.setProperty(name, (size - STEP).toFixed(2));
}
function fit(slide) {
  const body = slide.querySelector(".body");
  for (const frame of slide.querySelectorAll(".frame")) shrink(slide, "--table", () => wide(frame));
  shrink(slide, "--fit", () => wide(body) || high(body));
}

await Reveal.initialize({
  width: 1280, height: 720, margin: 0.02, center: false, hash: true, slideNumber: "c/t", transition: "none",
  backgroundTransition: "none", pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1, viewDistance: 2, plugins: [RevealNotes],
});
const measure = (section) => {
  const slide = section?.querySelector(".slide");
  if (slide && !slide.dataset.fitted) { slide.dataset.fitted = "yes"; fit(slide); }
};
Reveal.on("slidechanged", ({ currentSlide }) => {
  document.activeElement?.blur();
  measure(currentSlide);
});
measure(Reveal.getCurrentSlide());
if (Reveal.isPrintView()) document.querySelectorAll("section").forEach(measure);
document.documentElement.dataset.ready = "yes";
