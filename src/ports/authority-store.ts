import type { TlsPair } from "./certificate.ts";

/** Where the certificate authority outlives the process. */
export interface AuthorityStore {
  /** For a person. */
  readonly folder: string;
  /** What is there of it. @throws where something is there and cannot be read */
  load(): Partial<TlsPair>;
  /** Keeps both or nothing; where another process was faster, its pair stays. @throws where nothing can be written */
  save(pair: TlsPair): void;
}
