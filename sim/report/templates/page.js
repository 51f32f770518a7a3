(function () {
  "use strict";
  var d = document, r = d.documentElement;
  function $(s, e) { return (e || d).querySelector(s); }
  function $$(s, e) { return [].slice.call((e || d).querySelectorAll(s)); }
  $$("#theme,.find,.seg,.act").forEach(function (e) { e.hidden = false; });
  var modes = ["auto", "light", "dark"], mode = 0, theme = $("#theme");
  theme.onclick = function () {
    mode = (mode + 1) % 3;
    if (mode) { r.setAttribute("data-theme", modes[mode]); } else { r.removeAttribute("data-theme"); }
    theme.textContent = "Theme: " + modes[mode];
  };
  function press(group, button) {
    $$("button", group).forEach(function (each) { each.setAttribute("aria-pressed", String(each === button)); });
  }
  $$("figure .seg").forEach(function (group) {
    var figure = group.closest("figure");
    $$("button", group).forEach(function (button) {
      button.onclick = function () {
        press(group, button);
        $$("[data-s]", figure).forEach(function (part) { part.hidden = part.getAttribute("data-s") !== button.value; });
      };
    });
  });
  var pick = $("#pick");
  if (pick) {
    r.setAttribute("data-pick", "1");
    $$("button", pick).forEach(function (button) {
      button.onclick = function () { press(pick, button); r.setAttribute("data-pick", button.value); };
    });
  }
  function save(name, href) {
    var a = d.createElement("a");
    a.href = href; a.download = name; a.click();
    setTimeout(function () { URL.revokeObjectURL(href); }, 5000);
  }
  function saveText(name, type, text) { save(name, URL.createObjectURL(new Blob([text], { type: type }))); }
  function cellText(cell) {
    var parts = [], small = $$("small", cell).map(function (each) { return each.textContent.trim(); });
    var copy = cell.cloneNode(true);
    $$("small", copy).forEach(function (each) { each.remove(); });
    parts.push(cell.getAttribute("data-v") || copy.textContent.trim());
    return parts.concat(small).filter(Boolean).join(" | ").replace(/\u2212/g, "-").replace(/"/g, '""');
  }
  function csv(table) {
    return $$("tr", table).map(function (row) {
      return $$("th,td", row).map(function (cell) { return '"' + cellText(cell) + '"'; }).join(",");
    }).join("\r\n") + "\r\n";
  }
  function seen(svg) { return svg.getBoundingClientRect().width > 0; }
  function whole(figure) {
    var svgs = $$("svg", figure).filter(seen), gap = 26, x = 0, tall = 0, inner = "";
    var style = getComputedStyle(r), text = new XMLSerializer();
    svgs.forEach(function (svg) {
      var box = svg.viewBox.baseVal, copy = svg.cloneNode(true), title = $("p", svg.parentNode);
      copy.setAttribute("x", x); copy.setAttribute("y", title ? 24 : 0);
      copy.setAttribute("width", box.width); copy.setAttribute("height", box.height);
      if (title) { inner += '<text x="' + x + '" y="14" font-size="14" fill="var(--ink)">' + title.textContent.replace(/&/g, "&amp;").replace(/</g, "&lt;") + "</text>"; }
      inner += text.serializeToString(copy);
      x += box.width + gap; tall = Math.max(tall, box.height + (title ? 24 : 0));
    });
    function value(name) {
      var found = style.getPropertyValue(name).trim(), inside = /^var\((--[a-z0-9]+)\)$/.exec(found);
      return inside ? value(inside[1]) : found;
    }
    var w = Math.max(x - gap, 1);
    var svg = '<svg xmlns="http://www.w3.org/2000/svg" width="' + w + '" height="' + tall + '" viewBox="0 0 ' + w + " " + tall + '" font-family="Source Sans 3, Helvetica, Arial, sans-serif"><style>text[stroke]{paint-order:stroke}</style><rect width="100%" height="100%" fill="var(--bg)"/>' + inner + "</svg>";
    return { width: w, height: tall, text: svg.replace(/var\((--[a-z0-9]+)\)/g, function (all, name) { return value(name); }) };
  }
  function png(figure) {
    var drawn = whole(figure), image = new Image();
    image.onload = function () {
      var canvas = d.createElement("canvas");
      canvas.width = drawn.width * 2; canvas.height = drawn.height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { save(figure.id + ".png", URL.createObjectURL(blob)); });
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(drawn.text);
  }
  var acts = {
    t: function (figure, button) {
      var table = $(".ftab", figure);
      table.hidden = !table.hidden;
      button.setAttribute("aria-expanded", String(!table.hidden));
    },
    c: function (figure) { saveText(figure.id + ".csv", "text/csv", csv($("table", figure))); },
    s: function (figure) { saveText(figure.id + ".svg", "image/svg+xml", whole(figure).text); },
    p: png
  };
  $$("figure,.shown").forEach(function (figure) {
    $$(".act button", figure).forEach(function (button) {
      button.onclick = function () { acts[button.getAttribute("data-a")](figure, button); };
    });
  });
  var q = $("#q"), quality = $("#qy"), rows = $$("#nums tbody tr"), count = $("#cnt");
  function filter() {
    var words = q.value.toLowerCase(), wanted = quality.value, shown = 0;
    rows.forEach(function (row) {
      var fits = (!words || row.textContent.toLowerCase().indexOf(words) >= 0) && (!wanted || row.getAttribute("data-q").indexOf(wanted) >= 0);
      row.hidden = !fits;
      if (fits) { shown += 1; }
    });
    count.textContent = shown + " of " + rows.length + " numbers";
  }
  if (q) { q.oninput = quality.onchange = filter; filter(); }
  if ("IntersectionObserver" in window) {
    var links = {};
    $$("nav a").forEach(function (a) { links[a.getAttribute("href").slice(1)] = a; });
    var watcher = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting || !links[entry.target.id]) { return; }
        $$("nav a.on").forEach(function (a) { a.classList.remove("on"); a.removeAttribute("aria-current"); });
        links[entry.target.id].classList.add("on");
        links[entry.target.id].setAttribute("aria-current", "true");
      });
    }, { rootMargin: "-10% 0px -75% 0px" });
    $$("main section").forEach(function (section) { watcher.observe(section); });
  }
}());
