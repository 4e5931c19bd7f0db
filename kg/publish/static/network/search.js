// Search over names, titles and grades; keyboard: arrows, Enter, Escape, and "/" to get there.
const folding = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\u2018\u2019]/g, "'");
const index = [...nodes.values()].map(node => {
  const grade = grades.get(node.grade);
  const name = folding(node.label);
  const words = [node.label, about(node.id).title, node.sub, grade ? grade.label : "", where(node.id), node.year].join(" ");
  return {id: node.id, name, words: folding(words), rank: KINDS.findIndex(([kind]) => kind === node.kind)};
});
let hits = [];
let at = -1;

function find(text) {
  const wanted = folding(text).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const found = index.filter(entry => wanted.every(word => entry.words.includes(word)));
  const score = entry => (entry.name === wanted.join(" ") ? 0 : entry.name.startsWith(wanted[0]) ? 1 : wanted.every(word => entry.name.includes(word)) ? 2 : 3) * 10 + entry.rank;
  return found.sort((a, b) => score(a) - score(b)).map(entry => entry.id);
}

function showHits() {
  const text = $("search").value;
  const all = find(text);
  hits = all.slice(0, 40);
  at = hits.length ? 0 : -1;
  const items = hits.map((id, place) => element("li", {role: "option", id: `hit-${place}`, onmousedown: event => { event.preventDefault(); choose(place); }},
    ...badge(nodes.get(id)), element("span", {text: named(id), dir: "auto"}),
    element("div", {cls: "where", text: [kindName(nodes.get(id).kind), where(id)].filter(Boolean).join(" · ")})));
  if (text.trim() && !hits.length) items.push(element("li", {cls: "none", text: "Nothing has these words."}));
  if (all.length > hits.length) items.push(element("li", {cls: "none", text: `and ${all.length - hits.length} more: type another word`}));
  $("hits").replaceChildren(...items);
  $("hits").hidden = !items.length;
  $("search").setAttribute("aria-expanded", String(items.length > 0));
  mark();
}

function mark() {
  [...$("hits").children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
  if (at >= 0) {
    $("search").setAttribute("aria-activedescendant", `hit-${at}`);
    $(`hit-${at}`).scrollIntoView({block: "nearest"});
  } else $("search").removeAttribute("aria-activedescendant");
}

function hideHits() {
  $("hits").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
}

function choose(place) {
  if (!hits[place]) return;
  hideHits();
  select(hits[place], true);
}

function startSearch() {
  $("search").addEventListener("input", showHits);
  $("search").addEventListener("focus", () => { if ($("search").value) showHits(); });
  $("search").addEventListener("blur", hideHits);
  $("search").addEventListener("keydown", event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && hits.length) {
      at = (at + step + hits.length) % hits.length;
      mark();
      event.preventDefault();
    } else if (event.key === "Enter") choose(at);
    else if (event.key === "Escape") hideHits();
  });
  document.addEventListener("keydown", event => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing) { $("search").focus(); event.preventDefault(); }
    if (event.key === "Escape" && !typing && selected) select("");
  });
}
