import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AuthorityStore } from "../ports/authority-store.ts";
import type { TlsPair } from "../ports/certificate.ts";
import { codeOf } from "../ports/system-error.ts";

const FILES = { cert: "ca.crt", key: "ca.key" } as const;

/** Nobody but the server's own user. */
const OWN_FOLDER = 0o700;
const OWN_FILE = 0o600;

/** What `rename` says where the folder is there already. */
const TAKEN: ReadonlySet<string | undefined> = new Set(["ENOTEMPTY", "EEXIST"]);

/** The folder `ca` with the files `ca.crt` and `ca.key`, both PEM. */
export class AuthorityFolder implements AuthorityStore {
  readonly folder: string;
  readonly #dataDir: string;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.folder = join(dataDir, "ca");
  }

  load(): Partial<TlsPair> {
    const cert = this.#read(FILES.cert);
    const key = this.#read(FILES.key);
    return { ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) };
  }

  save(pair: TlsPair): void {
    mkdirSync(this.#dataDir, { recursive: true, mode: OWN_FOLDER });
    // A folder that is filled before it gets its name: half of a pair is never seen under it.
    const folder = mkdtempSync(join(this.#dataDir, "ca-"));
    try {
      for (const part of ["key", "cert"] as const) {
        writeFileSync(join(folder, FILES[part]), pair[part], { mode: OWN_FILE, flush: true });
      }
      renameSync(folder, this.folder);
    } catch (error) {
      rmSync(folder, { recursive: true });
      if (!TAKEN.has(codeOf(error))) throw error;
    }
  }

  #read(name: string): string | undefined {
    try {
      return readFileSync(join(this.folder, name), "utf8");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  }
}
