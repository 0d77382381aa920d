import { Elysia } from "elysia";
import type { AuthorityCertificate } from "../ports/certificate-maker.ts";
import { deviceOf } from "./device.ts";
import { escaped } from "./escaped.ts";
import { mobileProfile } from "./mobile-profile.ts";
import { readPage } from "./page.ts";
import { securityHeaders } from "./security-headers.ts";

export interface AuthorityPageOptions {
  /** Where the built client is. */
  readonly directory: string;
  readonly authority: AuthorityCertificate;
  readonly httpsPort: () => number | undefined;
}

/** `GET /ca` and what can be downloaded there. It needs no script, and no https. */
export function authorityPage({ directory, authority, httpsPort }: AuthorityPageOptions) {
  const { name, fingerprint, pem } = authority;
  return new Elysia({ name: "authority-page" })
    .get("/ca", async ({ request }) => {
      const template = await readPage(directory, "ca.html");
      const https = httpsAddress(request.url, httpsPort() ?? 443);
      const page = filled(template, { name, fingerprint, https });
      const first = `data-for="${deviceOf(request.headers)}"`;
      return answer(page.replace(first, `${first} open`), "text/html; charset=utf-8");
    })
    .get("/ca.crt", () => answer(pem, "application/x-x509-ca-cert"))
    .get("/ca/p2p-share.mobileconfig", () =>
      answer(mobileProfile(authority), "application/x-apple-aspen-config"),
    );
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

function answer(body: string, type: string): Response {
  // Never kept: after a new authority an old copy would be the wrong one to trust.
  const headers = {
    ...securityHeaders,
    "Content-Type": type,
    "Cache-Control": "no-store",
    Vary: "User-Agent",
  };
  return new Response(body, { headers });
}
