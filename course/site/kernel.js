// In the browser version: says in a sentence when Python cannot be fetched, and where to read on.
const python = document.getElementById("python-or-not").dataset.python;
const name = new URLSearchParams(location.search).get("path")?.match(/notebooks\/(\w+)\.ipynb$/)?.[1];
const page = name ? `../../notebooks/${name}.html` : "../../index.html";

fetch(python, { signal: AbortSignal.timeout(30000) })
  .then((answer) => { if (!answer.ok) throw new Error(answer.status); })
  .catch(() => {
    const words = document.createElement("div");
    words.setAttribute("role", "alert");
    words.id = "no-python";
    words.style = "position:fixed;inset:auto 0 0 0;z-index:10000;padding:12px 16px;font:16px/1.5 system-ui,sans-serif;background:#fff3d6;color:#1a1a1a;border-top:3px solid #8a5a00";
    words.innerHTML = `Python could not be fetched, so nothing can be run here; a network that blocks it is the usual cause. <a href="${page}" style="color:#0b4a8f">Read on here</a>: the explorers and the quiz of that page work without it. <button type="button">Close</button>`;
    words.querySelector("button").onclick = () => words.remove();
    document.body.append(words);
  });
