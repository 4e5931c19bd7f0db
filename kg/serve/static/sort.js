"use strict";
// Tables that a reader can sort: a button in each head; numbers by value, all else as text. `kgSortable(table)` makes one.
window.kgSortable = table => {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = [...body.rows].map((row, first) => [row.cells[place].textContent.trim(), first, row]);
      const number = text => text !== "" && Number.isFinite(Number(text)) ? Number(text) : null;
      keyed.sort(([a, i], [b, j]) => {
        const [x, y] = [number(a), number(b)];
        const order = x !== null && y !== null ? x - y : a.localeCompare(b, "en");
        return (down ? -order : order) || i - j;
      });
      body.append(...keyed.map(([, , row]) => row));
    });
  });
};
for (const table of document.querySelectorAll("table[data-sortable]")) window.kgSortable(table);
