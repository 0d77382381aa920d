import type { Instant } from "#protocol/time.ts";
import type { Validity } from "../ports/certificate.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import { DAY_MS } from "./day.ts";

/** From so many days before its end a certificate is spoken of. */
const NOTICE_DAYS = 14;

/** Says in the log, once a day, that a certificate is not valid, or soon will be no more. */
export class ExpiryNotice {
  readonly #certificate: "server" | "authority";
  readonly #clock: Clock;
  readonly #log: Log;
  #saidAt: Instant = Number.NEGATIVE_INFINITY;

  constructor(certificate: "server" | "authority", { clock, log }: { clock: Clock; log: Log }) {
    this.#certificate = certificate;
    this.#clock = clock;
    this.#log = log;
  }

  /** Another certificate is in use now. */
  reset(): void {
    this.#saidAt = Number.NEGATIVE_INFINITY;
  }

  /** To be called often. */
  check({ notBefore, notAfter }: Validity): void {
    const now = this.#clock.wall();
    const days = Math.floor((notAfter - now) / DAY_MS);
    if (now >= notBefore && days >= NOTICE_DAYS) return;
    if (this.#clock.now() - this.#saidAt < DAY_MS) return;
    this.#saidAt = this.#clock.now();
    const certificate = this.#certificate;
    if (now < notBefore) this.#log.write("warn", "certificate-not-yet-valid", { certificate });
    else if (now >= notAfter) this.#log.write("error", "certificate-expired", { certificate });
    else this.#log.write("warn", "certificate-expires", { certificate, days });
  }
}
