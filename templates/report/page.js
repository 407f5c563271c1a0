// Sorting and filtering of the page's tables: an extra for who reads at a desk; without it everything is there in the plan's order.
(() => {
  const decimal = document.documentElement.dataset.decimal || ".";
  const scale = { "": 1, "%": 1, k: 1e3, M: 1e6, bn: 1e9 };
  const words = (cell) => (cell.querySelector("span") || cell).firstChild?.textContent.trim() || "";
  const figure = (text) => {
    const found = /^([+−]?)%?\s?(\d[\d.,'’،٫⹁\s]*)(%|k|M|bn)?$/.exec(text.replace(/\s(?=%)/, ""));
    if (!found) return NaN;
    const plain = [...found[2]].map((c) => (c === decimal ? "." : /\d/.test(c) ? c : "")).join("");
    return (found[1] === "−" ? -1 : 1) * Number(plain) * scale[found[3] || ""];
  };
  const sort = (table, head, at, rows, sum, numeric) => {
    const down = head.getAttribute("aria-sort") === "descending" ? false : numeric || head.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("[aria-sort]").forEach((h) => h.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => words(row.cells[at]);
    const order = (a, b) => (numeric ? figure(key(a)) - figure(key(b)) : key(a).localeCompare(key(b), "en", { numeric: true }));
    const told = rows.filter((row) => !numeric || !isNaN(figure(key(row))));
    const rest = rows.filter((row) => !told.includes(row));                  // a dash is neither large nor small
    told.sort((a, b) => (down ? order(b, a) : order(a, b)));
    table.tBodies[0].append(...told, ...rest, ...sum);
  };
  const filter = (table, rows, sum) => {
    const field = Object.assign(document.createElement("input"), { type: "search", placeholder: "Filter rows" });
    field.setAttribute("aria-label", "Filter rows: " + table.caption.textContent);
    const told = Object.assign(document.createElement("span"), { role: "status" });
    field.addEventListener("input", () => {
      const asked = field.value.trim().toLowerCase();
      rows.forEach((row) => (row.hidden = !row.textContent.toLowerCase().includes(asked)));
      sum.forEach((row) => (row.hidden = asked !== ""));                    // the total is of all rows
      told.textContent = asked ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
    });
    const line = document.createElement("p");
    line.className = "filter";
    line.append(field, told);
    table.parentElement.before(line);
  };
  document.querySelectorAll("table.data").forEach((table) => {
    const all = [...table.tBodies[0].rows];
    const sum = all.filter((row) => row.classList.contains("sum"));
    const rows = all.filter((row) => !sum.includes(row));
    if (rows.length < 4) return;
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const texts = rows.map((row) => words(row.cells[at])).filter((text) => text !== "–");
      const numeric = texts.length > 0 && texts.every((text) => !isNaN(figure(text)));
      if (!numeric && !head.classList.contains("l")) return;                // "46 of 219" has no one order
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, at, rows, sum, numeric));
    });
    if (rows.length > 12) filter(table, rows, sum);
  });
})();
