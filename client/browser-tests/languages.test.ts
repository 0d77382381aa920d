import { expect, test } from "bun:test";
import { type AppPage, offer } from "./harness/app.ts";
import { chromium, firefoxReading } from "./harness/browsers.ts";
import { makeFile } from "./harness/files.ts";
import { useServer } from "./harness/visits.ts";

const visit = useServer();

/** What a page has shown as its first heading and as its language, whenever either changed. */
interface Shown {
  readonly shown?: string[];
}

/** Runs in the page before its own code. */
function watch() {
  const shown: string[] = [];
  (window as Shown & { shown?: string[] }).shown = shown;
  new MutationObserver(() => {
    const heading = document.querySelector("h1")?.textContent;
    if (heading && heading !== shown.at(-1)) shown.push(heading);
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

const readsGerman = () => Object.defineProperty(navigator, "languages", { get: () => ["de-AT", "de", "en"] });
const readsArabic = () => Object.defineProperty(navigator, "languages", { get: () => ["ar-EG"] });

const documentOf = ({ tab }: AppPage) =>
  tab.page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    shown: (window as Shown).shown ?? [],
  }));

/** Names of the files of words that a page has asked for: de, fr. */
const wordsOf = ({ tab }: AppPage) =>
  tab.requests.flatMap((url) => /\/assets\/(de|es|fr|zh-Hans|ja|ar)-[^/]*\.js$/.exec(url)?.[1] ?? []);

test("[LANG8] a reader of German is shown German from the first moment on, for one more request", async () => {
  const english = await visit(chromium("a"), { before: watch });
  const german = await visit(chromium("a"), { before: [readsGerman, watch] });
  await english.untilText("Send files");
  await german.untilText("Dateien senden");
  expect(await documentOf(english)).toEqual({ lang: "en", dir: "ltr", shown: ["Send files"] });
  expect(await documentOf(german)).toEqual({ lang: "de", dir: "ltr", shown: ["Dateien senden"] });
  expect([wordsOf(english), wordsOf(german)]).toEqual([[], ["de"]]);
});

test("[LANG2] Firefox tells by its settings that its person reads French", async () => {
  const page = await visit(firefoxReading("fr-CA,fr,en"));
  await page.untilText("Envoyer des fichiers");
  expect((await documentOf(page)).lang).toBe("fr");
  expect(wordsOf(page)).toEqual(["fr"]);
});

test("[LANG2] what was chosen on the page holds over a reload", async () => {
  const page = await visit(chromium("a"), { before: readsGerman });
  await page.untilText("Dateien senden");
  await page.tab.page.evaluate(() => localStorage.setItem("p2p-share.language", "es"));
  await page.tab.page.reload();
  await page.untilText("Enviar archivos");
  expect((await documentOf(page)).lang).toBe("es");
});

test("[LANG8] two people send each other a file in German and in Arabic, which runs from right to left", async () => {
  const file = makeFile({ name: "größe.bin", size: 100_000 });
  const sender = await visit(chromium("a"), { before: readsGerman });
  const receiver = await visit(chromium("a"), { before: readsArabic });
  await offer(sender, receiver, [file]);
  await receiver.accept();
  const [arrived] = await receiver.until("done");
  expect(arrived?.sha256).toBe(file.sha256);
  await sender.untilText("1 Datei, 100\u00a0kB, geprüft");
  expect(await documentOf(receiver)).toMatchObject({ lang: "ar", dir: "rtl" });
});
