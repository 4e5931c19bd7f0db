"use strict";
// The query editor: colours, completion of prefixes and names, saved questions as tabs, the answer as a table.
(() => {
  const $ = id => document.getElementById(id);
  const [query, shown, list, said, answer] = ["query", "shown", "complete", "said", "answer"].map($);
  const questions = JSON.parse($("questions").textContent);
  const SHOWN = 500;
  const LONGEST_LINK = 8000;
  const TOKEN = /(#[^\n]*)|("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>"{}|^`\\\s]*>)|([?$]\w+)|([\w-]*:[\w.%-]*)|\b(SELECT|ASK|CONSTRUCT|DESCRIBE|WHERE|FILTER|OPTIONAL|UNION|MINUS|GRAPH|BIND|VALUES|FROM|NAMED|PREFIX|BASE|DISTINCT|REDUCED|ORDER|GROUP|BY|HAVING|LIMIT|OFFSET|ASC|DESC|AS|NOT|EXISTS|IN|UNDEF|COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT|BOUND|IF|COALESCE|STR|LANG|DATATYPE|IRI|CONCAT|CONTAINS|STRSTARTS|STRENDS|REGEX|REPLACE|SUBSTR|LCASE|UCASE|YEAR|MONTH|DAY|a)\b/gi;
  const KINDS = ["c", "s", "i", "v", "p", "k"];

  // What is typed, in colours, below a text area whose own text cannot be seen.
  function colour() {
    const parts = [];
    let at = 0;
    for (const found of query.value.matchAll(TOKEN)) {
      parts.push(document.createTextNode(query.value.slice(at, found.index)));
      const span = document.createElement("span");
      span.className = KINDS[found.slice(1).findIndex(one => one !== undefined)];
      span.textContent = found[0];
      parts.push(span);
      at = found.index + found[0].length;
    }
    parts.push(document.createTextNode(query.value.slice(at) + "\n"));
    shown.replaceChildren(...parts);
    query.style.height = "auto";
    query.style.height = `${Math.max(query.scrollHeight + 2, 320)}px`;
  }

  // Completion: of a prefix, or of a name below one.
  let known;
  const terms = () => known || (known = fetch("query/terms.json").then(found => found.json()));
  const before = () => (query.value.slice(0, query.selectionStart).match(/(?:[\w-]*:)?[\w-]*$/) || [""])[0];
  let chosen = 0;
  async function complete(asked) {
    const word = before();
    const {prefixes, terms: names} = await terms();
    const [prefix, name] = word.includes(":") ? word.split(":") : [null, word];
    let found = [];
    if (prefix !== null) found = (names[prefix] || []).filter(([one, label]) => one.toLowerCase().startsWith(name.toLowerCase()) || (name && label.toLowerCase().includes(name.toLowerCase()))).map(([one, label]) => [`${prefix}:${one}`, label]);
    else if (asked || name.length > 1) found = Object.keys(prefixes).filter(one => one.startsWith(name)).map(one => [`${one}:`, prefixes[one]]);
    if (!asked && prefix === null) found = [];
    show(found.filter(([one]) => one !== word).slice(0, 60), word);
  }
  function show(found, word) {
    list.hidden = !found.length;
    chosen = 0;
    list.replaceChildren(...found.map(([text, label], place) => {
      const item = document.createElement("li");
      item.id = `complete-${place}`;
      item.setAttribute("role", "option");
      item.dataset.text = text;
      item.dataset.word = word;
      item.append(text);
      if (label) { const more = document.createElement("span"); more.textContent = label; item.append(more); }
      item.addEventListener("mousedown", event => { event.preventDefault(); take(item); });
      return item;
    }));
    if (found.length) { place(); mark(); }
    else query.removeAttribute("aria-activedescendant");
  }
  function place() {
    const lines = query.value.slice(0, query.selectionStart).split("\n");
    list.style.top = `${lines.length * 1.5 * 14.4 + 16}px`;
    list.style.left = `${Math.min(lines.at(-1).length * 8.6, query.clientWidth - 240)}px`;
  }
  function mark() {
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    query.setAttribute("aria-activedescendant", `complete-${chosen}`);
    list.children[chosen].scrollIntoView({block: "nearest"});
  }
  function take(item) {
    const end = query.selectionStart;
    query.setRangeText(item.dataset.text, end - item.dataset.word.length, end, "end");
    show([], "");
    changed();
    query.focus();
    if (item.dataset.text.endsWith(":")) complete(true);
  }
  query.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); return; }
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); complete(true); return; }
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") chosen = (chosen + 1) % count;
    else if (event.key === "ArrowUp") chosen = (chosen + count - 1) % count;
    else if (event.key === "Enter") { event.preventDefault(); take(list.children[chosen]); return; }
    else if (event.key === "Escape") { event.preventDefault(); show([], ""); return; }
    else return;
    event.preventDefault();
    mark();
  });
  query.addEventListener("blur", () => show([], ""));

  // The address holds the query.
  const address = form => `sparql?${new URLSearchParams({query: query.value, format: form})}`;
  function changed() {
    colour();
    const own = new URLSearchParams({query: query.value});
    const fits = query.value.length < LONGEST_LINK;
    $("link").href = `query?${own}`;
    for (const [id, form] of [["csv", "csv"], ["json", "json"]]) $(id).href = address(form);
    for (const id of ["link", "csv", "json"]) $(id).hidden = !fits;
    if (fits) history.replaceState(null, "", `query?${own}`);
  }
  query.addEventListener("input", () => { changed(); select(""); complete(false).catch(() => {}); });

  // Saved questions as tabs.
  const tabs = [...document.querySelectorAll("[role=tab]")];
  function select(name) {
    tabs.forEach(tab => {
      const own = tab.dataset.name === name;
      tab.setAttribute("aria-selected", String(own));
      tab.tabIndex = own ? 0 : -1;
    });
  }
  let mine = query.value;
  function open(name) {
    if (tabs.find(tab => tab.getAttribute("aria-selected") === "true").dataset.name === "") mine = query.value;
    const found = questions.find(one => one.name === name);
    query.value = found ? found.query : mine;
    select(found ? name : "");
    changed();
  }
  tabs.forEach((tab, place) => {
    tab.addEventListener("click", () => open(tab.dataset.name));
    tab.addEventListener("keydown", event => {
      const step = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
      const next = step ? tabs[(place + step + tabs.length) % tabs.length] : event.key === "Home" ? tabs[0] : event.key === "End" ? tabs.at(-1) : null;
      if (!next) return;
      event.preventDefault();
      open(next.dataset.name);
      next.focus();
    });
  });
  $("declare").addEventListener("click", async () => {
    const {prefixes} = await terms();
    const bare = query.value.replace(/^#.*$|"[^"\n]*"|<[^>\n]*>/gm, "");
    const used = Object.keys(prefixes).filter(one => new RegExp(`(?<![\\w?:-])${one}:`).test(bare) && !new RegExp(`prefix\\s+${one}:`, "i").test(query.value));
    query.value = used.map(one => `PREFIX ${one}: <${prefixes[one]}>\n`).join("") + query.value;
    changed();
  });

  // Asking, and the answer.
  let asking;
  async function run() {
    if (asking) asking.abort();
    const mine = asking = new AbortController();
    const began = performance.now();
    said.className = "";
    said.textContent = "Asking …";
    $("stop").hidden = false;
    try {
      const reply = await fetch("sparql", {method: "POST", body: new URLSearchParams({query: query.value}), signal: mine.signal, headers: {Accept: "application/sparql-results+json, text/turtle;q=0.9"}});
      const text = await reply.text();
      if (!reply.ok) throw new Error(text.trim());
      const seconds = ((performance.now() - began) / 1000).toFixed(2);
      if ((reply.headers.get("content-type") || "").includes("json")) told(JSON.parse(text), seconds);
      else { plain(text); said.textContent = `A graph, in ${seconds} s.`; }
    } catch (error) {
      if (error.name === "AbortError") { if (mine === asking) said.textContent = "Stopped."; }
      else failed(error.message);
    } finally {
      if (mine === asking) $("stop").hidden = true;
    }
  }
  function failed(text) {
    answer.hidden = $("more").hidden = true;
    said.className = "notice";
    said.textContent = text;
    const at = text.match(/at (\d+):(\d+)/);
    if (!at) return;
    const lines = query.value.split("\n");
    const place = lines.slice(0, at[1] - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(at[2]) - 1;
    query.focus();
    query.setSelectionRange(place, place);
  }
  function plain(text) {
    const pre = document.createElement("pre");
    pre.textContent = text;
    answer.replaceChildren(pre);
    answer.hidden = false;
    $("more").hidden = true;
  }
  function told(found, seconds) {
    if ("boolean" in found) { plain(found.boolean ? "yes" : "no"); said.textContent = `In ${seconds} s.`; return; }
    const {head: {vars}, results: {bindings}} = found;
    const table = document.createElement("table");
    table.className = "answer";
    const heads = table.createTHead().insertRow();
    for (const name of vars) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name.replaceAll("_", " ");
      heads.append(cell);
    }
    const body = table.createTBody();
    let next = 0;
    const fill = () => {
      for (const row of bindings.slice(next, next + SHOWN)) {
        const line = body.insertRow();
        for (const name of vars) line.insertCell().append(cell(name, row[name]));
      }
      next += SHOWN;
      $("more").hidden = next >= bindings.length;
    };
    fill();
    $("more").onclick = fill;
    window.kgSortable(table);
    answer.replaceChildren(table);
    answer.hidden = false;
    said.textContent = `${bindings.length} row${bindings.length === 1 ? "" : "s"} in ${seconds} s.`;
  }
  let base = "";
  terms().then(found => { base = found.base; }).catch(() => {});
  function cell(name, term) {
    if (!term) return "";
    if (term.type === "uri") {
      const link = document.createElement("a");
      const own = term.value.startsWith(base) || term.value.includes("/inspection-kg/vocab/");
      if (!own && !/^https?:/.test(term.value)) return term.value;
      link.href = own ? `about?${new URLSearchParams({iri: term.value})}` : term.value;
      if (!own) link.rel = "noreferrer";
      link.textContent = term.value.startsWith(base) ? term.value.slice(base.length) : term.value;
      return link;
    }
    if (!/quote$|^text$/.test(name)) return term.value;
    const words = document.createElement("q");
    words.textContent = term.value;
    words.dir = "auto";
    return words;
  }
  $("asking").addEventListener("submit", event => { event.preventDefault(); run(); });
  $("stop").addEventListener("click", () => asking && asking.abort());

  const given = new URLSearchParams(location.search);
  if (given.get("query")) query.value = given.get("query");
  if (given.get("question")) open(given.get("question"));
  changed();
  if (given.get("query")) run();
})();
