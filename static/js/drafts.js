// Keeps what is typed into a form until it is sent, so that a lost session loses nothing.
(function () {
  "use strict";

  const PAUSE = 1500;

  function token(form) {
    return form.querySelector("input[name='csrfmiddlewaretoken']").value;
  }

  function fieldsOf(form) {
    const fields = {};
    new FormData(form).forEach(function (value, name) {
      const field = form.elements[name];
      if (typeof value !== "string" || (field && field.type === "hidden")) return;
      (fields[name] = fields[name] || []).push(value);
    });
    return fields;
  }

  function send(notice, form, method, more) {
    const told = Object.assign({ path: location.pathname, form: form.dataset.draft }, more);
    return fetch(notice.dataset.url, {
      method: method,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token(form) },
      body: JSON.stringify(told),
      keepalive: true,
    });
  }

  function restore(form, fields) {
    Array.from(form.elements).forEach(function (field) {
      if (!field.name || field.type === "hidden" || field.type === "file") return;
      const values = fields[field.name] || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.multiple) Array.from(field.options).forEach(function (o) { o.selected = values.includes(o.value); });
      else if (values.length) field.value = values[0];
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function offer(notice, form, draft) {
    const shown = notice.content.firstElementChild.cloneNode(true);
    shown.querySelector("[data-draft-time]").textContent = draft.saved_at;
    shown.querySelector("[data-draft-restore]").addEventListener("click", function () {
      restore(form, draft.fields);
      shown.remove();
      const first = form.querySelector("input:not([type='hidden']), select, textarea");
      if (first) first.focus();
    });
    shown.querySelector("[data-draft-forget]").addEventListener("click", function () {
      send(notice, form, "DELETE");
      shown.remove();
    });
    form.before(shown);
  }

  function typed(form) {
    return form.querySelector("textarea, select, input:not([type='hidden']):not([type='submit'])") !== null;
  }

  function watch(notice, form, number) {
    if (form.enctype === "multipart/form-data" || form.querySelector("[type='password']") || !typed(form)) return;
    form.dataset.draft = String(number);
    const first = JSON.stringify(fieldsOf(form));
    let timer;
    form.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () { send(notice, form, "POST", { fields: fieldsOf(form) }); }, PAUSE);
    });
    form.addEventListener("submit", function () { clearTimeout(timer); });
    const query = new URLSearchParams({ path: location.pathname, form: form.dataset.draft });
    fetch(notice.dataset.url + "?" + query)
      .then(function (answer) { return answer.status === 200 ? answer.json() : null; })
      .then(function (draft) { if (draft && JSON.stringify(draft.fields) !== first) offer(notice, form, draft); });
  }

  document.addEventListener("DOMContentLoaded", function () {
    const notice = document.getElementById("draft-notice");
    if (notice) document.querySelectorAll("main form[method='post']").forEach(function (form, number) { watch(notice, form, number); });
  });
})();
