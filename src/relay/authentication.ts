import { nonce, realm, username } from "#protocol/stun/attributes/text.ts";
import { type IntegrityAlgorithm, integrityOf, isIntact } from "#protocol/stun/integrity.ts";
import { longTermKey } from "#protocol/stun/long-term-key.ts";
import { readAttribute, type StunMessage } from "#protocol/stun/message.ts";
import { parseTurnUsername, turnPassword } from "#protocol/turn/credentials.ts";
import { Nonces } from "./nonces.ts";
import type { RelayOptions, RelayPorts } from "./options.ts";
import type { RelayClient } from "./relay-client.ts";
import { type Refusal, refusal } from "./reply.ts";

/** Bytes of the key that nonces are made with. */
const NONCE_KEY_BYTES = 20;

/** Whose request it is, and the key that its answer is signed with. */
export interface Credential {
  readonly username: string;
  /** The session that the user name was minted for. */
  readonly group: string;
  readonly key: Uint8Array;
}

export interface Authenticated {
  readonly credential: Credential;
  readonly integrity: IntegrityAlgorithm;
}

/** The long-term credential mechanism (RFC 8489 §9.2) with TURN REST credentials: no user is known beforehand. */
export class Authentication {
  readonly #options: Pick<RelayOptions, "realm" | "secret">;
  readonly #ports: RelayPorts;
  readonly #nonces: Nonces;

  constructor(options: Pick<RelayOptions, "realm" | "secret">, ports: RelayPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#nonces = new Nonces(ports.random.bytes(NONCE_KEY_BYTES), ports.hash);
  }

  /**
   * Receiving a request (RFC 8489 §9.2.4).
   *
   * @throws {ProtocolError} where an attribute is malformed
   */
  check(message: StunMessage, client: RelayClient): Authenticated | Refusal {
    // "If the message does not contain a MESSAGE-INTEGRITY or MESSAGE-INTEGRITY-SHA256 attribute, the server
    // MUST generate an error response with an error code of 401 (Unauthenticated)."
    const integrity = integrityOf(message);
    if (!integrity) return this.#challenge(401, client);

    // "If the message contains [one of them] but is missing either the USERNAME or USERHASH, REALM, or NONCE
    // attributes, the server MUST generate an error response with an error code of 400 (Bad Request)."
    const name = readAttribute(message, username);
    const claimedRealm = readAttribute(message, realm);
    const claimedNonce = readAttribute(message, nonce);
    if (name === undefined || claimedRealm === undefined || claimedNonce === undefined) return refusal(400);

    // "If the NONCE is no longer valid, the server MUST generate an error response with an error code of 438
    // (Stale Nonce)." First, as it costs least.
    const { clock, hash } = this.#ports;
    if (!this.#nonces.isFresh(claimedNonce, client, clock.now())) return this.#challenge(438, client);

    // "If the value of the USERNAME or USERHASH attribute is not valid, the server MUST generate an error
    // response with an error code of 401." The same where the realm is another one, or the signature wrong.
    const credential = claimedRealm === this.#options.realm ? this.#credentialOf(name, client) : undefined;
    if (!credential || !isIntact(message, integrity, credential.key, hash))
      return this.#challenge(401, client);
    return { credential, integrity };
  }

  /**
   * A user name that runs out stops nobody from keeping what he has: a long transfer goes on (as with coturn).
   */
  #credentialOf(name: string, { allocation }: RelayClient): Credential | undefined {
    if (allocation?.credential.username === name) return allocation.credential;
    const parsed = parseTurnUsername(name);
    if (!parsed || parsed.expiresAt <= this.#ports.clock.wall()) return undefined;
    const { secret, realm: ownRealm } = this.#options;
    const { hash } = this.#ports;
    const key = longTermKey(hash, name, ownRealm, turnPassword(hash, secret, name));
    return { username: name, group: parsed.group, key };
  }

  /** An error with what the client needs to try again (RFC 8489 §9.2.4: REALM and NONCE). */
  #challenge(code: 401 | 438, client: RelayClient): Refusal {
    return refusal(code, (writer) => {
      writer.add(realm, this.#options.realm).add(nonce, this.#nonces.make(client, this.#ports.clock.now()));
    });
  }
}
