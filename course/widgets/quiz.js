// Turns the folded page that quiz.py writes into questions to answer. Knows nothing but that page,
// so it works the same in a notebook and on a web page: enhance(document).
let quizzes = 0;

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

const fill = (node, html) => { node.innerHTML = html; return node; };

// JupyterLab takes keys for its cells unless the focused element itself says no.
const keepKeys = (root) => {
  for (const node of root.querySelectorAll("input, button, a")) node.setAttribute("data-lm-suppress-shortcuts", "true");
};

function read(folded) {
  const options = [...folded.querySelectorAll("details")].map((details) => ({
    text: details.querySelector("summary").innerHTML,
    reply: details.querySelector("p").innerHTML,
    misconception: details.dataset.misconception ?? "",
  }));
  return { name: folded.dataset.name, prompt: folded.querySelector(".quiz-prompt").innerHTML, options };
}

function questionOf(folded, id, onChecked) {
  const { name, prompt, options } = read(folded);
  const reply = make("div", { class: "quiz-reply", role: "status" });
  const count = make("span", { class: "quiz-count" });
  const rows = options.map(({ text, misconception }) => {
    const input = make("input", { type: "radio", name: id });
    const mark = make("span", { class: "quiz-mark" });
    const row = make("label", { class: "quiz-option" }, input, fill(make("span"), text), mark);
    const show = () => {
      row.classList.add(misconception ? "quiz-wrong" : "quiz-right");
      mark.textContent = misconception ? "✗ not this one" : "✓ right";
    };
    const clear = () => {
      row.classList.remove("quiz-wrong", "quiz-right");
      mark.textContent = "";
      input.checked = false;
    };
    return { input, row, show, clear };
  });
  const check = make("button", { type: "submit" }, "Check");
  const set = make("fieldset", {}, fill(make("legend"), prompt), ...rows.map(({ row }) => row));
  const form = make("form", {}, set, make("div", { class: "quiz-act" }, check, count), reply);
  const say = (html, kind = "") => {
    reply.className = `quiz-reply ${kind}`;
    reply.innerHTML = html;
    keepKeys(reply);
  };
  form.addEventListener("change", () => { say(""); count.textContent = ""; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = rows.findIndex(({ input }) => input.checked);
    if (chosen < 0) { say("Choose an answer first."); return; }
    const { reply: words, misconception } = options[chosen];
    rows[chosen].show();
    onChecked(name, misconception);
    say(words, misconception ? "quiz-wrong" : "quiz-right");
  });
  const restore = ({ right, misconceptions }) => options.forEach(({ misconception }, i) => {
    if (misconception ? misconceptions.includes(misconception) : right) rows[i].show();
    if (right && !misconception) rows[i].input.checked = true;
  });
  const clear = () => { rows.forEach((row) => row.clear()); say(""); count.textContent = ""; };
  return { name, form, count, restore, clear, first: rows[0].input };
}

function quizOf(page, answered, onAnswered) {
  const id = `quiz-${++quizzes}-${Math.random().toString(36).slice(2, 7)}`;
  const dots = make("span", { "aria-hidden": "true", class: "quiz-dots" }), words = make("span");
  const end = make("p", { class: "quiz-end", role: "status" });
  const again = make("button", { type: "button" }, "Start again");
  const questions = [...page.querySelectorAll("[data-name]")].map((folded, n) => questionOf(folded, `${id}-${n}`, checked));
  const all = questions.length;
  const isDone = ({ name }) => answered[name]?.right === true;

  function checked(name, misconception) {
    const before = answered[name] ?? { right: false, misconceptions: [] };
    const seen = before.misconceptions.includes(misconception);
    if (!before.right && !seen) {                           // after the right answer others may be tried freely
      const misconceptions = misconception ? [...before.misconceptions, misconception] : before.misconceptions;
      answered = { ...answered, [name]: { right: !misconception, misconceptions } };
      onAnswered(answered);
    }
    progress();
    for (const question of questions) question.count.textContent = question.name === name && isDone(question) && all > 1 ? words.textContent : "";
  }
  function progress() {
    const done = questions.filter(isDone);
    const first = done.filter(({ name }) => !answered[name].misconceptions.length).length;
    dots.textContent = questions.map((q) => (isDone(q) ? "●" : "○")).join("");
    words.textContent = `${done.length} of ${all} done`;
    again.hidden = !Object.keys(answered).length;
    const finished = all > 1 && done.length === all;
    end.textContent = finished ? `All ${all} done, ${first} at the first try. Answer them again from memory in a few days: that is what makes them stay.` : "";
  }
  again.addEventListener("click", () => {
    answered = {};
    onAnswered(answered);
    for (const question of questions) question.clear();
    progress();
    questions[0].first.focus();
  });

  const head = make("p", { class: "quiz-progress" }, dots, words);
  const root = make("div", { class: "quiz quiz-live", role: "group", "aria-label": "Check yourself" });
  if (all > 1) root.append(head);
  root.append(...questions.map(({ form }) => form), end, again);
  for (const question of questions) if (answered[question.name]) question.restore(answered[question.name]);
  keepKeys(root);
  progress();
  return root;
}

export function enhance(root, answered = {}, onAnswered = () => {}) {
  for (const page of root.querySelectorAll(".quiz:not(.quiz-live)")) page.replaceWith(quizOf(page, answered, onAnswered));
}

function render({ model, el }) {
  el.innerHTML = model.get("page");
  enhance(el, model.get("answered"), (answered) => {
    model.set("answered", answered);
    model.save_changes();
  });
}
export default { render };
