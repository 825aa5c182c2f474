/** What the page has before anybody pressed its button: a form, how much comes, and nothing else. */
import { element } from "./parts.js";

/* global MEGABYTES */

const place = document.getElementById("write");
const wanted = new URLSearchParams(location.search);
const slug = /^[a-z0-9-]+$/.test(wanted.get("guide") ?? "") ? wanted.get("guide") : "";

function draw() {
  const name = element("input", { id: "write-name", name: "name", autocomplete: "off", maxlength: "60" });
  name.value = wanted.get("service") ?? "";
  const field = element("p", {}, element("label", { for: "write-name" }, "Which service is it?"), " ", name);
  const button = element("button", { type: "submit", class: "press" }, "Start");
  const size = `Loads ${MEGABYTES} MB from this site, once; your browser keeps them. Nothing that you write leaves your browser before you send it.`;
  const status = element("p", { role: "status" });
  const form = element(
    "form",
    { class: "write-start" },
    slug ? "" : field,
    element("p", {}, button),
    element("p", { id: "write-size" }, size),
    status,
  );
  button.setAttribute("aria-describedby", "write-size");
  if (slug) form.prepend(element("p", {}, `You correct the guide “${slug}”.`));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = "Loading …";
    try {
      const { open } = await import("./app.js");
      await open(place, { name: name.value.trim(), slug, step: wanted.get("step") ?? "" });
    } catch (error) {
      button.disabled = false;
      status.textContent = `It did not start: ${error.message}. Try again, or use one of the other ways.`;
    }
  });
  document.head.append(element("link", { rel: "stylesheet", href: new URL("./write.css", import.meta.url).href }));
  place.replaceChildren(form);
}

if (place) draw();
