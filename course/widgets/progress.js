// The panel under the contents. What it shows comes from the kernel; files are made here, in the
// browser, so that saving works in every front end and the name on the certificate stays here.
let panels = 0;

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

// JupyterLab takes keys for its cells unless the focused element itself says no.
const control = (tag, attributes, ...children) => make(tag, { "data-lm-suppress-shortcuts": "true", ...attributes }, ...children);
const escaped = (text) => { const node = make("p"); node.textContent = text; return node.innerHTML; };

function download(text, type, name) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function render({ model, el }) {
  const id = `progress-${++panels}-${Math.random().toString(36).slice(2, 7)}`;
  const words = make("p", { class: "pg-words", role: "status" });
  const troubles = make("ul", { class: "pg-troubles" });
  const ticks = make("div", { class: "pg-ticks", role: "group", "aria-label": "Lectures that you have read" });
  const said = make("p", { class: "pg-said", role: "status" });
  let waiting = 0;

  const ask = (message) => {
    clearTimeout(waiting);
    if (!message.look) waiting = setTimeout(() => { said.textContent = "The kernel does not answer. Run this cell again."; }, 8000);
    model.send(message);
  };
  const heard = (message) => {
    clearTimeout(waiting);
    if (message.said) said.textContent = message.said;
  };

  function show() {
    const state = model.get("state");
    if (words.textContent !== state.words) words.textContent = state.words;
    troubles.replaceChildren(...state.troubles.map((text) => make("li", {}, text)));
    troubles.hidden = !state.troubles.length;
    if (ticks.childElementCount !== state.lectures.length) ticks.replaceChildren(...state.lectures.map(tick));
    state.lectures.forEach(([, , read], n) => { ticks.children[n].firstChild.checked = read; });
  }
  function tick([word, title]) {
    const box = control("input", { type: "checkbox" });
    box.addEventListener("change", () => ask({ read: word, is: box.checked }));
    return make("label", {}, box, title);
  }

  const save = control("button", { type: "button" }, "Save a copy");
  save.addEventListener("click", () => {
    download(model.get("state").file, "application/json", "progress.json");
    said.textContent = "Saved as progress.json where your browser puts downloads.";
  });

  const file = control("input", { type: "file", accept: ".json,application/json", id: `${id}-file` });
  file.addEventListener("change", async () => {
    const chosen = file.files[0];
    if (!chosen) return;
    if (chosen.size > 1e6) said.textContent = "Nothing was loaded. The file is too large for a record of progress.";
    else ask({ load: await chosen.text() });
    file.value = "";                                        // so that the same file can be chosen again
  });

  const name = control("input", { type: "text", id: `${id}-name`, autocomplete: "name", maxlength: "100" });
  const certificate = () => {
    const { certificate, mark } = model.get("state");
    if (!name.value.trim()) { said.textContent = "Write your name first."; name.focus(); return ""; }
    return certificate.replaceAll(mark, () => escaped(name.value.trim()));
  };
  const keep = control("button", { type: "button" }, "Save certificate");
  const keepIt = (page) => {
    download(page, "text/html", "certificate.html");
    said.textContent = "Saved as certificate.html. Open it in a browser to print it.";
  };
  keep.addEventListener("click", () => { const page = certificate(); if (page) keepIt(page); });
  const open = control("button", { type: "button" }, "Open certificate");
  open.addEventListener("click", () => {
    const page = certificate();
    if (!page) return;
    const tab = window.open(URL.createObjectURL(new Blob([page], { type: "text/html" })), "_blank");
    if (tab) said.textContent = "The certificate is open in another tab.";
    else keepIt(page);                                      // tabs are blocked
  });

  const summary = control("summary", {}, "Tick the lectures that you have read");
  const root = make("div", { class: "course-progress", role: "group", "aria-label": "Your progress" },
    words, troubles,
    make("details", {}, summary, ticks),
    make("div", { class: "pg-row" }, save, make("label", { for: file.id }, "Load a copy"), file),
    make("div", { class: "pg-row" }, make("label", { for: name.id }, "Your name"), name, open, keep),
    said);
  el.append(root);
  show();

  model.on("change:state", show);
  model.on("msg:custom", heard);
  // Whoever comes back from a lecture finds what was done there.
  const seen = new IntersectionObserver(([entry]) => { if (entry.isIntersecting) ask({ look: true }); });
  seen.observe(root);
  return () => { seen.disconnect(); clearTimeout(waiting); model.off("change:state", show); model.off("msg:custom", heard); };
}
export default { render };
