import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Elysia } from "elysia";
import type { AuthorityCertificate } from "../ports/certificate-maker.ts";
import { acceptedLanguages, languageAmong } from "./accept-language.ts";
import { deviceOf } from "./device.ts";
import { escaped } from "./escaped.ts";
import { mobileProfile } from "./mobile-profile.ts";
import { readPage } from "./page.ts";
import { securityHeaders } from "./security-headers.ts";

/** Where the build has the page, in one file for each language: `de.html`. */
const FOLDER = "authority";
const ENDING = ".html";

/** For those who read none of the languages that there are. */
const DEFAULT_LANGUAGE = "en";

export interface AuthorityPageOptions {
  /** Where the built client is. */
  readonly directory: string;
  readonly authority: AuthorityCertificate;
  readonly httpsPort: () => number | undefined;
}

/**
 * `GET /ca` and what can be downloaded there. It needs no script, and no https. `?lang=de` shows a language; without it
 * the browser's own wishes do.
 */
export function authorityPage({ directory, authority, httpsPort }: AuthorityPageOptions) {
  const { name, fingerprint, pem } = authority;
  return new Elysia({ name: "authority-page" })
    .get("/ca", async ({ request }) => {
      const language = await languageOf(request, directory);
      const template = await readPage(join(directory, FOLDER), `${language}${ENDING}`);
      const https = httpsAddress(request.url, httpsPort() ?? 443);
      const page = filled(template, { name, fingerprint, https });
      const first = `data-for="${deviceOf(request.headers)}"`;
      return answer(page.replace(first, `${first} open`), "text/html; charset=utf-8", {
        "Content-Language": language,
        Vary: "User-Agent, Accept-Language",
      });
    })
    .get("/ca.crt", () => answer(pem, "application/x-x509-ca-cert"))
    .get("/ca/p2p-share.mobileconfig", () =>
      answer(mobileProfile(authority), "application/x-apple-aspen-config"),
    );
}

/** The tag of a page that there is; nothing else of what was asked for gets into a path. */
async function languageOf({ url, headers }: Request, directory: string): Promise<string> {
  const pages = (await readdir(join(directory, FOLDER))).filter((name) => name.endsWith(ENDING));
  const chosen = URL.parse(url)?.searchParams.get("lang") ?? "";
  const wished = [chosen, ...acceptedLanguages(headers.get("accept-language"))];
  const available = pages.map((name) => name.slice(0, -ENDING.length));
  return languageAmong(wished, available) ?? DEFAULT_LANGUAGE;
}

function httpsAddress(requestUrl: string, port: number): string {
  const hostname = URL.parse(requestUrl)?.hostname ?? "localhost"; // whoever asks may have named no real host
  return new URL(`https://${hostname}:${port}/`).href;
}

/** Puts values where the template has `{{name}}`; a line may end behind a colon of a fingerprint. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    const text = escaped(values[key] ?? "");
    return key === "fingerprint" ? text.replaceAll(":", ":<wbr>") : text;
  });
}

function answer(body: string, type: string, more: Readonly<Record<string, string>> = {}): Response {
  // Never kept: after a new authority an old copy would be the wrong one to trust.
  const headers = { ...securityHeaders, "Content-Type": type, "Cache-Control": "no-store", ...more };
  return new Response(body, { headers });
}
