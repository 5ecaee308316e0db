/*
 * A brief in a page of your own, with fetch and nothing else: the service gives it as one piece of HTML without scripts
 * or frames, which is put behind a shadow root so that the page's styles and its own leave each other alone. The page's
 * origin has to be in DIEMNHAN_CORS_ORIGINS; in public pages, have your own server fetch the card, so that no key is in
 * the page.
 *
 *   <script type="module">
 *     import { embed } from "./embed.mjs";
 *     embed(document.querySelector("#brief"), { server: "http://desk.example:8000", brief: "2f6c...", lang: "en" });
 *   </script>
 *
 *   node examples/embed.mjs SERVER BRIEF [LANG]     prints the card
 */

/** Return a brief as HTML. Throws an Error with the service's cause and remedy. */
export async function card({ server, brief, lang = "en", key }) {
  const address = new URL(`/v1/briefs/${encodeURIComponent(brief)}/card`, server);
  address.searchParams.set("lang", lang);
  const answer = await fetch(address, { headers: key ? { Authorization: `Bearer ${key}` } : {} });
  if (!answer.ok) {
    const problem = await answer.json();
    throw new Error(`${problem.detail} ${problem.remedy}`);
  }
  return answer.text();
}

/** Put a brief into an element of a page; what goes wrong is said in its place. */
export async function embed(element, wanted) {
  const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
  try {
    root.innerHTML = await card(wanted);
  } catch (error) {
    root.textContent = error.message;
  }
}

if (typeof process !== "undefined" && process.argv[1]?.endsWith("embed.mjs")) {
  const [server, brief, lang] = process.argv.slice(2);
  card({ server, brief, lang }).then(console.log, (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
