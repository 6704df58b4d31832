// F2, or the button "Hide": the page is covered at once and the title says nothing; the same again uncovers it.
(function () {
  "use strict";

  const cover = "covered";
  const title = document.title;

  function toggle() {
    const covered = document.documentElement.classList.toggle(cover);
    document.title = covered ? "An Sinh" : title;
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "F2") {
      event.preventDefault();
      toggle();
    }
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-hide]")) toggle();
  });

  // Going back must not show what was covered or left.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
})();
