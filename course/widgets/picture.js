// A frame of items (see recorder.py) as SVG. Nodes are kept from frame to frame and only what changed is touched.
const SCALE = 16, NS = "http://www.w3.org/2000/svg";

const shape = (tag, attributes) => {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(name, value);
  return node;
};

// Runs [count * 8 + op, steps ...] as SVG path data.
function pathData(numbers, left = 0, top = 0) {
  const out = [];
  let x = left, y = top;
  for (let i = 0; i < numbers.length;) {
    const n = numbers[i] >> 3, op = numbers[i++] & 7;
    out.push("MLQCZ"[op]);
    if (op === 0) [x, y] = [left, top];
    for (let k = 0; k < n; k++) out.push((x += numbers[i++]) / SCALE, (y += numbers[i++]) / SCALE);
  }
  return out.join(" ");
}

// The places of markers: the same runs, as pairs.
function places(numbers) {
  const out = [];
  let x = 0, y = 0;
  for (let i = 0; i < numbers.length;) {
    if ((numbers[i] & 7) === 0) x = y = 0;
    for (let n = numbers[i++] >> 3; n > 0; n--) out.push([(x += numbers[i++]), (y += numbers[i++])]);
  }
  return out;
}

// The same hue on dark paper: lightness turned round, and raised until it can be seen as well as before.
export function onDark(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255);
  const high = Math.max(r, g, b), low = Math.min(r, g, b), range = high - low;
  const hue = !range ? 0 : high === r ? ((g - b) / range + 6) % 6 : high === g ? (b - r) / range + 2 : (r - g) / range + 4;
  const light = (high + low) / 2, saturation = range ? range / (1 - Math.abs(2 * light - 1)) : 0;
  const turned = 0.08 + 0.88 * (1 - light);                            // from paper to ink
  const lifted = saturation > 0.3 && light < 0.7 ? Math.max(turned, 0.62) : turned;
  return `hsl(${Math.round(60 * hue)} ${Math.round(100 * saturation)}% ${Math.round(100 * lifted)}%)`;
}

const paint = (colour) => (colour ? `light-dark(${colour}, ${onDark(colour)})` : "none");
const same = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);

export class Picture {
  constructor(name) {
    this.svg = shape("svg", { role: "img", class: "ex-picture" });
    this.clips = new Map();
    this.nodes = [];
    this.name = name;
  }

  clip(box) {
    if (!box) return undefined;
    const key = box.join(" ");
    if (!this.clips.has(key)) {
      const id = `${this.name}-clip-${this.clips.size}`, [x, y, width, height] = box;
      const clip = shape("clipPath", { id });
      clip.append(shape("rect", { x, y, width, height }));
      this.svg.prepend(clip);
      this.clips.set(key, id);
    }
    return `url(#${this.clips.get(key)})`;
  }

  text(style) {
    const node = shape("text", {
      "font-size": style.size, "text-anchor": { 0.5: "middle", 1: "end" }[style.anchor], opacity: style.o,
      "font-weight": style.bold && "bold", "font-style": style.slant && "italic",
    });
    node.style.fill = paint(style.fill);
    let raised = 0;
    for (const [text, level, slant] of style.t) {
      const lift = level * 0.42 * style.size;
      const run = shape("tspan", { "font-size": level ? 0.7 * style.size : style.size, dy: raised - lift, "font-style": slant && "italic" });
      run.textContent = text;
      raised = lift;
      node.append(run);
    }
    return node;
  }

  node(style) {
    if (style.t) return this.text(style);
    const clip = this.clip(style.clip);
    if (style.href) return shape("image", { href: style.href, width: style.w, height: style.h, preserveAspectRatio: "none", "clip-path": clip });
    const node = shape("path", {
      "stroke-width": style.w ?? 0, "stroke-linejoin": style.join ?? "round", "stroke-linecap": style.cap ?? "butt", "stroke-dasharray": style.dash,
      "fill-opacity": style.fo, "stroke-opacity": style.so, "shape-rendering": style.crisp && "crispEdges", "clip-path": clip,
    });
    node.style.fill = paint(style.fill);
    node.style.stroke = paint(style.stroke);
    return node;
  }

  place(node, style, numbers) {
    if (style.mark) node.setAttribute("d", places(numbers).map(([x, y]) => pathData(style.mark, x, y)).join(""));
    else if (!style.t && !style.href) node.setAttribute("d", pathData(numbers));
    else {
      const [x, y] = [numbers[1] / SCALE, numbers[2] / SCALE];
      if (style.href) { node.setAttribute("x", x); node.setAttribute("y", y); return; }   // a transform would move its clip too
      node.setAttribute("transform", `translate(${x} ${y})` + (style.turn ? ` rotate(${style.turn})` : ""));
    }
  }

  show({ size, items }) {
    this.svg.setAttribute("viewBox", `0 0 ${size[0]} ${size[1]}`);
    this.svg.style.setProperty("--shape", size[0] / size[1]);
    items.forEach(({ style, key, numbers }, i) => {
      const old = this.nodes[i];
      if (old?.key === key) {
        if (same(old.numbers, numbers)) return;
        this.place(old.node, style, numbers);
        old.numbers = numbers;
        return;
      }
      const node = this.node(style);
      this.place(node, style, numbers);
      old ? old.node.replaceWith(node) : this.svg.append(node);
      this.nodes[i] = { key, numbers, node };
    });
    for (const { node } of this.nodes.splice(items.length)) node.remove();
  }
}
