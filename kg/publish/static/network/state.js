// What is drawn: which authorities are open, which inspections folded, what the filters let through.
const open = new Set(details.open);
const folded = new Set();
const filter = {kinds: new Set(), grades: new Set(), from: 0, to: 9999};
let selected = "";
// What a grade switches off: judgements; in a view that has none, what bears its grade.
const GRADED = [...nodes.values()].some(node => node.kind === "judgement") ? "judgement" : "inspection";
let near = null;

const beside = new Map([...nodes.keys()].map(id => [id, []]));
for (const edge of links) {
  beside.get(edge.from).push([edge.to, edge]);
  beside.get(edge.to).push([edge.from, edge]);
}
const byKey = new Map([...nodes.keys()].map(id => [details.about[id][0], id]));
const lanesOf = new Map([...nodes.keys()].map(id => [id, []]));
for (const lane of details.lanes) for (const id of Object.keys(lane.places)) lanesOf.get(id).push(lane);

const inYears = node => !node.year || (node.year >= filter.from && node.year <= filter.to);
const allYears = () => filter.from === 0 && filter.to === 9999;

function passes(id) {
  const node = nodes.get(id);
  if (filter.kinds.has(node.kind) || !inYears(node)) return false;
  if (node.kind === GRADED && filter.grades.has(node.grade)) return false;
  if (node.kind === "person" && !allYears()) {
    const at = beside.get(id).map(([other]) => nodes.get(other)).filter(other => other.kind === "inspection");
    return !at.length || at.some(inYears);
  }
  return true;
}

// Ids with their places, before the filters.
function candidates() {
  const places = new Map();
  const put = (id, x, y) => { if (!places.has(id)) places.set(id, {x, y}); };
  let top = 0;
  for (const lane of details.lanes) {
    if (!open.has(lane.key)) continue;
    lane.top = top;
    top += lane.height + 44;
    for (const [key, , , parts] of lane.blocks) {
      for (const id of folded.has(key) ? [key] : [key, ...parts]) {
        put(id, lane.places[id][0], lane.top + lane.places[id][1]);
      }
    }
  }
  for (const [id, [x, y]] of Object.entries(details.overview.places)) {
    const node = nodes.get(id);
    const owner = node.kind === "authority" ? id : node.group;
    if (!open.has(owner) && cellPasses(owner)) put(id, x - details.overview.width - 80, y);
  }
  return places;
}

// A closed authority stands for its latest inspection: it goes with that one's grade and year.
function cellPasses(authority) {
  for (const [other] of beside.get(authority)) {
    const node = nodes.get(other);
    if (node.kind === "inspection" && other in details.overview.places) return inYears(node) && !filter.grades.has(node.grade);
  }
  return true;
}

function visible() {
  const places = candidates();
  for (const id of places.keys()) if (!passes(id)) places.delete(id);
  return new Map([...places].slice(0, details.most));
}

const crowded = () => candidates().size > details.most;

// Open an authority. Where that would be too much at once the ones opened first close, then its oldest inspections fold.
function openLane(key) {
  open.delete(key);
  open.add(key);
  for (const other of [...open]) if (crowded() && other !== key) open.delete(other);
  const lane = details.lanes.find(one => one.key === key);
  for (const [block] of lane ? lane.blocks : []) if (crowded() && block !== key) folded.add(block);
}

// Make sure that a thing is drawn: open and unfold where it stands, lift filters that hide it.
function reveal(id) {
  if (visible().has(id)) return;
  const lanes = lanesOf.get(id);
  const lane = lanes.find(one => open.has(one.key)) || lanes[0];
  if (lane && !candidates().has(id)) {
    openLane(lane.key);
    const block = lane.blocks.find(([key, , , parts]) => key === id || parts.includes(id));
    if (block) {
      folded.delete(block[0]);
      for (const [other] of lane.blocks) if (crowded() && other !== block[0] && other !== lane.key) folded.add(other);
    }
  }
  if (!passes(id) || !visible().has(id)) clearFilters();
}
