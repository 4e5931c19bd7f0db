// The legend, whose entries switch kinds and grades off and on, and the years.
function toggleButton(set, value, swatch, text, count) {
  const made = element("button", {cls: "toggle", type: "button", "aria-pressed": String(!set.has(value)), "data-value": value, onclick: () => {
    if (!set.delete(value)) set.add(value);
    made.setAttribute("aria-pressed", String(!set.has(value)));
    refresh();
  }}, swatch, text, element("span", {cls: "count", text: String(count)}));
  return made;
}

function drawLegend() {
  const all = [...nodes.values()];
  $("kinds").replaceChildren(...KINDS.map(([kind, , many]) => [kind, many, all.filter(node => node.kind === kind).length]).filter(([, , count]) => count)
    .map(([kind, many, count]) => toggleButton(filter.kinds, kind, element("span", {cls: `swatch kind-${kind}`}), many, count)));
  $("grades").replaceChildren(...[...grades].map(([name, {label, letters, rank}]) => {
    const graded = all.filter(node => node.grade === name);
    const count = graded.filter(node => node.kind === GRADED).length;
    return graded.length ? toggleButton(filter.grades, name, element("span", {cls: `swatch rank rank-${rank}`, text: letters}), label, count) : "";
  }));
  const years = [...new Set(all.map(node => node.year).filter(Boolean))].sort((a, b) => a - b);
  for (const [id, open, values] of [["from", "0", years], ["to", "9999", years]]) {
    $(id).replaceChildren(element("option", {value: open, text: "any"}), ...values.map(year => element("option", {value: String(year), text: String(year)})));
    $(id).value = String(filter[id]);
    $(id).onchange = () => { filter[id] = Number($(id).value); refresh(); };
  }
}

function clearFilters() {
  filter.kinds.clear();
  filter.grades.clear();
  filter.from = 0;
  filter.to = 9999;
  drawLegend();
}
