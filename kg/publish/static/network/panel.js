// The panel beside the picture: facts, the words that state them, what is connected. Everything is set as text.
function element(name, {text, cls, ...rest} = {}, ...children) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (cls) made.className = cls;
  for (const [key, value] of Object.entries(rest)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const kindName = kind => KINDS.find(([name]) => name === kind)[1];

const DISAGREE = "Sources disagree";

// Where a thing belongs, in words: "Warwickshire, May 2017".
function where(id) {
  const names = [];
  for (let at = nodes.get(nodes.get(id).group || ""); at && names.length < 3; at = nodes.get(at.group || "")) names.unshift(at.label);
  return names.join(", ");
}

function badge(node) {
  const grade = grades.get(node.grade);
  return grade ? [element("span", {cls: `badge rank rank-${grade.rank}`, text: grade.letters, title: grade.label})] : [];
}

function named(id) {
  const node = nodes.get(id);
  if (node.kind === "recommendation") return `${node.label}. ${about(id).title}`;
  return node.kind === "judgement" ? about(id).title : node.label;
}

const pages = page => page ? `, page ${page}` : "";

function quoted([text, place, page, says, start, end]) {
  const [title, file, id, key] = details.documents[place] || ["", "", "", ""];
  const source = element("footer", {}, document.createTextNode(`${file || title}${pages(page)}`));
  const made = element("blockquote", {}, element("p", {text: `“${text}”`, dir: "auto"}), source);
  if (details.pages && key && end) source.append(element("a", {cls: "go", href: `${key}.html#p-${start}-${end}`, text: "See the marked words"}));
  if (says) made.prepend(element("div", {cls: "says", text: says}));
  if (id && id !== selected) source.append(element("button", {cls: "go", type: "button", title: "Show the document", text: title === file ? "Show the document" : title, onclick: () => select(id, true)}));
  return made;
}

function fact([name, value]) {
  const shown = element("dd", {dir: "auto"});
  if (/^https?:\/\/[^\s<>"]+$/.test(value)) shown.append(element("a", {href: value, rel: "noopener noreferrer", target: "_blank", text: value}));
  else shown.textContent = value;
  return [element("dt", {text: name}), shown];
}

function actions(node) {
  const found = [];
  const button = (text, onclick) => found.push(element("button", {type: "button", text, onclick}));
  if (node.kind === "authority") button(open.has(node.id) ? "Close" : "Open", () => toggle(node.id));
  if (node.kind === "inspection") button(!open.has(node.group) ? "Open" : folded.has(node.id) ? "Unfold" : "Fold", () => toggle(node.id));
  button("Connections", () => neighbours(node.id));
  return element("div", {cls: "actions"}, ...found);
}

function connected(id) {
  const made = [];
  for (const [kind, , many] of KINDS) {
    const rows = new Map(beside.get(id).filter(([other]) => nodes.get(other).kind === kind));
    if (!rows.size) continue;
    made.push(element("h3", {text: `${many} (${rows.size})`}));
    made.push(element("ul", {}, ...[...rows].map(([other, edge]) => {
      const node = nodes.get(other);
      const says = edge.says && edge.kind !== "states" ? ` — ${edge.says}` : "";
      const place = kind === "inspection" || edge.kind === "changed" ? `, ${where(other)}` : "";
      return element("li", {}, element("button", {cls: "go", type: "button", dir: "auto", onclick: () => select(other, true)},
        ...badge(node), named(other), element("span", {cls: "where", text: place + says})));
    })));
  }
  return made;
}

function showPanel(id) {
  const panel = $("panel");
  panel.hidden = !id;
  if (!id) return panel.replaceChildren();
  const node = nodes.get(id);
  const {key, title, facts, quotes} = about(id);
  const place = where(id);
  panel.replaceChildren(
    element("button", {cls: "close", type: "button", text: "×", "aria-label": "Close the panel", onclick: () => select("")}),
    element("div", {cls: "kind", text: kindName(node.kind) + (place ? ` · ${place}` : "")}),
    element("h2", {dir: "auto"}, ...badge(node), title),
    actions(node),
    element("dl", {}, ...facts.filter(([name]) => name !== DISAGREE).flatMap(fact)),
    ...facts.filter(([name]) => name === DISAGREE).map(([, text]) => element("p", {cls: "notice", dir: "auto", text})),
    ...(quotes.length ? [element("h3", {text: quotes.length > 1 ? "The words that state it" : "The words"}), ...quotes.map(quoted)] : []),
    ...connected(id),
    ...(key ? [element("h3", {text: "In the graph"}), element("code", {text: key})] : []),
  );
  panel.scrollTop = 0;
}
