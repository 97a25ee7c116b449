function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function choice(values, label) {
  const made = element("select", "", ...values.map((value) => Object.assign(element("option", value), { value })));
  made.setAttribute("aria-label", label);
  return made;
}

function button(text, act) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function listed(id, pairs) {
  const known = element("datalist", "", ...pairs.map(([value, says]) => Object.assign(element("option", says), { value })));
  known.id = id;
  return known;
}

function entry(label, list) {
  const made = Object.assign(element("input"), { type: "text", placeholder: label });
  made.setAttribute("aria-label", label);
  if (list) made.setAttribute("list", list.id);
  return made;
}

function place(model, row, send) {
  const placing = model.get("fields").placing;
  const action = element("select", "", ...Object.entries(placing).map(([value, says]) => Object.assign(element("option", says), { value })));
  action.setAttribute("aria-label", "what is wrong with its happening");
  const known = listed(`happenings-${row.claim_id}`, model.get("happenings"));
  const value = entry("which happening", known);
  return element("span", "", action, value, known,
    button("Place", () => send({ action: action.value, field: "happening", value: value.value })));
}

function change(model, row, send) {
  const { actions, words } = model.get("fields");
  const fields = Object.entries(actions).flatMap(([action, names]) => names.map((name) => [name, action]));
  const field = choice(fields.map(([name]) => name), "what is wrong");
  const known = listed(`words-${row.claim_id}`, []);
  const value = entry("what is right", known);
  const fill = () => known.replaceChildren(...words[field.value].map((word) => Object.assign(element("option"), { value: word })));
  field.addEventListener("change", fill);
  fill();
  const action = () => fields.find(([name]) => name === field.value)[1];
  return element("span", "", field, value, known,
    button("Change", () => send({ action: action(), field: field.value, value: value.value })));
}

function claim(model, row) {
  const why = entry("why (kept with the decision)");
  const send = (told) => model.send({ claim_id: row.claim_id, why: why.value, ...told });
  const facts = element("dl", "", ...row.facts.flatMap(([name, text]) => [element("dt", name), element("dd", text)]));
  const made = element("section", "",
    element("p", row.reasons),
    element("blockquote", "", row.before, element("mark", row.quote), row.after),
    element("details", "", element("summary", "What was read"), facts),
    element("div", "",
      button("Right as read", () => send({ action: "confirm" })),
      button("No claim", () => send({ action: "reject" })),
      change(model, row, send), place(model, row, send), why));
  made.dataset.claim = row.claim_id;
  return made;
}

function render({ model, el }) {
  const list = element("div");
  const state = element("p");
  state.setAttribute("role", "status");
  const draw = () => {
    list.replaceChildren(...model.get("rows").map((row) => claim(model, row)));
    state.textContent = `${model.get("message")}. ${model.get("left")} claims to check.`;
    state.classList.toggle("failed", model.get("failed"));
  };
  model.on("change", draw);
  draw();
  el.classList.add("newslib-review");
  el.replaceChildren(state, list);
}

export default { render };
