// Turns the folded page that room.py writes into a case by the hour. Knows nothing but that page, so
// it works the same in a notebook and on a web page: enhance(document).
let rooms = 0;

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const fill = (node, html) => { node.innerHTML = html; return node; };

// JupyterLab takes keys for its cells unless the focused element itself says no.
const keepKeys = (root) => {
  for (const node of root.querySelectorAll("input, button, a, h3")) node.setAttribute("data-lm-suppress-shortcuts", "true");
};

const GRADES = ["0", "1", "2", "3", "4", "cannot be said"];

function read(page) {
  const words = (part, name) => part.querySelector(name)?.innerHTML ?? "";
  const places = {};
  for (const part of page.querySelectorAll("[data-moment]")) {
    const graded = part.querySelector("[data-grade]");
    places[part.dataset.moment] = {
      name: part.dataset.moment, time: part.querySelector(".room-time").textContent, story: words(part, ".room-story"),
      findings: [...part.querySelectorAll("ul > li")].map((item) => item.innerHTML),
      scale: graded.dataset.scale, grade: graded.dataset.grade, why: words(graded, "p"), ask: words(part, ".room-ask"),
      choices: [...part.querySelectorAll("[data-next]")].map((choice) => ({
        option: choice.querySelector("summary").innerHTML, reply: words(choice, "p"),
        next: choice.dataset.next, mistake: choice.dataset.mistake ?? "",
      })),
    };
  }
  for (const part of page.querySelectorAll("[data-ending]")) {
    places[part.dataset.ending] = { time: part.querySelector(".room-time").textContent, story: words(part, ".room-story"), choices: [] };
  }
  return { title: page.dataset.title, opening: words(page, ".room-opening"), first: page.querySelector("[data-moment]").dataset.moment, places };
}

// A group of answers of which one is chosen, once. `onChosen` gets its place and returns the reply, whether
// it was right, and what comes next: that gets the focus, which must not be lost with the button.
function choose(legend, answers, verb, name, onChosen, row = "") {
  const reply = make("div", { class: "quiz-reply", role: "status" });
  const inputs = answers.map(() => make("input", { type: "radio", name }));
  const marks = answers.map(() => make("span", { class: "quiz-mark" }));
  const rows = answers.map((html, i) => make("label", { class: "quiz-option" }, inputs[i], fill(make("span"), html), marks[i]));
  const button = make("button", { type: "submit" }, verb);
  const set = make("fieldset", {}, fill(make("legend"), legend), make("div", { class: row }, ...rows));
  const form = make("form", {}, set, make("div", { class: "quiz-act" }, button), reply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = inputs.findIndex((input) => input.checked);
    if (chosen < 0) { reply.textContent = "Choose an answer first."; return; }
    const { html, right, next } = onChosen(chosen);
    rows[chosen].classList.add(right ? "quiz-right" : "quiz-wrong");
    marks[chosen].textContent = right ? "✓" : "✗";
    reply.className = `quiz-reply ${right ? "quiz-right" : "quiz-wrong"}`;
    reply.innerHTML = html;
    for (const input of inputs) input.disabled = true;
    next.focus();
    button.remove();
    keepKeys(form);
  });
  return { form, first: inputs[0] };
}

function roomOf(page, onWent) {
  const { title, opening, first, places } = read(page);
  const id = `room-${++rooms}-${Math.random().toString(36).slice(2, 7)}`;
  const path = make("ul", { class: "room-path", "aria-label": "What you did" });
  const scene = make("div");
  const root = make("div", { class: "quiz quiz-live room-live", role: "group", "aria-label": title });
  root.append(fill(make("p", { class: "room-opening" }), opening), path, scene);
  let went = [];

  function show(name, move) {
    const place = places[name];
    const heading = make("h3", { tabindex: "-1" }, place.time);
    scene.replaceChildren(heading, fill(make("p", { class: "room-story" }), place.story));
    if (place.choices.length) ask(place); else end();
    keepKeys(root);
    if (move) heading.focus();
  }

  function ask(place) {
    const found = make("ul", { class: "room-findings", "aria-label": "Findings" }, ...place.findings.map((html) => fill(make("li"), html)));
    let grade;
    const graded = choose(`Which grade of ${place.scale}?`, GRADES, "Grade", `${id}-grade`, (chosen) => {
      grade = GRADES[chosen];
      const right = grade === place.grade;
      scene.append(decided.form);
      keepKeys(scene);
      return { html: `${right ? "✓" : "✗"} ${place.why}`, right, next: decided.first };
    }, "room-grades");
    const decided = choose(place.ask, place.choices.map(({ option }) => option), "Do it", `${id}-choice`, (chosen) => {
      const { reply, next, mistake } = place.choices[chosen];
      went = [...went, { moment: place.name, grade, right: grade === place.grade, mistake }];
      onWent(went);
      const on = make("button", { type: "button" }, `Go on: ${places[next].time}`);
      on.addEventListener("click", () => { log(place, went.at(-1)); show(next, true); });
      scene.append(on);
      keepKeys(scene);
      return { html: reply, right: !mistake, next: on };
    });
    scene.append(found, graded.form);
  }

  function log(place, { grade, right, mistake }) {
    const graded = `${place.scale} ${grade} ${right ? "✓" : `✗ (it was ${place.grade})`}`;
    path.append(make("li", {}, `${place.time}: ${graded}, ${mistake ? `✗ ${mistake}` : "✓ as recommended"}`));
  }

  function end() {
    const grades = went.filter(({ right }) => right).length, best = went.filter(({ mistake }) => !mistake).length;
    const words = `You graded ${grades} of ${went.length} moments right, and ${best} of ${went.length} choices were those that are recommended.`;
    const again = make("button", { type: "button" }, "Begin again");
    again.addEventListener("click", () => { went = []; onWent(went); path.replaceChildren(); show(first, true); });
    scene.append(make("p", { class: "quiz-end" }, words), again);
  }

  show(first, false);
  return root;
}

export function enhance(root, onWent = () => {}) {
  for (const page of root.querySelectorAll(".room")) page.replaceWith(roomOf(page, onWent));
}

function render({ model, el }) {
  el.innerHTML = model.get("page");
  enhance(el, (went) => {
    model.set("went", went);
    model.save_changes();
  });
}
export default { render };
