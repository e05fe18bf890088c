"""How long a reader waits from moving a slider to seeing the new picture, in JupyterLab.

Three widgets stand in one notebook and are moved in turn by real key presses, so that a busy
machine slows all of them alike:

    floor     a bare anywidget: the kernel answers each move with one path
    explorer  the topic's explorer
    interact  ipywidgets' interact with inline Matplotlib, drawing the same figure

Time runs from the key event to the first moment after the new picture was painted. What the course
promises: at least FASTER times as fast as interact, at most ABOVE_FLOOR ms above the floor.
"""

import os
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from course.bench import browser

FASTER, ABOVE_FLOOR = 5, 35
KINDS = ("floor", "explorer", "interact")
TURN = 6  # steps in one direction before the slider turns back

FLOOR = '''
import anywidget, traitlets

class Floor(anywidget.AnyWidget):
    _esm = """
    function render({ model, el }) {
      el.innerHTML = '<div class="floor"><input type="range" min="0" max="100" value="50">'
        + '<svg viewBox="0 0 100 10"><path stroke="black"/></svg></div>';
      const [input, path] = [el.querySelector("input"), el.querySelector("path")];
      input.dataset.lmSuppressShortcuts = "true";
      input.oninput = () => { model.set("place", +input.value); model.save_changes(); };
      model.on("change:path", () => path.setAttribute("d", model.get("path")));
    }
    export default { render };
    """
    place = traitlets.Int(50).tag(sync=True)
    path = traitlets.Unicode("").tag(sync=True)

    @traitlets.observe("place")
    def _answer(self, change):
        self.path = f"M0 5 L{change['new']} 5"

Floor()
'''
EXPLORER = """
from course.widgets.{topic} import explorer
widget = explorer()
widget
"""
INTERACT = """
%matplotlib inline
import matplotlib as mpl, matplotlib.pyplot as plt
from ipywidgets import IntSlider, interact
from course.figures.style import STYLE

def show(place):
    result = widget.simulate(widget.values([place, *widget.start[1:]]))
    with mpl.rc_context(STYLE):
        size = widget.picture.figure.get_size_inches()
        figure, axes = plt.subplots(1, widget.picture.panels, figsize=size, dpi=100)
        widget.picture.draw(axes, result)
        plt.show()
    print(widget.describe(result))

slider = IntSlider(widget.start[0], 0, len(widget.controls[0].places) - 1)
_ = interact(show, place=slider)
"""

# For each kind: the element that takes keys, and what tells that a new picture is there.
HANDLES = {
    "floor": ".floor input",
    "explorer": ".explorer input[type=range]",
    "interact": ".widget-interact .noUi-handle",
}
PROBE = """() => {
  const box = (selector) => document.querySelector(selector);
  const signs = {
    floor: () => box(".floor path").getAttribute("d"),
    explorer: () => box(".explorer").dataset.frames,
    interact: () => box(".widget-interact img")?.src,
  };
  const roots = { floor: ".floor", explorer: ".explorer", interact: ".widget-interact" };
  window.timed = (kind) => new Promise((done) => {
    const root = box(roots[kind]), before = signs[kind]();
    let begin = 0;
    const start = (event) => { begin = event.timeStamp; };
    document.addEventListener("keydown", start, { capture: true, once: true });
    const seen = async () => {
      const now = signs[kind]();
      if (!now || now === before) return;
      observer.disconnect();
      if (kind === "interact") await box(".widget-interact img").decode();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();       // the message comes after the paint
        port1.onmessage = () => done(performance.now() - begin);
        port2.postMessage(0);
      });
    };
    const observer = new MutationObserver(seen);
    observer.observe(root, { subtree: true, childList: true, attributes: true });
  });
}"""


def cells(topic: str) -> list[str]:
    """The notebook that is measured."""
    return [FLOOR, EXPLORER.format(topic=topic), INTERACT]


def press(page, kind: str, key: str) -> float:
    """Milliseconds from one key press to the new picture."""
    handle = page.locator(HANDLES[kind]).first
    handle.scroll_into_view_if_needed()
    handle.focus()
    page.evaluate("kind => { window.time = window.timed(kind); }", kind)
    page.wait_for_timeout(150)
    page.keyboard.press(key)
    return page.evaluate("() => window.time")


def measure(topic: str = "kinetics", rounds: int = 25) -> pd.DataFrame:
    """Milliseconds, one row per round, one column per kind; the first two rounds are left out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        browser.write_notebook(folder / "bench.ipynb", cells(topic))
        with browser.jupyterlab(folder) as address, browser.chromium() as chromium:
            page = chromium.new_page(viewport={"width": 1200, "height": 1600})
            browser.run_all(page, address, "bench.ipynb")
            for selector in HANDLES.values():
                page.wait_for_selector(selector)
            page.wait_for_selector(".widget-interact img")
            page.evaluate(PROBE)
            rows = []
            for turn in range(rounds + 2):
                key = "ArrowRight" if turn // TURN % 2 == 0 else "ArrowLeft"
                rows.append({kind: press(page, kind, key) for kind in KINDS})
    return pd.DataFrame(rows[2:], columns=list(KINDS))


def summary(times: pd.DataFrame) -> dict[str, float]:
    """Median and 90th percentile of each kind, and the two numbers of the promise."""
    found = {
        f"{kind}_{q}": float(np.percentile(times[kind], q)) for kind in KINDS for q in (50, 90)
    }
    found["times_faster"] = found["interact_50"] / found["explorer_50"]
    found["above_floor"] = found["explorer_50"] - found["floor_50"]
    return found


def kept(found: dict[str, float]) -> bool:
    """Whether the promise is kept."""
    return found["times_faster"] >= FASTER and found["above_floor"] <= ABOVE_FLOOR


def report(topic: str, found: dict[str, float], rounds: int) -> str:
    """The measured numbers in lines of text."""
    lines = [
        f"{topic}: key press to new picture, {rounds} rounds, in ms: median (90th percentile)",
        f"  load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores: being busy widens every gap",
    ]
    lines += [
        f"  {kind:<9} {found[f'{kind}_50']:6.0f} ({found[f'{kind}_90']:.0f})" for kind in KINDS
    ]
    lines += [
        f"  {found['times_faster']:.1f} times as fast as interact (promised: {FASTER})",
        f"  {found['above_floor']:.0f} ms above the floor (promised: at most {ABOVE_FLOOR})",
        f"  The promise is {'kept' if kept(found) else 'NOT kept'} in this run.",
    ]
    return "\n".join(lines)


def run(console=None, *, topic: str = "kinetics", rounds: int = 25) -> bool:
    """Measure, print, and say whether the promise is kept. Takes about half a minute."""
    found = summary(measure(topic, rounds))
    (console.print if console else print)(report(topic, found, rounds))
    return kept(found)
