import type { Entry, Incoming } from "./incoming-offer.ts";
import type { Archive, EngineEvents, EnginePorts, FilePart, SavedFile, SavePlan } from "./ports.ts";

interface Ports {
  readonly saving: EnginePorts["saving"];
  readonly session: Parameters<EnginePorts["saving"]["archive"]>[0];
  readonly saved: EngineEvents["saved"];
  /** One thing less is under way. */
  readonly touched: () => void;
}

/** Gives verified files to the person, one by one or together in an archive (XFER20). */
export class HandOver {
  readonly #ports: Ports;
  readonly #archives = new Map<Incoming, Promise<Archive>>();
  #pending = 0;
  /** Additions and archives in the order in which they were asked for. */
  #queue: Promise<void> = Promise.resolve();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  get isIdle(): boolean {
    return this.#pending === 0;
  }

  verified({ info, offer }: Entry, saved: SavedFile | FilePart): void {
    const { plan } = offer;
    if (plan?.asZip && !info.isText && saved.type !== "in-place") {
      const content = saved.type === "part" ? saved.bytes : saved.blob;
      this.#after(async () => (await this.#archiveOf(offer, plan)).add(info, content));
    } else if (saved.type !== "part") this.#ports.saved(info, saved);
  }

  /** Nothing more comes of this offer. */
  offerSettled(offer: Incoming): void {
    if (!offer.plan?.asZip) return;
    this.#after(async () => {
      const archive = await this.#archives.get(offer);
      const first = offer.entries.find(
        ({ verdict, info }) => verdict?.type === "file_verified" && !info.isText,
      );
      if (!archive || !first) return;
      this.#archives.delete(offer);
      const saved = await archive.finish();
      this.#ports.saved(first.info, saved.type === "blob" ? { ...saved, isArchive: true } : saved);
    });
  }

  /** Resolves when everything that was verified is with the person. */
  finished(): Promise<void> {
    return this.#queue;
  }

  /** What is verified is worth keeping, although the rest of its offer never came. */
  finishAll(): void {
    for (const offer of [...this.#archives.keys()]) this.offerSettled(offer);
  }

  #archiveOf(offer: Incoming, plan: SavePlan): Promise<Archive> {
    const known = this.#archives.get(offer);
    const archive = known ?? this.#ports.saving.archive(this.#ports.session, offer.number, plan);
    this.#archives.set(offer, archive);
    return archive;
  }

  #after(work: () => Promise<void>): void {
    this.#pending++;
    this.#queue = this.#queue
      .then(work)
      .catch(() => undefined) // an archive that cannot be kept; its files are verified, and that is what is shown
      .finally(() => {
        this.#pending--;
        this.#ports.touched();
      });
  }
}
