"use strict";
// What a page does beyond being read: filters of tables, kinds of marks switched on and off, the way from a mark to its
// facts, and the search. Everything works on what is in the page, or on files that lie beside it.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const plain = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'").toLowerCase();

  // Tables: rows whose name holds what was typed, and whose data have what was chosen.
  for (const form of all("form[data-filter]")) {
    const rows = all(`#${form.dataset.filter} tbody tr`);
    const names = rows.map(row => plain(row.querySelector("th").textContent));
    const filter = () => {
      const [name, ...wanted] = [...form.elements].filter(field => field.name);
      let shown = 0;
      rows.forEach((row, place) => {
        const fits = names[place].includes(plain(name.value.trim())) && wanted.every(field => !field.value || row.dataset[field.name] === field.value);
        row.hidden = !fits;
        shown += fits;
      });
      form.querySelector("output").textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", event => event.preventDefault());
    if ([...form.elements].some(field => field.value)) filter();
  }

  // Documents: kinds of marks on and off; a mark leads to its facts beside it.
  for (const box of all(".legend input")) {
    const set = () => document.body.classList.toggle(`no-${box.dataset.style}`, !box.checked);
    box.addEventListener("change", set);
    set();
  }
  // The words as they were printed: the piece of the page's picture around them, with the fact that was chosen.
  const SVG = "http://www.w3.org/2000/svg";
  const drawn = (name, values) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    return made;
  };
  const crop = fact => {
    all(".crop").forEach(one => one.remove());
    const link = fact && fact.querySelector("a[data-at]");
    const [width, height, ...numbers] = link ? link.dataset.at.split(" ").map(Number) : [];
    if (!numbers.length) return;
    const boxes = numbers.flatMap((n, at) => at % 4 ? [] : [numbers.slice(at, at + 4)]);
    const left = Math.max(0, Math.min(...boxes.map(([x]) => x)) - 64), top = Math.max(0, Math.min(...boxes.map(([, y]) => y)) - 30);
    const right = Math.min(width, Math.max(left + 420, ...boxes.map(([x, , w]) => x + w + 24)));
    const bottom = Math.min(height, Math.max(...boxes.map(([, y, , h]) => y + h + 30)), top + 600);
    const picture = drawn("svg", {viewBox: `${left} ${top} ${right - left} ${bottom - top}`, role: "img", "aria-label": `The words on page ${link.dataset.page}, as printed`, class: fact.className});
    picture.append(drawn("image", {href: link.getAttribute("href").replace(/\.html#.*/, `/${link.dataset.page}.png`), width, height}));
    for (const [x, y, w, h] of boxes) picture.append(drawn("rect", {x, y, width: w, height: h}));
    const made = document.createElement("a");
    made.className = "crop paper";
    made.href = link.getAttribute("href");
    made.append(picture);
    fact.append(made);
  };
  const light = id => {
    all(".on").forEach(one => one.classList.remove("on"));
    if (!id.startsWith("p-")) return;
    all(`[data-of="${CSS.escape(id)}"], .beside li:has(> a[href="#${CSS.escape(id)}"])`).forEach(one => one.classList.add("on"));
    const fact = document.querySelector(".beside li.on");
    crop(fact);
    if (fact && fact.parentElement.scrollHeight > fact.parentElement.clientHeight) fact.parentElement.scrollTop = fact.offsetTop - 60; // counts from the list, which is positioned
  };
  for (const text of all(".text")) {
    text.addEventListener("click", event => {
      const mark = event.target.closest("mark");
      if (!mark || String(getSelection())) return;
      history.replaceState(null, "", "#" + (mark.id || mark.dataset.of));
      light(mark.id || mark.dataset.of);
    });
  }
  addEventListener("hashchange", () => light(location.hash.slice(1)));
  light(location.hash.slice(1));

  // Opened for print, and where a link leads into something folded.
  const unfold = () => {
    const aim = location.hash && document.getElementById(location.hash.slice(1));
    for (let at = aim; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (aim) aim.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  if (location.hash) unfold();
  addEventListener("beforeprint", () => all("details").forEach(one => { one.open = true; }));
})();
