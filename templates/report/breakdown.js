// The form of the breakdown explorer. It asks; the kernel reckons and sends back words, tables and lines.
const QUIET = "data-lm-suppress-shortcuts"; // else JupyterLab takes the keys

function made(tag, attributes = {}, words = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = words;
  return element;
}

function labelled(words, control) {
  control.setAttribute(QUIET, "true");
  const label = made("label", {}, words);
  label.append(control);
  return label;
}

function choices(control, options) {
  control.replaceChildren(...options.map(([value, words]) => made("option", { value }, words)));
  return control;
}

function grouped(control, members) {
  const groups = {};
  members.forEach(([group, name], at) => {
    groups[group] ??= made("optgroup", { label: group });
    groups[group].append(made("option", { value: String(at) }, name));
  });
  control.append(...Object.values(groups));
  return control;
}

function render({ model, el }) {
  const ask = (what) => model.send(what);
  const box = made("div", { class: "salesplan", [QUIET]: "true" });
  const bases = made("div", { class: "bases" });
  const lists = {};
  for (const level of model.get("levels")) {
    const list = choices(made("select"), level.options.map((one) => [one.value, one.text]));
    list.addEventListener("change", () => ask({ do: "basis", level: level.level, basis: list.value }));
    lists[level.level] = list;
    bases.append(labelled(level.label, list));
  }

  const member = grouped(choices(made("select"), [["", "All"]]), model.get("members"));
  const spans = model.get("spans").map((name, at) => [String(at), name]);
  const span = choices(made("select"), [["", "Whole period"], ...spans]);
  const hold = choices(made("select"), [["amount", "Exactly"], ["floor", "Not below"], ["cap", "Not above"]]);
  const units = made("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
  const lock = made("button", { type: "button", [QUIET]: "true" }, "Lock");
  const form = made("div", { class: "bases" }); // no form element: in JupyterLab its submit event never came
  form.append(
    labelled("Region, family or route", member), labelled("When", span), labelled("Hold", hold),
    labelled(`Amount, ${model.get("unit")}`, units), lock,
  );
  const add = () => ask({ do: "lock", member: member.value, span: span.value, hold: hold.value, units: units.value });
  lock.addEventListener("click", add);
  units.addEventListener("keydown", (event) => { if (event.key === "Enter") add(); });
  const back = made("button", { type: "button", [QUIET]: "true" }, "Back to the plan");
  back.addEventListener("click", () => ask({ do: "plan" }));
  const held = made("ul", { class: "locks", "aria-label": "Locks" });
  const fields = made("fieldset");
  fields.append(made("legend", {}, "Lock a part"), form, held);

  const told = made("p", { role: "status" });
  const shown = made("div");
  const kept = made("details");
  const lines = made("pre", { tabindex: "0", role: "group", "aria-label": "Lines for plan.yml", [QUIET]: "true" });
  kept.append(made("summary", { [QUIET]: "true" }, "Lines for plan.yml that keep this"), lines);

  const paintLocks = () => {
    const before = [...held.querySelectorAll("button")].indexOf(document.activeElement);
    held.replaceChildren(...model.get("locks").map((words, at) => {
      const item = made("li");
      const free = made("button", { type: "button", "aria-label": `Remove ${words}`, [QUIET]: "true" }, "Remove");
      free.addEventListener("click", () => ask({ do: "free", at: String(at) }));
      item.append(made("span", {}, words), free);
      return item;
    }));
    held.hidden = !held.children.length;
    if (before >= 0) (held.querySelectorAll("button")[before] ?? units).focus(); // the button that had it is gone
  };
  const paint = () => {
    for (const level of model.get("levels")) {
      const list = lists[level.level];
      level.options.forEach((one, at) => {
        list.options[at].disabled = one.off;
        list.options[at].textContent = one.text;
      });
      list.value = level.at;
    }
    told.textContent = model.get("told");
    told.className = model.get("holds") ? "reading" : "reading bad";
    shown.innerHTML = model.get("shown");
    lines.textContent = model.get("lines");
    kept.hidden = !model.get("lines");
  };
  for (const name of ["levels", "told", "holds", "shown", "lines"]) model.on(`change:${name}`, paint);
  model.on("change:locks", paintLocks);
  box.append(bases, fields, told, back, shown, kept);
  el.append(made("style", {}, model.get("css")), box);
  paintLocks();
  paint();
}
export default { render };
