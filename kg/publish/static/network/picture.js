// The picture as a file. PNG is what is on the canvas; SVG is drawn anew, by the same shapes, with a pen that writes
// elements in the place of pixels: everything that is drawn at the moment, whatever part of it is on the screen.
class Pen {
  constructor(measure) {
    Object.assign(this, {out: [], state: {globalAlpha: 1}, kept: [], path: "", measure});
  }
  save() { this.kept.push({...this.state}); }
  restore() { this.state = this.kept.pop(); }
  clip() {}
  beginPath() { this.path = ""; }
  setLineDash(dash) { this.state.dash = dash.join(" "); }
  measureText(text) { this.measure.font = this.font; return this.measure.measureText(text); }
  roundRect(x, y, w, h, radius) {
    const [a, b, c, d] = Array.isArray(radius) ? radius : [radius, radius, radius, radius];
    this.path += `M${x + a} ${y}H${x + w - b}a${b} ${b} 0 0 1 ${b} ${b}V${y + h - c}a${c} ${c} 0 0 1 ${-c} ${c}H${x + d}a${d} ${d} 0 0 1 ${-d} ${-d}V${y + a}a${a} ${a} 0 0 1 ${a} ${-a}z`;
  }
  arc(x, y, radius, from) {
    this.path += from ? `M${x - radius} ${y}A${radius} ${radius} 0 0 1 ${x + radius} ${y}z` : `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  }
  fillRect(x, y, w, h) { this.path = `M${x} ${y}h${w}v${h}h${-w}z`; this.fill(); }
  element(name, attributes, text = "") {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    this.out.push(made);
  }
  fill() { this.element("path", {d: this.path, fill: this.fillStyle, opacity: this.globalAlpha}); }
  stroke() {
    this.element("path", {d: this.path, fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-dasharray": this.state.dash || "none", opacity: this.globalAlpha});
  }
  fillText(text, x, y) {
    const anchor = {left: "start", right: "end", center: "middle"}[this.textAlign];
    const [, weight, size] = /^(\S+) (\S+)px/.exec(this.font);
    this.element("text", {x, y, fill: this.fillStyle, "font-family": FONT, "font-size": size, "font-weight": weight, "text-anchor": anchor, "dominant-baseline": "central", opacity: this.globalAlpha}, text);
  }
}
for (const name of ["globalAlpha", "fillStyle", "strokeStyle", "lineWidth", "font", "textAlign", "textBaseline", "direction"]) {
  Object.defineProperty(Pen.prototype, name, {get() { return this.state[name]; }, set(value) { this.state[name] = value; }});
}

// The line of an edge: level ones straight, others as the picture bends them.
function course(from, to) {
  if (Math.abs(from.y - to.y) < 40) return `M${from.x} ${from.y}L${to.x} ${to.y}`;
  const middle = (from.y + to.y) / 2;
  return `M${from.x} ${from.y}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`;
}

function svg() {
  const pen = new Pen(document.createElement("canvas").getContext("2d"));
  const places = visible();
  drawGround(pen);
  for (const edge of drawnEdges.get()) {
    pen.path = course(places.get(edge.from), places.get(edge.to));
    Object.assign(pen, {strokeStyle: edge.color.color, lineWidth: edge.width, globalAlpha: edge.color.opacity});
    pen.setLineDash(edge.dashes || []);
    pen.stroke();
  }
  pen.setLineDash([]);
  for (const [id, {x, y}] of places) {
    const node = nodes.get(id);
    const [width, height] = details.sizes[node.kind];
    pen.save();
    pen.globalAlpha = near && !near.has(id) ? 0.5 : 1;
    shapes[node.kind](pen, node, x - width / 2, y - height / 2, width, height);
    pen.restore();
  }
  const open_ = details.lanes.filter(lane => open.has(lane.key));
  const [left, top, right, bottom] = bounds(places.keys());
  const wide = Math.max(right, ...open_.map(lane => lane.width)) - Math.min(left, open_.length ? 0 : left);
  const high = Math.max(bottom, ...open_.map(lane => lane.top + lane.height)) - Math.min(top, open_.length ? 0 : top);
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const view = [Math.min(left, open_.length ? 0 : left), Math.min(top, open_.length ? 0 : top), wide, high].map(Math.round);
  for (const [key, value] of Object.entries({viewBox: view.join(" "), width: view[2], height: view[3]})) made.setAttribute(key, value);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({x: view[0], y: view[1], width: view[2], height: view[3], fill: theme.paper})) paper.setAttribute(key, value);
  made.append(paper, ...pen.out);
  return new XMLSerializer().serializeToString(made);
}

function saved(blob, name) {
  const link = element("a", {href: URL.createObjectURL(blob), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const drawing = () => saved(new Blob([svg()], {type: "image/svg+xml"}), "inspections.svg");

function image() {
  const picture = $("canvas").querySelector("canvas");
  const copy = Object.assign(document.createElement("canvas"), {width: picture.width, height: picture.height});
  const ctx = copy.getContext("2d");
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(picture, 0, 0);
  copy.toBlob(blob => saved(blob, "inspections.png"));
}
