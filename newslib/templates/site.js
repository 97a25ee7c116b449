(function () {
"use strict";
var d = document, up = d.body.dataset.up;
function fold(s) { return s.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""); }
function split(s) { return fold(s).split(/\s+/).filter(Boolean); }
function holds(text, words) { return words.every(function (word) { return text.includes(word); }); }
function make(tag, words, to) { var e = d.createElement(tag); e.textContent = words; if (to) e.href = to; return e; }
function key(cell, number) {
  var found = number && cell.replace(/,/g, "").match(/^\D{0,12}(\d+(\.\d+)?)/);
  return found ? parseFloat(found[1]) : number ? "" : fold(cell);
}
function compare(p, q, down) {
  if (p === "" || q === "") return (p === "") - (q === "");
  return (p < q ? -1 : p > q ? 1 : 0) * (down ? -1 : 1);
}
function sortable(table, sorted, down, click) {
  Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
    var button = make("button", head.textContent);
    button.type = "button"; button.title = "Sort by this column";
    head.textContent = ""; head.appendChild(button);
    if (column === sorted) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    button.addEventListener("click", function () { click(column, head.getAttribute("aria-sort") === "ascending"); });
  });
}
function address(part, asked) {
  return part + "#" + encodeURIComponent(asked.words) + "&" + encodeURIComponent(JSON.stringify(asked));
}
var box = d.querySelector(".filter"), input = box && box.querySelector("input"), status = box && box.querySelector("[role=status]");
if (box) box.hidden = false;
var list = d.querySelector(".list table"), index = d.getElementById("index");
if (list) {
  var body = list.tBodies[0], rows = Array.from(body.rows), texts = rows.map(function (row) { return fold(row.textContent); });
  var all = box.querySelector(".all"), whole = all && JSON.parse(all.dataset.of);
  var far = function (more) { return address(all.getAttribute("href"), Object.assign({words: input.value}, whole, more)); };
  input.addEventListener("input", function () {
    var words = split(input.value), n = 0;
    rows.forEach(function (row, i) { row.hidden = !holds(texts[i], words); if (!row.hidden) n++; });
    status.textContent = words.length ? n + " of " + rows.length + " rows of this page" : "";
  });
  if (all) all.addEventListener("click", function (e) { e.preventDefault(); location.href = far({}); });
  sortable(list, -1, false, function (column, down) {
    if (all) { location.href = far({sort: column}); return; }
    var heads = Array.from(list.tHead.rows[0].cells), number = "number" in heads[column].dataset;
    function cell(row) { return key(row.cells[column] ? row.cells[column].textContent.trim() : "", number); }
    rows.sort(function (a, b) { return compare(cell(a), cell(b), down); });
    heads.forEach(function (head) { head.removeAttribute("aria-sort"); });
    heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.forEach(function (row) { body.appendChild(row); });
  });
}
if (index) {
  var FEW = 20, MANY = 100, found = JSON.parse(index.textContent), hits = d.getElementById("hits"), kinds = found.kinds;
  var choice = box.querySelector("select"), names = location.pathname.split("/");
  var part = Math.max(found.parts.indexOf(names[names.length - 1]), 0);
  kinds.forEach(function (kind, k) { var one = make("option", kind.name); one.value = k; choice.appendChild(one); });
  var read = function (row, n) {
    var cells = row.slice(3).map(function (cell) { return typeof cell === "number" ? found.strings[cell] : cell; });
    return {kind: row[0], to: found.strings[row[1]] + row[2], place: found.start + n, cells: cells};
  };
  var order = function (asked) {
    var chosen = kinds[asked.kind], number = chosen && chosen.numbers.includes(asked.sort);
    return function (a, b) {
      var by = asked.sort >= 0 ? compare(key(a.cells[asked.sort], number), key(b.cells[asked.sort], number), asked.down) : 0;
      return by || a.place - b.place;
    };
  };
  var fits = function (asked, row) {
    return (asked.kind < 0 || asked.kind === row.kind) && asked.only.every(function (one) {
      var value = row.cells[kinds[row.kind].facets.indexOf(one[0]) + kinds[row.kind].heads.length] || "";
      return value === one[1];
    });
  };
  var look = function (asked) {
    var words = split(asked.words), by = order(asked), most = asked.kind < 0 ? FEW : MANY;
    if (!words.length && asked.kind < 0) return;
    found.rows.forEach(function (packed, n) {
      var row = read(packed, n);
      if (!fits(asked, row) || !holds(fold(row.cells.join(" ")), words)) return;
      asked.counts[row.kind]++;
      if (!asked.after || by(asked.after, row) < 0) asked.rows[row.kind].push(row);
    });
    asked.rows = asked.rows.map(function (own) { return own.sort(by).slice(0, most); });
  };
  var begun = function (more) {
    var asked = Object.assign({words: input.value, kind: -1, only: [], sort: -1, down: false, after: null}, more);
    if (typeof asked.kind === "string") asked.kind = kinds.findIndex(function (kind) { return kind.id === asked.kind; });
    return Object.assign(asked, {counts: kinds.map(function () { return 0; }), rows: kinds.map(function () { return []; })});
  };
  var show = function (asked, note) {
    hits.textContent = "";
    kinds.forEach(function (kind, k) {
      var own = asked.rows[k] || [];
      if (!own.length) return;
      hits.appendChild(make("h2", kind.name + ": " + asked.counts[k]));
      var around = make("div", ""), table = make("table", ""), head = table.createTHead().insertRow(), body = table.createTBody();
      around.className = "table stacked list"; around.tabIndex = 0; around.setAttribute("role", "group"); around.setAttribute("aria-label", kind.name);
      kind.heads.forEach(function (name, column) {
        var th = make("th", name);
        th.scope = "col"; th.className = kind.counts.includes(column) ? "n" : "";
        head.appendChild(th);
      });
      own.forEach(function (row) {
        if (!/^[\w.\/#-]+$/.test(row.to)) return;
        var line = body.insertRow();
        kind.heads.forEach(function (name, column) {
          var cell = line.insertCell(), words = row.cells[column] || "";
          cell.dataset.head = words === "1" ? name.replace(/s$/, "") : name;
          cell.className = kind.counts.includes(column) ? "n" : /^\d{4}-\d\d-\d\d$/.test(words) ? "day" : "";
          if (column === kind.link) cell.appendChild(make("a", words || row.to, row.to)); else cell.textContent = words;
        });
      });
      var again = {kind: k, only: asked.only, words: asked.words};
      sortable(table, asked.sort, asked.down, function (column, down) { go(begun(Object.assign(again, {sort: column, down: down}))); });
      around.appendChild(table); hits.appendChild(around);
      if (own.length >= (asked.kind < 0 ? FEW : MANY)) {
        var next = make("button", asked.kind < 0 ? "All " + kind.name : "The next " + MANY);
        next.type = "button";
        next.addEventListener("click", function () {
          go(begun(Object.assign(again, asked.kind < 0 ? {} : {sort: asked.sort, down: asked.down, after: own[own.length - 1]})));
        });
        hits.appendChild(next);
      }
    });
    var n = asked.counts.reduce(function (a, b) { return a + b; }, 0);
    var only = asked.only.map(function (one) { return one[0] + " " + (one[1] || "not said"); }).join(", ");
    status.textContent = n || split(asked.words).length ? n + " found" + (only && ", " + only) + note : "";
  };
  var go = function (asked) {
    var to = address(found.parts[0], asked);
    if (part || location.hash === to.slice(to.indexOf("#"))) location.href = to;
    if (!part) { location.hash = to.slice(to.indexOf("#")); through(); }
  };
  var through = function () {
    var told = location.hash.slice(1).split("&"), asked = null;
    input.value = decodeURIComponent(told[0]);
    try { asked = JSON.parse(decodeURIComponent(told[1])); } catch (e) { asked = null; }
    asked = asked && asked.rows ? Object.assign(asked, {words: input.value}) : begun(asked || {});
    if (part && asked.part !== part) { location.replace(address(found.parts[0], begun(asked))); return; }
    choice.value = asked.kind;
    look(asked);
    if ((split(asked.words).length || asked.kind >= 0) && part + 1 < found.parts.length) {
      asked.part = part + 1;
      location.replace(address(found.parts[part + 1], asked));
    } else show(asked, "");
  };
  input.addEventListener("input", function () {
    var asked = begun({kind: Number(choice.value)});
    look(asked); show(asked, found.parts.length > 1 ? " in this part; Enter searches every part" : "");
  });
  input.addEventListener("keydown", function (e) { if (e.key === "Enter") go(begun({kind: Number(choice.value)})); });
  choice.addEventListener("change", function () { go(begun({kind: Number(choice.value)})); });
  through(); input.focus();
} else {
  var form = make("p", ""), label = make("label", "Search everything "), field = d.createElement("input");
  form.className = "search"; field.type = "search"; label.appendChild(field); form.appendChild(label);
  field.addEventListener("keydown", function (e) { if (e.key === "Enter" && field.value.trim()) location.href = up + "search.html#" + encodeURIComponent(field.value.trim()); });
  var menu = d.getElementById("menu");
  menu.insertBefore(form, menu.firstChild);
}
function unfold() {
  var goal = location.hash && d.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (var e = goal && goal.parentElement; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  if (goal && goal.scrollIntoView) goal.scrollIntoView({block: "center"});
}
if (!index) { addEventListener("hashchange", unfold); unfold(); }
})();
