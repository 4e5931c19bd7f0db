"use strict";
// The search of every page. It loads files of the index that lie beside the pages, as scripts, when they are needed.
(() => {
  const box = document.getElementById("search");
  const list = document.getElementById("hits");
  const up = document.body.dataset.up;
  const waiting = new Map();
  const held = {meta: {}, words: {}, entries: {}};
  const SHOWN = 30;
  const LOOK = 1200;

  window.kgSearch = (what, name, data) => { held[what][name] = data; };
  const load = (what, name, file) => {
    if (held[what][name] !== undefined) return Promise.resolve(held[what][name]);
    if (!waiting.has(file)) waiting.set(file, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `${up}assets/search/${file}.js`;
      script.onload = () => done(held[what][name]);
      script.onerror = () => { waiting.delete(file); failed(new Error(file)); };
      document.head.append(script);
    }));
    return waiting.get(file);
  };
  const plain = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const wordsOf = text => plain(text).match(/[a-z0-9]{2,}/g) || [];
  const numbers = steps => { let at = 0; return steps.split(" ").map(step => (at += Number(step))); };

  // Entries of a word: those of all words that begin with it. Null: too common to have a list.
  async function entriesOf(word, meta) {
    if (!meta.words.includes(word.slice(0, 2))) return [];
    const words = await load("words", word.slice(0, 2), `w-${word.slice(0, 2)}`);
    const found = Object.keys(words).filter(one => one.startsWith(word));
    if (found.some(one => words[one] === "")) return null;
    return [...new Set(found.flatMap(one => numbers(words[one])))].sort((a, b) => a - b);
  }

  async function search(text) {
    const meta = await load("meta", "", "meta");
    const asked = [...new Set(wordsOf(text))];
    if (!asked.length) return {meta, found: null};
    const lists = (await Promise.all(asked.map(word => entriesOf(word, meta)))).filter(Boolean);
    let ids;
    if (lists.length) {
      lists.sort((a, b) => a.length - b.length);
      const sets = lists.slice(1).map(one => new Set(one));
      ids = lists[0].filter(id => sets.every(set => set.has(id)));
    } else ids = Array.from({length: Math.min(meta.count, LOOK)}, (_, place) => place);
    const found = [];
    for (const id of ids.slice(0, LOOK)) {
      const shard = Math.floor(id / meta.each);
      const entry = (await load("entries", shard, `e-${shard}`))[id % meta.each];
      const about = plain(entry.join(" ") + " " + (typeof entry[2] === "number" && meta.docs[entry[2]] ? meta.docs[entry[2]][1] : ""));
      if (asked.every(word => about.includes(word)) || lists.length === asked.length) found.push(entry);
      if (found.length === SHOWN) break;
    }
    // A name that is what was typed comes before one that has it somewhere.
    const typed = plain(text.trim());
    found.sort((a, b) => (plain(b[1]) === typed) - (plain(a[1]) === typed));
    return {meta, found};
  }

  function line(meta, [kind, text, page, more, end]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const where = document.createElement("span");
    const fact = typeof page === "number";
    const doc = fact ? meta.docs[page] : null;
    link.href = up + (fact ? `document/${doc[0]}.html#p-${more}-${end}` : page);
    where.className = "where";
    where.textContent = [meta.kinds[kind], fact ? doc[1] : more].filter(Boolean).join(" · ");
    link.append(document.createTextNode(text), where);
    link.dir = "auto";
    item.append(link);
    return item;
  }

  const close = () => { list.hidden = true; };
  let turn = 0;
  async function show() {
    const mine = ++turn;
    if (!box.value.trim()) return close();
    let said;
    try {
      const {meta, found} = await search(box.value);
      if (mine !== turn) return;
      said = found && found.map(entry => line(meta, entry));
    } catch (error) {
      said = [];
    }
    if (!said || !said.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = said ? "Nothing found." : "Type at least two letters.";
      said = [none];
    }
    list.replaceChildren(...said);
    list.hidden = false;
  }

  let timer;
  box.disabled = false;
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 120); });
  box.addEventListener("focus", () => load("meta", "", "meta").catch(() => {}));
  const links = () => [...list.querySelectorAll("a")];
  document.querySelector(".seek").addEventListener("keydown", event => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); box.focus(); }
    else if (event.key === "Enter" && event.target === box && all[0] && !list.hidden) all[0].click();
    else if (event.key === "ArrowDown" && all.length) { event.preventDefault(); all[Math.min(at + 1, all.length - 1)].focus(); }
    else if (event.key === "ArrowUp" && all.length) { event.preventDefault(); at > 0 ? all[at - 1].focus() : box.focus(); }
  });
  document.addEventListener("click", event => { if (!event.target.closest(".seek")) close(); });
  document.querySelector(".seek").addEventListener("focusout", event => { if (event.relatedTarget && !event.relatedTarget.closest(".seek")) close(); });
  document.documentElement.dataset.ready = "true";
})();
