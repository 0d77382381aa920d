import type { Millis } from "#protocol/time.ts";
import type { AuthorityStore } from "../ports/authority-store.ts";
import type { TlsPair, Validity } from "../ports/certificate.ts";
import type { AuthorityCertificate, AuthorityFacts, CertificateMaker } from "../ports/certificate-maker.ts";
import type { Cancel, Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Machine } from "../ports/machine.ts";
import { codeOf } from "../ports/system-error.ts";
import { CertificateError } from "./certificate-error.ts";
import type { Certificates } from "./certificates.ts";
import { DAY_MS, dayOf } from "./day.ts";
import { ExpiryNotice } from "./expiry-notice.ts";
import { isWithin, scopeWith } from "./scope.ts";
import { chosenHosts, foundHosts, hostOf, type NamingSettings, ownName } from "./server-hosts.ts";

export interface LocalAuthorityPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: AuthorityStore;
  readonly maker: CertificateMaker;
  readonly machine: Machine;
}

/** Ten years: whoever has to trust it once does not want to do so again soon. */
const AUTHORITY_DAYS = 3_652;

/** Apple takes 825 days from an authority of one's own, and browsers may take less one day. */
const SERVER_DAYS = 90;
const RENEWED_DAYS_BEFORE = 30;

/** A device whose clock is slow takes the certificate all the same. */
const BACKDATED_DAYS = 1;

/** A common name has at most 64 characters (RFC 5280, upper bounds). */
const MAX_SHOWN_NAME = 40;

/** How soon a new address of this machine is in the certificate. */
const LOOK_MS: Millis = 10_000;

/** A certificate authority of this server's own, and the certificate that it makes (`TLS=local-ca`). */
export class LocalAuthority implements Certificates {
  readonly #authority: TlsPair;
  readonly #facts: AuthorityFacts;
  readonly #settings: NamingSettings;
  readonly #ports: LocalAuthorityPorts;
  readonly #notice: ExpiryNotice;
  #hosts: readonly string[] = [];
  #issued: TlsPair & Validity;

  private constructor(
    authority: TlsPair,
    facts: AuthorityFacts,
    settings: NamingSettings,
    ports: LocalAuthorityPorts,
  ) {
    this.#authority = authority;
    this.#facts = facts;
    this.#settings = settings;
    this.#ports = ports;
    this.#notice = new ExpiryNotice("authority", ports);
    this.#notice.check(facts);
    this.#issued = this.#issue();
  }

  /** Reads the authority, or makes one where there is none. @throws {CertificateError} */
  static open(settings: NamingSettings, ports: LocalAuthorityPorts): LocalAuthority {
    const { store, maker, clock } = ports;
    const authority = load(store) ?? make(settings, ports);
    const facts = maker.readAuthority(authority);
    if ("fault" in facts) {
      throw new CertificateError([folderProblem(store, `the certificate and key (P-256) of an authority`)]);
    }
    if (facts.notAfter <= clock.wall()) {
      throw new CertificateError([
        folderProblem(store, `an authority that is valid, but it expired on ${dayOf(facts.notAfter)}`),
      ]);
    }
    const { scope } = facts;
    const outside = scope ? chosenHosts(settings).filter(({ host }) => !isWithin(scope, host)) : [];
    if (outside.length > 0) {
      throw new CertificateError(
        outside.map(
          ({ setting, host }) =>
            `${setting} names ${host}: expected only what the authority in ${store.folder} may vouch for. Leave it out, or delete that folder, start again, and have all devices trust the new authority`,
        ),
      );
    }
    return new LocalAuthority(authority, facts, settings, ports);
  }

  get pair(): TlsPair {
    return this.#issued;
  }

  /** What devices are to trust. */
  get authority(): AuthorityCertificate {
    const { name, fingerprint, der } = this.#facts;
    return { name, fingerprint, der, pem: this.#authority.cert };
  }

  /** What is within its scope and leads here is in the certificate, now or with the next look. */
  readonly covers = (host: string): boolean => {
    const { scope } = this.#facts;
    return scope === undefined || isWithin(scope, hostOf(host));
  };

  watch(use: (pair: TlsPair) => void): Cancel {
    const { clock, log } = this.#ports;
    let cancel = clock.after(LOOK_MS, () => tick());
    const tick = () => {
      this.#notice.check(this.#facts);
      const hasMoved = this.#certifiedHosts().join() !== this.#hosts.join();
      if (hasMoved || this.#isDue()) {
        this.#issued = this.#issue();
        log.write("info", "certificate-renewed", { reason: hasMoved ? "addresses" : "age" });
        use(this.#issued);
      }
      cancel = clock.after(LOOK_MS, tick);
    };
    return () => cancel();
  }

  #issue(): TlsPair & Validity {
    const { clock, maker } = this.#ports;
    this.#hosts = this.#certifiedHosts();
    // Beyond its authority's end nobody would take it.
    const notAfter = Math.min(clock.wall() + SERVER_DAYS * DAY_MS, this.#facts.notAfter);
    const validity = { notBefore: clock.wall() - BACKDATED_DAYS * DAY_MS, notAfter };
    return { ...maker.issue(this.#authority, { hosts: this.#hosts, validity }), ...validity };
  }

  /** Near its end, or not valid yet: a machine without a clock of its own may have started with a wrong one. */
  #isDue(): boolean {
    const { notBefore, notAfter } = this.#issued;
    const now = this.#ports.clock.wall();
    const endsSoon = notAfter - now < RENEWED_DAYS_BEFORE * DAY_MS && notAfter < this.#facts.notAfter;
    return endsSoon || now < notBefore;
  }

  /** One that the authority may not vouch for would spoil the certificate for all others. */
  #certifiedHosts(): string[] {
    const { scope } = this.#facts;
    const chosen = chosenHosts(this.#settings).map(({ host }) => host);
    const found = foundHosts(this.#settings, this.#ports.machine);
    return [...new Set([...chosen, ...found])].filter((host) => !scope || isWithin(scope, host));
  }
}

/** @returns undefined where there is none */
function load(store: AuthorityStore): TlsPair | undefined {
  try {
    const { cert, key } = store.load();
    if (cert !== undefined && key !== undefined) return { cert, key };
    if (cert === undefined && key === undefined) return undefined;
  } catch (error) {
    throw new CertificateError([
      `DATA_DIR: expected a folder that this user may read and write (chown it, or set DATA_DIR to another one), but ${store.folder} cannot be read (${codeOf(error) ?? "unknown reason"})`,
    ]);
  }
  throw new CertificateError([folderProblem(store, "both ca.crt and ca.key, but one of them is missing")]);
}

function make(settings: NamingSettings, { store, maker, machine, clock, log }: LocalAuthorityPorts): TlsPair {
  const own = ownName(machine);
  const chosen = chosenHosts(settings).map(({ host }) => host);
  const validity = {
    notBefore: clock.wall() - BACKDATED_DAYS * DAY_MS,
    notAfter: clock.wall() + AUTHORITY_DAYS * DAY_MS,
  };
  // A constraint covers all names below it: of a machine that is called dev it would open all of that domain.
  const scope = scopeWith(own?.includes(".") ? [own, ...chosen] : chosen);
  const name = ["P2P Share CA", own?.slice(0, MAX_SHOWN_NAME)].filter(Boolean).join(" ");
  const pair = maker.makeAuthority({ name, scope, validity });
  try {
    store.save(pair);
  } catch (error) {
    throw new CertificateError([
      `DATA_DIR: expected a folder that can be written to, because the certificate authority is kept in ${store.folder} (${codeOf(error) ?? "unknown reason"})`,
    ]);
  }
  log.write("info", "authority-made");
  return load(store) ?? pair;
}

function folderProblem({ folder }: AuthorityStore, expected: string): string {
  return `DATA_DIR: expected in ${folder} ${expected}. Bring back what was there, or delete that folder, start again, and have all devices trust the new authority`;
}
