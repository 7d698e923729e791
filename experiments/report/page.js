// The switch works without this; it only keeps the page's language and title true for readers and screen readers.
(function () {
  var switches = document.querySelectorAll("input.switch");
  function tell(input) {
    document.documentElement.lang = input.value;
    document.title = input.dataset.title;
  }
  switches.forEach(function (input) {
    input.addEventListener("change", function () { tell(input); });
    if (location.hash.slice(1).split("-")[0] === input.value) { input.checked = true; }
    if (input.checked) { tell(input); }
  });
  var target = document.getElementById(location.hash.slice(1));
  if (target) { target.scrollIntoView(); }  // it may have been hidden when the browser looked for it
})();
