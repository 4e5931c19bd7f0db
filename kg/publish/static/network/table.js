// The same content as a table, for those who cannot use a picture. It follows the filters, not what is folded.
const STEP = 200;
let rowsShown = STEP;

function tableRow(id) {
  const node = nodes.get(id);
  const {title, quotes} = about(id);
  const [text, place, page] = quotes[0] || ["", -1, 0];
  const grade = grades.get(node.grade);
  const source = (details.documents[place] || ["", ""])[1];
  const name = element("button", {cls: "go", type: "button", dir: "auto", text: node.kind === "recommendation" ? named(id) : title,
    onclick: () => { select(id, true); $("canvas").scrollIntoView({block: "center"}); }});
  const cells = [kindName(node.kind), name, where(id), node.year || "", grade ? grade.label : "", text, source ? source + pages(page) : ""];
  return element("tr", {}, ...cells.map(cell => element("td", {dir: "auto"}, cell instanceof Node ? cell : String(cell))));
}

function drawTable() {
  if (!$("table").open) return;
  const order = new Map(KINDS.map(([kind], place) => [kind, place]));
  const ids = [...nodes.keys()].filter(passes).sort((a, b) => order.get(nodes.get(a).kind) - order.get(nodes.get(b).kind));
  const heads = ["Kind", "Name", "Belongs to", "Year", "Grade", "Words", "Document"];
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads.map(text => element("th", {scope: "col", text})))),
    element("tbody", {}, ...ids.slice(0, rowsShown).map(tableRow)));
  const left = ids.length - rowsShown;
  $("rows").replaceChildren(element("div", {cls: "wide"}, table),
    ...(left > 0 ? [element("button", {type: "button", text: `Show ${Math.min(left, STEP)} more of ${left}`, onclick: () => { rowsShown += STEP; drawTable(); }})] : []));
}
