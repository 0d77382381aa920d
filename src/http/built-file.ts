import { acceptedCodings } from "./content-coding.ts";
import { securityHeaders } from "./security-headers.ts";

export interface BuiltFileOptions {
  /** Of the file itself; codings of it are beside it. */
  readonly path: string;
  readonly type: string;
  /** How long it may be kept. */
  readonly cacheControl: string;
}

/** Answers a request with a file of the build, compressed where the client takes that and the build has made it. */
export async function builtFile(request: Request, options: BuiltFileOptions): Promise<Response> {
  return (await codedFile(request, options)) ?? answer(request, options, Bun.file(options.path), {});
}

/**
 * The same, undefined where the client is to have the file as it is. Each coding has a tag of its own, by its
 * content, so that who has the file already is told so.
 */
export async function codedFile(request: Request, options: BuiltFileOptions): Promise<Response | undefined> {
  // A part is cut out of what is asked for, and nobody who asks for one has a part of a coding.
  if (request.headers.has("Range")) return undefined;
  for (const { name, suffix } of acceptedCodings(request.headers.get("Accept-Encoding"))) {
    const coded = Bun.file(options.path + suffix);
    if (await coded.exists()) return answer(request, options, coded, { "Content-Encoding": name });
  }
  return undefined;
}

async function answer(
  request: Request,
  { type, cacheControl }: BuiltFileOptions,
  file: Bun.BunFile,
  coding: Record<string, string>,
): Promise<Response> {
  const tag = `"${Bun.hash(await file.bytes()).toString(36)}"`;
  const headers = {
    ...securityHeaders,
    "Cache-Control": cacheControl,
    Vary: "Accept-Encoding",
    ETag: tag,
    ...coding,
  };
  if (isTagged(request.headers.get("If-None-Match"), tag))
    return new Response(null, { status: 304, headers });
  return new Response(file, { headers: { ...headers, "Content-Type": type } });
}

/** Whether one of the tags in `If-None-Match` is this one (RFC 9110, section 13.1.2). */
function isTagged(tags: string | null, tag: string): boolean {
  return (tags ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}
