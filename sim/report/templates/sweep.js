(function () {
  "use strict";
  var d = document, holder = d.getElementById("grid");
  if (!holder) { return; }
  var G = JSON.parse(holder.textContent), F = G.factors, M = G.measures, last = F.length - 1, NS = "http://www.w3.org/2000/svg";
  function $(s) { return d.querySelector(s); }
  function $$(s) { return [].slice.call(d.querySelectorAll(s)); }
  var ms = $("#ms"), tg = $("#tg"), sliders = $$(".fx"), isSet = false;
  function place(levels) { return levels.reduce(function (sum, level, k) { return sum * F[k].texts.length + level; }, 0); }
  function at(m, levels) { return M[m].v[place(levels)]; }
  function beside(levels) {
    if (!last) { return ""; }
    var others = F.slice(0, last).map(function (f, k) { return f.words[levels[k]]; });
    return ", with " + (others.length > 1 ? others.slice(0, -1).join(", ") + " and " + others[others.length - 1] : others[0]);
  }
  function sentence(m, levels, step) {
    var other = levels.slice(0, last).reduce(function (sum, level, k) { return sum * F[k].texts.length + level; }, 0);
    var parts = step === null ? M[m].effects[other] : [M[m].heads[M[m].reached[other][step]], M[m].tails[step]];
    return parts[0] + beside(levels) + ": " + parts[1];
  }
  function heat(m, levels, t) {
    var b = M[m].targets, low = b[0][0], span = (b[b.length - 1][0] - low) || 1, w = G.cell[0], h = G.cell[1], n = F[0].texts.length, k = F[last].texts.length, path = "";
    function value(i, j) { return at(m, [i].concat(levels.slice(1, last), [j])); }
    $$("#hm rect.c").forEach(function (square) {
      var i = +square.getAttribute("data-i"), j = +square.getAttribute("data-j"), v = value(i, j);
      square.setAttribute("fill", v ? "var(--u" + Math.min(4, Math.floor((v[0] - low) / span * 5)) + ")" : "url(#na)");
      square.firstChild.textContent = F[0].texts[i] + ", " + F[last].texts[j] + ": " + (v ? v[1] : "none");
    });
    function under(i, j) { var v = i < n && j < k && i >= 0 && j >= 0 && value(i, j); return v && t !== null ? v[0] <= t : null; }
    for (var i = 0; i < n; i += 1) {
      for (var j = 0; j < k; j += 1) {
        var here = under(i, j), y = (k - 1 - j) * h;
        if (here === null) { continue; }
        if (under(i + 1, j) === !here) { path += "M" + (i + 1) * w + "," + y + "v" + h; }
        if (under(i, j + 1) === !here) { path += "M" + i * w + "," + y + "h" + w; }
      }
    }
    $("#fr").setAttribute("d", path || "M0,0");
    $("#mk").setAttribute("x", levels[0] * w - 1);
    $("#mk").setAttribute("y", (k - 1 - levels[last]) * h - 1);
    $("#lg").innerHTML = [0, 1, 2, 3, 4].map(function (step) {
      return '<span><i style="background:var(--u' + step + ')"></i>' + M[m].edges[step] + " to " + M[m].edges[step + 1] + "</span>";
    }).join("") + (t === null ? "" : '<span><i style="background:var(--s2);height:3px;vertical-align:4px"></i>the target</span>');
  }
  function mark(svg, name, x1, x2, y1, y2, dash) {
    var line = svg.querySelector("." + name) || svg.appendChild(d.createElementNS(NS, "line"));
    line.setAttribute("class", name);
    [["x1", x1], ["x2", x2], ["y1", y1], ["y2", y2], ["stroke", name === "mk" ? "var(--ink)" : "var(--s2)"], ["stroke-width", 1.5], ["stroke-dasharray", dash]].forEach(function (pair) { line.setAttribute(pair[0], pair[1]); });
  }
  function lines(m, levels, t) {
    $$("[data-m]").forEach(function (part) { part.hidden = +part.getAttribute("data-m") !== m; });
    var svg = $("[data-m='" + m + "'] svg"), f = G.frame, places = F[0].places, e = M[m].ends;
    var least = Math.min.apply(null, places), most = Math.max.apply(null, places);
    var x = f[0] + (f[1] - f[0]) * (places[levels[0]] - least) / ((most - least) || 1), y = f[3] - (f[3] - f[2]) * ((t === null ? e[0] : t) - e[0]) / (e[1] - e[0]);
    mark(svg, "mk", x, x, f[2], f[3], "2 3");
    mark(svg, "tl", f[0], t === null ? f[0] : f[1], y, y, "6 4");
  }
  function draw() {
    var m = +ms.value, levels = sliders.map(function (s) { return +s.value; }), step = isSet ? +tg.value : null;
    var t = step === null ? null : M[m].targets[step][0], told = step === null ? "none set" : M[m].targets[step][1];
    levels.forEach(function (level, k) { $("#o" + k).textContent = F[k].texts[level]; sliders[k].setAttribute("aria-valuetext", F[k].texts[level]); });
    $("#ot").textContent = told;
    tg.setAttribute("aria-valuetext", told);
    $("#brk").textContent = sentence(m, levels, step);
    var rows = $$("#rd tr");
    M.forEach(function (measure, k) {
      var v = at(k, levels), parts = rows[k].lastElementChild.children;
      [0, 1, 2].forEach(function (part) { parts[part].textContent = v ? v[part + 1] : part ? "" : "none"; });
    });
    if (last) { heat(m, levels, t); } else { lines(m, levels, t); }
  }
  sliders.forEach(function (slider) { slider.oninput = draw; });
  tg.oninput = function () { isSet = true; draw(); };
  ms.onchange = function () { isSet = false; draw(); };
  var map = $("#hm");
  if (map) {
    map.addEventListener("click", function (event) {
      var square = event.target;
      if (square.classList.contains("c")) {
        sliders[0].value = square.getAttribute("data-i");
        sliders[last].value = square.getAttribute("data-j");
        draw();
      }
    });
  }
  draw();
}());
