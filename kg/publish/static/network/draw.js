// What each kind of thing looks like. Drawn on a canvas: whatever a label holds is text.
const read = id => JSON.parse(document.getElementById(id).textContent);
const $ = id => document.getElementById(id);
const details = read("details");
const nodes = new Map(read("nodes").map(node => [node.id, node]));
const links = read("edges").map((edge, place) => ({...edge, id: "e" + place}));
const grades = new Map(details.grades.map(([name, label, letters, rank]) => [name, {label, letters, rank: Math.min(rank, 4)}]));
const KINDS = details.kinds;
const many = (kind, count) => KINDS.find(([name]) => name === kind)[count === 1 ? 1 : 2].toLowerCase();
const FONT = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const THEME = ["paper", "card", "band", "block", "ink", "muted", "line", "edge", "accent", "on-accent", "focus", "person",
  "asked", "on-grade", "g0", "g1", "g2", "g3", "g4", "s0", "s1", "s2", "s3", "s4"];
let theme = {};

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  theme = Object.fromEntries(THEME.map(name => [name, style.getPropertyValue("--" + name).trim()]));
}

const gradeOf = node => grades.get(node.grade) || {label: "", letters: "–", rank: 0};
const about = id => {
  const [key, title, facts, quotes] = details.about[id];
  return {key, title: title || nodes.get(id).label, facts, quotes};
};

// Direction marks would turn what is drawn beside them; in the panel, which can isolate text, they stay.
const plain = text => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "");
const cut = new Map();
function fitted(ctx, text, width) {
  const name = `${ctx.font}|${width}|${text}`;
  if (!cut.has(name)) {
    let shown = plain(text).slice(0, 200);
    if (ctx.measureText(shown).width > width) {
      while (shown && ctx.measureText(shown + "…").width > width) shown = shown.slice(0, -1);
      shown = shown.trimEnd() + "…";
    }
    cut.set(name, shown);
  }
  return cut.get(name);
}

function write(ctx, text, x, y, width, {size = 13, weight = 400, colour = theme.ink, align = "left", least = size} = {}) {
  ctx.font = `${weight} ${size}px ${FONT}`;
  while (size > least && ctx.measureText(text).width > width) ctx.font = `${weight} ${size -= 0.5}px ${FONT}`;
  ctx.fillStyle = colour;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  ctx.direction = "ltr";
  ctx.fillText(fitted(ctx, text, width), x, y + 0.5);
}

function box(ctx, x, y, width, height, radius, fill, stroke, line = 1, dash = []) {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, radius);
  if (fill) { ctx.fillStyle = fill; ctx.fill(); }
  if (stroke) { ctx.strokeStyle = stroke; ctx.lineWidth = line; ctx.setLineDash(dash); ctx.stroke(); ctx.setLineDash([]); }
}

// What a closed authority holds: "3 inspections".
function within(id) {
  const blocks = beside.get(id).filter(([, edge]) => edge.kind === "inspected").length;
  const other = beside.get(id).length;
  return blocks ? `${blocks} ${many("inspection", blocks)}` : `${other} ${many("document", other)}`;
}

const shapes = {
  authority(ctx, node, x, y, w, h) {
    const closed = !open.has(node.id);
    const style = {colour: theme["on-accent"], align: "center"};
    box(ctx, x, y, w, h, 8, details.about[node.id][0] ? theme.accent : theme.muted);
    write(ctx, node.label, x + w / 2, y + h / 2 - (closed ? 8 : 0), w - 14, {size: 16, weight: 650, least: 11.5, ...style});
    if (closed) write(ctx, within(node.id), x + w / 2, y + h / 2 + 11, w - 14, {size: 11.5, ...style});
  },
  inspection(ctx, node, x, y, w, h) {
    const grade = grades.get(node.grade);
    box(ctx, x, y, w, h, 6, theme.card, theme.muted, 1.2);
    if (grade) {
      ctx.save();
      ctx.beginPath();
      ctx.roundRect(x, y, w, h, 6);
      ctx.clip();
      ctx.fillStyle = theme["g" + grade.rank];
      ctx.fillRect(x + w - 36, y, 36, h);
      ctx.restore();
      write(ctx, grade.letters, x + w - 18, y + h / 2, 34, {size: 15, weight: 700, colour: theme["on-grade"], align: "center"});
    }
    const room = w - (grade ? 52 : 20);
    write(ctx, node.label + (folded.has(node.id) ? "  ▸" : ""), x + 10, y + (node.sub ? 16 : h / 2), room, {size: 15, weight: 650});
    if (node.sub) write(ctx, node.sub, x + 10, y + 35, room, {size: 11.5, least: 10.5, colour: theme.muted});
  },
  judgement(ctx, node, x, y, w, h) {
    const grade = gradeOf(node);
    box(ctx, x, y, w, h, 5, theme["s" + grade.rank], theme["g" + grade.rank]);
    box(ctx, x, y, 30, h, [5, 0, 0, 5], theme["g" + grade.rank]);
    write(ctx, grade.letters, x + 15, y + h / 2, 28, {size: 12.5, weight: 700, colour: theme["on-grade"], align: "center"});
    write(ctx, node.label, x + 37, y + h / 2, w - 43, {size: 12.5, least: 11});
  },
  recommendation(ctx, node, x, y, w, h) {
    box(ctx, x, y, w, h, [3, h / 2, h / 2, 3], theme.asked, theme.muted);
    write(ctx, node.label, x + w / 2 - 2, y + h / 2, w - 7, {size: 12, least: 8.5, weight: 600, align: "center"});
  },
  person(ctx, node, x, y, w, h) {
    box(ctx, x, y, w, h, h / 2, theme.person, theme.line);
    ctx.fillStyle = theme.muted;
    ctx.beginPath();
    ctx.arc(x + 13, y + h / 2 - 3, 3.2, 0, 7);
    ctx.fill();
    ctx.beginPath();
    ctx.arc(x + 13, y + h / 2 + 7, 5.6, Math.PI, 0);
    ctx.fill();
    write(ctx, node.label, x + 24, y + h / 2, w - 32, {size: 12, least: 10.5});
  },
  document(ctx, node, x, y, w, h) {
    box(ctx, x, y, w, h, 3, theme.card, theme.muted, 1, [4, 3]);
    ctx.fillStyle = theme.muted;
    for (const line of [-4, 0, 4]) ctx.fillRect(x + 9, y + h / 2 + line - 0.75, line === 4 ? 6 : 10, 1.5);
    write(ctx, node.label, x + 26, y + h / 2, w - 34, {size: 11.5, least: 10.5});
  },
};

function drawn({ctx, id, x, y, state}) {
  const node = nodes.get(id);
  const [width, height] = details.sizes[node.kind];
  return {
    drawNode() {
      ctx.save();
      if (near && !near.has(id)) {  // paler, but no line may show through its words
        box(ctx, x - width / 2, y - height / 2, width, height, 6, theme.block);
        ctx.globalAlpha = 0.5;
      }
      shapes[node.kind](ctx, node, x - width / 2, y - height / 2, width, height);
      if (state.selected || state.hover) {
        const gap = state.selected ? 4 : 2;
        box(ctx, x - width / 2 - gap, y - height / 2 - gap, width + 2 * gap, height + 2 * gap, 9, null, theme.focus, state.selected ? 3 : 1.5);
      }
      ctx.restore();
    },
    nodeDimensions: {width, height},
  };
}

// The ground: a band for each open authority, a field for each inspection, headings.
function drawGround(ctx) {
  for (const lane of details.lanes) {
    if (!open.has(lane.key)) continue;
    box(ctx, 0, lane.top, lane.width, lane.height, 14, theme.band, theme.line);
    for (const [key, left, width] of lane.blocks) {
      if (key !== lane.key) box(ctx, left - 12, lane.top + 18, width + 24, lane.height - 32, 10, theme.block, theme.line, 0.8);
    }
    for (const [kind, top] of lane.zones) {
      if (kind !== "inspection" && !filter.kinds.has(kind)) {
        const [, left, width] = lane.blocks[0];
        const free = !lane.blocks[0][3].some(id => nodes.get(id).kind === kind);
        if (free) write(ctx, KINDS.find(([name]) => name === kind)[2], left + width, lane.top + top, width, {size: 12.5, weight: 600, colour: theme.muted, align: "right"});
      }
    }
  }
  if (!details.lanes.every(lane => open.has(lane.key))) {
    for (const [name, x, y] of details.overview.headings) {
      write(ctx, name, x - details.overview.width - 80 + 6, y - 4, 226, {size: 15, least: 12, weight: 650, colour: theme.muted});
    }
  }
}

const EDGES = {
  inspected: {colour: "accent", width: 1.6, arrow: true},
  graded: {colour: "edge", width: 1},
  asked: {colour: "edge", width: 0.8},
  states: {colour: "edge", width: 1, dash: [4, 4]},
  about: {colour: "edge", width: 1, dash: [4, 4]},
  "took part": {colour: "edge", width: 0.8},
  "holds office": {colour: "edge", width: 1},
  changed: {colour: "muted", width: 2, arrow: true},
  "asked again": {colour: "g4", width: 2, arrow: true},
  disagrees: {colour: "g4", width: 2, dash: [7, 5]},
};

function styled(edge, places) {
  const style = EDGES[edge.kind] || EDGES.about;
  const touches = near && (edge.from === selected || edge.to === selected);
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  const level = Math.abs(from.y - to.y) < 40;
  const apart = Math.hypot(from.x - to.x, from.y - to.y) > 80;  // arrows are drawn over nodes, and would hide words
  const colour = touches ? theme.focus : theme[style.colour];
  return {
    id: edge.id, from: edge.from, to: edge.to,
    color: {color: colour, highlight: theme.focus, hover: theme.focus, inherit: false, opacity: touches ? 1 : near ? 0.12 : 0.75},
    width: touches ? 2.2 : style.width, dashes: style.dash || false,
    arrows: {to: {enabled: apart && Boolean(style.arrow), scaleFactor: 0.55}},
    smooth: level ? false : {enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.5},
    title: plain(edge.says || edge.kind),
  };
}
