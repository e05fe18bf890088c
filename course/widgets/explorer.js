// One picture with controls. Frames come from the kernel (live), or from `baked` on a page without one.
// explorer.py puts picture.js before this file: together they are one module.
const PATIENCE = 4000, ANNOUNCE_AFTER = 700;
const NO_KERNEL = "The picture stands still because no kernel answers: run this notebook to bring it to life.";
let views = 0;

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

// [length of header | header in JSON | int16 numbers]
function unpack(bytes) {
  const n = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + n)));
  return [head, new Int16Array(bytes.slice(4 + n).buffer)];
}

const asBytes = (view) => new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength);

function liveFrame(bytes) {
  const [head, numbers] = unpack(bytes);
  let at = 0;
  const items = head.items.map(([style, n]) => ({ style, key: JSON.stringify(style), numbers: numbers.subarray(at, (at += n)) }));
  return { ...head, items };
}

async function bakedFrames(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const [head, numbers] = unpack(new Uint8Array(await new Response(stream).arrayBuffer()));
  let at = 0;
  const rows = head.lengths.map((n) => numbers.subarray(at, (at += n)));
  const keys = head.styles.map((style) => JSON.stringify(style));
  const frame = (positions) => {
    const row = head.frames[positions.join(",")];
    if (!row) return null;
    const items = [];
    for (let i = 1; i < row.length; i += 2) items.push({ style: head.styles[row[i]], key: keys[row[i]], numbers: rows[row[i + 1]] });
    return { size: head.size, words: row[0], items };
  };
  const stored = Object.keys(head.frames).map((key) => key.split(",").map(Number));
  return { places: head.places, stored, frame };
}

const nearest = (places, p) => places.reduce((best, q, k) => (Math.abs(q - p) < Math.abs(places[best] - p) ? k : best), 0);
// The stored positions nearest to the wanted ones: choices as they are if that can be, sliders near.
function closest(stored, wanted, controls) {
  const far = (at) => at.reduce((sum, p, i) => sum + (controls[i].kind === "slider" ? Math.abs(p - wanted[i]) / controls[i].texts.length : 100 * (p !== wanted[i])), 0);
  return stored.reduce((best, at) => (far(at) < far(best) ? at : best));
}
const equal = (a, b) => a.every((v, i) => v === b[i]);

// A control: `read()` gives its place, `stand(place, last)` puts it there.
function controlOf(control, id) {
  if (control.kind === "choice") {
    const options = control.texts.map((text, value) => make("option", { value }, text));
    const input = make("select", { id }, ...options);
    return { input, read: () => Number(input.value), stand: (place) => { input.value = place; } };
  }
  if (control.kind === "switch") {
    const input = make("input", { type: "checkbox", id });
    return { input, read: () => Number(input.checked), stand: (place) => { input.checked = place === 1; } };
  }
  const input = make("input", { type: "range", id, min: 0, step: 1 });
  return { input, read: () => Number(input.value), stand: (place, last) => { input.max = last; input.value = place; } };
}

function parameterTable(rows) {
  const head = make("tr", {}, ...["Parameter", "Value at the start", "How it came about", "Source"].map((t) => make("th", { scope: "col" }, t)));
  const body = rows.map(({ name, about, value, basis, source, link }) => make("tr", {},
    make("th", { scope: "row", title: about }, name), make("td", {}, value), make("td", {}, basis),
    make("td", {}, link ? make("a", { href: link, target: "_blank", rel: "noopener" }, source) : source)));
  const table = make("table", {}, make("caption", {}, "Parameters"), make("thead", {}, head), make("tbody", {}, ...body));
  return make("div", { class: "ex-table", tabindex: 0, role: "region", "aria-label": "Parameters" }, table);
}

function aboutOf({ about, parameters }) {
  const facts = about.flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)]);
  return make("details", {}, make("summary", {}, "About this model"), make("dl", {}, ...facts), parameterTable(parameters));
}

function render({ model, el }) {
  const setup = model.get("setup"), { title, controls, presets, start } = setup;
  const name = `explorer-${++views}-${Math.random().toString(36).slice(2, 7)}`;
  const picture = new Picture(name);
  const said = make("p", { class: "ex-words", id: `${name}-words` });
  const note = make("p", { class: "ex-note", role: "status" });
  const announced = make("p", { class: "ex-announced", "aria-live": "polite" });
  let wanted = [...model.get("positions")], busy = false, live = false, baked = null, speak = 0, patience = 0, frames = 0;
  const still = () => baked && !live;                       // frames, no kernel: controls step through the stored places

  const rows = controls.map((control, i) => {
    const id = `${name}-${i}`, part = controlOf(control, id), value = make("output", { for: id });
    part.input.addEventListener("input", () => move(wanted.map((p, k) => (k !== i ? p : still() && control.kind === "slider" ? baked.places[i][part.read()] : part.read()))));
    const label = make("label", { for: id, title: control.about }, control.label);
    return { ...part, value, row: make("div", { class: "ex-row" }, label, part.input, control.kind === "slider" ? value : "") };
  });
  const button = (words, positions) => {
    const node = make("button", { type: "button" }, words);
    node.addEventListener("click", () => move([...positions]));
    return node;
  };
  const buttons = make("div", { class: "ex-buttons", role: "group", "aria-label": "Presets" }, ...presets.map(([words, p]) => button(words, p)), button("Back to the start", start));
  const frame = make("div", { class: "ex-frame", role: "region", "aria-label": "Picture" }, picture.svg);
  const root = make("div", { class: "explorer", role: "group", "aria-label": title },
    make("div", { class: "ex-controls" }, ...rows.map((r) => r.row), buttons), frame, said, announced, note, aboutOf(setup));
  picture.svg.setAttribute("aria-label", title);
  picture.svg.setAttribute("aria-describedby", said.id);
  // JupyterLab takes the arrow keys for its cells unless the focused element itself says no.
  for (const node of root.querySelectorAll("input, select, button, summary, a, .ex-frame, .ex-table")) node.setAttribute("data-lm-suppress-shortcuts", "true");
  el.append(root);

  // On a phone the picture is wider than the page: then it can be scrolled with the keys.
  const fit = new ResizeObserver(() => { frame.tabIndex = frame.scrollWidth > frame.clientWidth ? 0 : -1; });
  fit.observe(frame);

  const stand = () => rows.forEach(({ input, value, stand: place }, i) => {
    const places = still() ? baked.places[i] : null;
    place(places && controls[i].kind === "slider" ? nearest(places, wanted[i]) : wanted[i], (places ?? controls[i].texts).length - 1);
    value.textContent = controls[i].texts[wanted[i]];
    if (controls[i].kind === "slider") input.setAttribute("aria-valuetext", value.textContent);
  });
  const show = (frame) => {
    picture.show(frame);
    said.textContent = frame.words;
    root.classList.toggle("ex-failed", frame.items.length === 0);
    root.dataset.frames = ++frames;
    clearTimeout(speak);
    if (frames > 1) speak = setTimeout(() => { announced.textContent = frame.words; speak = setTimeout(() => { announced.textContent = ""; }, 5000); }, ANNOUNCE_AFTER);
  };
  const giveUp = () => { busy = false; if (!baked) note.textContent = NO_KERNEL; };
  const ask = () => {                                       // one question at a time: only the newest place is computed
    if (equal(wanted, model.get("positions"))) return;
    busy = true;
    clearTimeout(patience);
    patience = setTimeout(giveUp, PATIENCE);
    model.set("positions", [...wanted]);
    model.save_changes();
  };
  const showStored = () => {
    let at = wanted, grid = wanted.map((p, i) => baked.places[i][nearest(baked.places[i], p)]);
    if (!baked.frame(at)) at = baked.frame(grid) ? grid : closest(baked.stored, wanted, controls);
    const other = controls.map((c, i) => (at[i] === wanted[i] ? "" : `${c.label} ${c.texts[at[i]]}`)).filter(Boolean);
    note.textContent = other.length ? `This page holds pictures computed beforehand; this is the nearest of them: ${other.join(", ")}.` : "";
    wanted = at;
    show(baked.frame(at));
  };
  function move(positions) {
    wanted = positions;
    if (still()) showStored();
    else if (!busy) ask();
    stand();
  }

  const events = {
    "change:frame": () => {
      live = true; busy = false; note.textContent = "";
      clearTimeout(patience);
      show(liveFrame(asBytes(model.get("frame"))));
      ask();
    },
    "change:positions": () => { if (!busy) { wanted = [...model.get("positions")]; stand(); } },
    "change:baked": async () => {
      const bytes = asBytes(model.get("baked"));
      if (!bytes.length) return;
      baked = await bakedFrames(bytes);
      stand();
      root.dataset.baked = baked.places.map((p) => p.length).join("x");
    },
    "msg:custom": (message) => { if (message.here) { live = true; stand(); } },
  };
  for (const [event, job] of Object.entries(events)) model.on(event, job);
  stand();
  show(liveFrame(asBytes(model.get("frame"))));
  events["change:baked"]();
  try { model.send("hello"); } catch { /* a page without a kernel */ }
  return () => { fit.disconnect(); for (const [event, job] of Object.entries(events)) model.off(event, job); };
}
export default { render };
