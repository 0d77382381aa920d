import { acceptedCodings } from "./content-coding.ts";
import { securityHeaders } from "./security-headers.ts";

export interface BuiltFileOptions {
  /** Of the file itself; codings of it are beside it. */
  readonly path: string;
  readonly type: string;
  /** How long it may be kept. */
  readonly cacheControl: string;
}

/**
 * Answers a request with a file of the build, compressed where the client takes that and the build has made it.
 * Each coding has a tag of its own, by its content, so that who has the file already is told so.
 */
export async function builtFile(request: Request, options: BuiltFileOptions): Promise<Response> {
  const { headers: asked } = request;
  // A part is cut out of what is asked for, and nobody who asks for one has a part of a coding.
  const codings = asked.has("Range") ? [] : acceptedCodings(asked.get("Accept-Encoding"));
  const headers: Record<string, string> = {
    ...securityHeaders,
    "Cache-Control": options.cacheControl,
    Vary: "Accept-Encoding",
  };
  let file = Bun.file(options.path);
  for (const { name, suffix } of codings) {
    const coded = Bun.file(options.path + suffix);
    if (!(await coded.exists())) continue;
    headers["Content-Encoding"] = name;
    file = coded;
    break;
  }
  const tag = `"${Bun.hash(await file.bytes()).toString(36)}"`;
  headers["ETag"] = tag;
  if (isTagged(asked.get("If-None-Match"), tag)) return new Response(null, { status: 304, headers });
  return new Response(file, { headers: { ...headers, "Content-Type": options.type } });
}

/** Whether one of the tags in `If-None-Match` is this one (RFC 9110, section 13.1.2). */
function isTagged(tags: string | null, tag: string): boolean {
  return (tags ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}
