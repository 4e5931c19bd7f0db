// The picture itself, and what clicks do.
const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
let network;

function refresh() {
  const places = visible();
  if (selected && !places.has(selected)) forget();
  near = selected ? around(selected) : null;
  const wanted = links.filter(edge => places.has(edge.from) && places.has(edge.to) && !strays(edge, places));
  const keep = new Set(wanted.map(edge => edge.id));
  drawnEdges.remove(drawnEdges.getIds().filter(id => !keep.has(id)));
  drawnNodes.remove(drawnNodes.getIds().filter(id => !places.has(id)));
  drawnNodes.update([...places].map(([id, place]) => ({id, ...place, shape: "custom", ctxRenderer: drawn, title: plain(about(id).title).slice(0, 160)})));
  drawnEdges.update(wanted.map(edge => styled(edge, places)));
  const authorities = [...nodes.values()].filter(node => node.kind === "authority").length;
  const closed = Object.keys(details.overview.places).filter(id => nodes.get(id).kind === "authority").length;
  $("status").textContent = `${places.size} of ${nodes.size} drawn` + (closed < authorities ? ": the search finds the others" : "") + (authorities > 1 ? ` · ${open.size} of ${authorities} ${many("authority", 2)} open` : "");
  $("close-all").hidden = !open.size || authorities < 2;
  drawTable();
}

// Between an open authority and closed ones lines would cross everything: they are drawn for what is selected.
const strays = ({from, to}, places) => (places.get(from).x < 0) !== (places.get(to).x < 0) && selected !== from && selected !== to;

// What stays bright: a thing with its neighbours; of an authority, everything in its lane.
function around(id) {
  const lane = open.has(id) && details.lanes.find(one => one.key === id);
  return new Set([id, ...beside.get(id).map(([other]) => other), ...(lane ? Object.keys(lane.places) : [])]);
}

function forget() {
  selected = "";
  showPanel("");
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
}

function select(id, go = false) {
  if (id) reveal(id);
  else forget();
  selected = id;
  refresh();
  network.selectNodes(id ? [id] : []);
  showPanel(id);
  if (!id) return;
  const hash = "#node=" + encodeURIComponent(details.about[id][0]);
  if (location.hash !== hash) history.replaceState(null, "", hash);
  if (go || hidden(id)) focus(id);
}

const narrow = () => window.innerWidth <= 760;
const panelRoom = () => $("panel").hidden ? {x: 0, y: 0} : narrow() ? {x: 0, y: $("panel").offsetHeight} : {x: $("panel").offsetWidth, y: 0};

function hidden(id) {
  const at = network.canvasToDOM(network.getPosition(id));
  const room = panelRoom();
  return at.x < 20 || at.y < 20 || at.x > $("canvas").clientWidth - room.x - 40 || at.y > $("canvas").clientHeight - room.y - 20;
}

function focus(id) {
  const room = panelRoom();
  const scale = Math.min(1.3, Math.max(0.8, network.getScale()));
  network.moveTo({position: network.getPosition(id), scale, offset: {x: -room.x / 2, y: -room.y / 2}, animation: motion()});
}

const motion = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? false : {duration: 300, easingFunction: "easeInOutQuad"};

// Fit a field of the picture, but never so far away that nothing can be read on a small screen.
function show(left, top, right, bottom, least = 0) {
  const [width, height] = [$("canvas").clientWidth, $("canvas").clientHeight];
  const room = panelRoom();
  const fits = Math.min((width - room.x - 24) / (right - left), (height - room.y - 24) / (bottom - top), 1.25);
  const scale = Math.max(fits, least);
  const x = (right - left) * scale > width - room.x ? left + (width - room.x - 24) / 2 / scale : (left + right) / 2;
  const y = (bottom - top) * scale > height - room.y ? top + (height - room.y - 24) / 2 / scale : (top + bottom) / 2;
  network.moveTo({position: {x, y}, scale, offset: {x: -room.x / 2, y: -room.y / 2}, animation: false});
}

function bounds(ids) {
  const found = [Infinity, Infinity, -Infinity, -Infinity];
  const places = visible();
  for (const id of ids) {
    const place = places.get(id);
    if (!place) continue;
    const [width, height] = details.sizes[nodes.get(id).kind];
    found[0] = Math.min(found[0], place.x - width / 2 - 16);
    found[1] = Math.min(found[1], place.y - height / 2 - 34);
    found[2] = Math.max(found[2], place.x + width / 2 + 16);
    found[3] = Math.max(found[3], place.y + height / 2 + 16);
  }
  return found[0] < found[2] ? found : [-400, -300, 400, 300];
}

function fit(least = 0) {
  const [left, top, right, bottom] = bounds(visible().keys());
  const lanes = details.lanes.filter(lane => open.has(lane.key));
  show(lanes.length ? Math.min(left, 0) : left, lanes.length ? Math.min(top, 0) : top,
    Math.max(right, ...lanes.map(lane => lane.width)), Math.max(bottom, ...lanes.map(lane => lane.top + lane.height)), least);
}

function showLane(key, least = narrow() ? 0.7 : 0.6) {
  const lane = details.lanes.find(one => one.key === key);
  show(0, lane.top, lane.width, lane.top + lane.height, least);
}

function toggle(id) {
  const node = nodes.get(id);
  if (node.kind === "authority") {
    if (open.has(id)) open.delete(id);
    else openLane(id);
  } else if (!open.has(node.group)) openLane(node.group);
  else if (!folded.delete(id)) folded.add(id);
  const owner = node.kind === "authority" ? id : node.group;
  const opened = open.has(owner);
  selected = id;
  refresh();
  network.selectNodes(drawnNodes.get(id) ? [id] : []);
  showPanel(id);
  if (!opened) fit(narrow() ? 0.7 : 0);
  else if (node.kind === "authority" || hidden(id)) showLane(owner);
}

// What a thing is connected with, wherever it stands: opened, and all in sight.
function neighbours(id) {
  const all = [id, ...beside.get(id).map(([other]) => other)];
  all.slice(0, 60).forEach(reveal);
  select(id);
  show(...bounds(all), narrow() ? 0.4 : 0);
}

// A page about one thing opens with it: an authority's lane, anything else in the middle.
function startWith(id) {
  select(id);
  if (nodes.get(id).kind === "authority") showLane(id);
  else focus(id);
}

function fromAddress() {
  const key = new URLSearchParams(location.hash.slice(1)).get("node");
  const id = key && byKey.get(key);
  if (id && id !== selected) select(id, true);
  return Boolean(id);
}

function start() {
  readTheme();
  $("legend").open = !narrow();
  drawLegend();
  startSearch();
  network = new vis.Network($("canvas"), {nodes: drawnNodes, edges: drawnEdges}, {
    ...read("options"),
    nodes: {shape: "custom", chosen: false},
    edges: {chosen: false, selectionWidth: 0, hoverWidth: 0},
    interaction: {hover: true, tooltipDelay: 350, selectConnectedEdges: false, dragNodes: false, keyboard: {enabled: true, bindToWindow: false}},
  });
  network.on("beforeDrawing", drawGround);
  network.on("click", ({nodes: hit}) => select(hit[0] || ""));
  network.on("doubleClick", ({nodes: hit}) => {
    if (!hit[0]) return;
    if (["authority", "inspection"].includes(nodes.get(hit[0]).kind)) toggle(hit[0]);
    else neighbours(hit[0]);
  });
  // The picture takes the focus when it is clicked; a frame around it helps only those who came by keyboard.
  $("canvas").addEventListener("pointerdown", () => $("canvas").classList.add("pointed"));
  $("canvas").addEventListener("keydown", () => $("canvas").classList.remove("pointed"));
  $("canvas").addEventListener("focusout", () => $("canvas").classList.remove("pointed"));
  $("fit").onclick = () => fit();
  $("zoom-in").onclick = () => network.moveTo({scale: network.getScale() * 1.3, animation: motion()});
  $("zoom-out").onclick = () => network.moveTo({scale: network.getScale() / 1.3, animation: motion()});
  $("close-all").onclick = () => { open.clear(); select(""); fit(narrow() ? 0.7 : 0); };
  $("reset").onclick = () => { clearFilters(); refresh(); };
  $("image").onclick = image;
  $("drawing").onclick = drawing;
  $("table").addEventListener("toggle", drawTable);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readTheme(); refresh(); network.redraw(); });
  window.addEventListener("hashchange", fromAddress);
  refresh();
  fit(narrow() ? 0.7 : 0);
  if (fromAddress()) {
    if (nodes.get(selected).kind === "authority" && !open.has(selected)) toggle(selected);
  } else if (details.focus) startWith(details.focus);
  window.inspections = {network, select, svg, visible: () => [...visible().keys()], id: key => byKey.get(key),
    at: id => network.canvasToDOM(network.getPosition(id))};
  document.documentElement.dataset.ready = "true";
}

start();
