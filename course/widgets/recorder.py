"""Write down what Matplotlib's artists would paint, as small items for SVG, without painting.

Every artist paints itself through a renderer; this one keeps paths and words. An item is (style,
numbers). `style` is a plain dict; `numbers` is int16, in sixteenths of a pixel from the top left,
in runs [count * 8 + op, dx, dy, dx, dy ...] where op is the place in "MLQCZ" and each point is a
step from the point before; a run that begins with M starts from the corner.
"""

import base64
import io

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

from course.widgets.mathtext import runs

SCALE, LONGEST_RUN = 16, 4000
COARSE = 0.3  # pixels by which a simplified line may be off
OPERATIONS = {Path.MOVETO: 0, Path.LINETO: 1, Path.CURVE3: 2, Path.CURVE4: 3, Path.CLOSEPOLY: 4}
BOLD = ("bold", "semibold", "heavy", "black", 600, 700, 800, 900)

Item = tuple[dict, np.ndarray]


class Unsupported(Exception):
    """An artist wants something that an SVG item cannot hold: an image is shown instead."""


def pack(vertices: np.ndarray, codes: np.ndarray | list) -> np.ndarray:
    """Vertices (n, 2) in pixels and their Path codes (n,) as runs of int16 steps."""
    if not len(codes):
        return np.empty(0, np.int16)
    points = np.rint(np.asarray(vertices) * SCALE).astype(np.int32)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int32))
    starts = starts_of_runs(np.asarray(codes))
    out = []
    for start, stop in zip(starts, [*starts[1:], len(points)], strict=True):
        operation = OPERATIONS[codes[start]]
        if codes[start] == Path.CLOSEPOLY:
            out.append([operation])
            steps[stop : stop + 1] = points[stop : stop + 1] - points[start - 1]
            continue
        if codes[start] == Path.MOVETO:
            steps[start] = points[start]
        out += [[(stop - start) * 8 + operation], steps[start:stop].ravel()]
    return np.concatenate(out).astype(np.int16)


def starts_of_runs(codes: np.ndarray) -> list[int]:
    """Where each run begins; a move is followed by lines in the same run."""
    kind = np.where(codes == Path.MOVETO, Path.LINETO, codes)
    alone = (codes == Path.MOVETO) | (codes == Path.CLOSEPOLY)
    new = np.concatenate([[True], alone[1:] | (kind[1:] != kind[:-1])])
    starts = np.flatnonzero(new).tolist()
    ends = [*starts[1:], len(codes)]
    return [k for a, b in zip(starts, ends, strict=True) for k in range(a, b, LONGEST_RUN)]


class Recorder(RendererBase):
    """Collects items instead of painting."""

    def __init__(self, width: float, height: float, dpi: float):
        super().__init__()
        self.width, self.height, self.dpi = width, height, dpi
        self.items: list[Item] = []
        self._metrics = RendererAgg(8, 8, dpi)
        self._flip = Affine2D().scale(1, -1).translate(0, height)
        self._far = (-0.25 * width, -0.25 * height, 1.25 * width, 1.25 * height)

    def flipy(self):
        return True

    def get_canvas_width_height(self):
        return self.width, self.height

    def points_to_pixels(self, points):
        return points * self.dpi / 72

    def get_text_width_height_descent(self, s, prop, ismath):
        return self._metrics.get_text_width_height_descent(s, prop, ismath)

    def draw_path(self, gc, path, transform, rgbFace=None):
        path.simplify_threshold = COARSE
        clean = path.cleaned(
            transform + self._flip,
            remove_nans=True,
            clip=self._far if rgbFace is None else None,
            simplify=path.should_simplify,
            curves=True,
        )
        vertices, codes = clean.vertices[:-1], clean.codes[:-1]  # the last is STOP
        if rgbFace is not None and beyond(vertices, self._far):
            vertices, codes = cut(vertices, codes, self._far)
        self._add(self._style(gc, rgbFace), pack(vertices, codes))

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        points = (trans + self._flip).transform(path.vertices)
        inside = (points > self._far[:2]).all(1) & (points < self._far[2:]).all(1)  # no nan either
        points = points[inside]
        shape = marker_path.cleaned(marker_trans + Affine2D().scale(1, -1), curves=True)
        mark = pack(shape.vertices[:-1], shape.codes[:-1]).tolist()
        codes = [Path.MOVETO] + [Path.LINETO] * (len(points) - 1)
        self._add(self._style(gc, rgbFace) | {"mark": mark}, pack(points, codes[: len(points)]))

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        words = runs(s) if ismath else [[s, 0]]
        if words is None:
            return super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
        part = anchor(mtext, angle)
        wide = part and part * self.get_text_width_height_descent(s, prop, ismath)[0]
        size = round(self.points_to_pixels(prop.get_size_in_points()), 2)
        style = {"t": words, "fill": to_hex(gc.get_rgb()[:3]), "size": size}
        style |= {"o": gc.get_alpha()} if gc.get_alpha() not in (None, 1) else {}
        style |= {"anchor": part} if part else {}
        style |= {"turn": round(-angle, 1)} if angle else {}
        style |= {"bold": 1} if prop.get_weight() in BOLD else {}
        style |= {"slant": 1} if prop.get_style() != "normal" else {}
        turn = np.deg2rad(angle)
        place = [[x + wide * np.cos(turn), y - wide * np.sin(turn)]]
        self._add(style, pack(np.array(place), [Path.MOVETO]))

    def draw_image(self, gc, x, y, im, transform=None):
        if transform is not None:
            raise Unsupported("a turned image")
        out = io.BytesIO()
        Image.fromarray(im[::-1]).save(out, "PNG")
        high, wide = im.shape[:2]
        style = {"href": data_url(out.getvalue()), "w": wide, "h": high, **self._clip(gc)}
        self._add(style, pack(np.array([[x, self.height - y - high]]), [Path.MOVETO]))

    def draw_gouraud_triangles(self, *args, **kwargs):
        raise Unsupported("smooth shading")

    def _add(self, style: dict, numbers: np.ndarray) -> None:
        if not len(numbers):
            return
        if self.items and "mark" in style and "clip" not in style and style == self.items[-1][0]:
            numbers = np.concatenate([self.items.pop()[1], numbers])  # ticks of an axis: one item
        self.items.append((style, numbers))

    def _style(self, gc, face) -> dict:
        if gc.get_hatch():
            raise Unsupported("hatching")
        alpha = gc.get_alpha() if gc.get_forced_alpha() else None
        style = fill(face, alpha) | self._stroke(gc, alpha)
        if not gc.get_antialiased():
            style["crisp"] = 1
        return style | self._clip(gc)

    def _stroke(self, gc, alpha: float | None) -> dict:
        width, rgba = self.points_to_pixels(gc.get_linewidth()), gc.get_rgb()
        opacity = rgba[3] if alpha is None else alpha
        if width <= 0 or opacity <= 0:
            return {}
        style = {"stroke": to_hex(rgba[:3]), "w": round(width, 2)}
        style |= {"so": round(opacity, 3)} if opacity < 1 else {}
        dashes = gc.get_dashes()[1]
        if dashes is not None and len(dashes):
            style["dash"] = " ".join(f"{self.points_to_pixels(d):.2f}" for d in dashes)
        cap, join = gc.get_capstyle(), gc.get_joinstyle()
        style |= {"cap": {"projecting": "square"}.get(cap, str(cap))} if cap != "butt" else {}
        return style | ({"join": str(join)} if join != "round" else {})

    def _clip(self, gc) -> dict:
        path, transform = gc.get_clip_path()
        box = gc.get_clip_rectangle()
        if path is not None:
            if len(path.vertices) > 5 or (path.codes is not None and Path.CURVE3 in path.codes):
                raise Unsupported("a clip that is not a box")
            box = path.get_extents(transform)
        if box is None:
            return {}
        corner = (box.x0, self.height - box.y1, box.width, box.height)
        return {"clip": [round(float(v), 1) for v in corner]}


def fill(face, alpha: float | None) -> dict:
    """The fill of a shape: colour, and opacity where it is not full."""
    if face is None or not len(face):
        return {}
    opacity = alpha if alpha is not None else (face[3] if len(face) > 3 else 1)
    style = {"fill": to_hex(face[:3])}
    return style | ({"fo": round(opacity, 3)} if opacity < 1 else {})


def anchor(text, angle: float) -> float:
    """The part of a text's width that stands left of its place, where the browser may set it."""
    if text is None or (text.get_rotation_mode() != "anchor" and angle % 90):
        return 0
    return {"left": 0, "center": 0.5, "right": 1}[text.get_ha()]


def beyond(vertices: np.ndarray, box: tuple) -> bool:
    """Whether any vertex lies outside (x0, y0, x1, y1)."""
    return bool(((vertices < box[:2]) | (vertices > box[2:])).any())


def cut(vertices: np.ndarray, codes: np.ndarray, box: tuple) -> tuple[np.ndarray, np.ndarray]:
    """A filled shape within a box, so that its steps fit into int16; curves are only held back."""
    if np.isin(codes, (Path.CURVE3, Path.CURVE4)).any():
        return np.clip(vertices, box[:2], box[2:]), codes
    inside = Path(vertices, codes).clip_to_bbox(Bbox.from_extents(*box))
    if inside.codes is not None:
        return inside.vertices, inside.codes
    lines = np.full(len(inside.vertices), Path.LINETO)
    lines[:1] = Path.MOVETO
    return inside.vertices, lines


def data_url(png: bytes) -> str:
    """A PNG as a URL that holds it."""
    return "data:image/png;base64," + base64.b64encode(png).decode()
