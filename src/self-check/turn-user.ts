import type { Hash } from "#protocol/hash.ts";
import { nonce, realm, username } from "#protocol/stun/attributes/text.ts";
import { addFingerprint } from "#protocol/stun/fingerprint.ts";
import { type IntegrityAlgorithm, sign } from "#protocol/stun/integrity.ts";
import { longTermKey } from "#protocol/stun/long-term-key.ts";
import { decodeMessage, MessageWriter, readAttribute } from "#protocol/stun/message.ts";
import type { Instant } from "#protocol/time.ts";
import { turnPassword, turnUsername } from "#protocol/turn/credentials.ts";

export interface TurnUserOptions {
  readonly secret: string;
  /** Of the session; whatever stands behind the expiry in the user name. */
  readonly name: string;
  readonly expiresAt: Instant;
  /** In place of the one that follows from the others. */
  readonly username?: string;
  readonly password?: string;
}

export interface SigningOptions {
  readonly integrity?: IntegrityAlgorithm;
  readonly fingerprint?: boolean;
}

/** Somebody with TURN REST credentials, who signs requests once a challenge has told realm and nonce. */
export class TurnUser {
  readonly username: string;
  readonly password: string;
  realm = "";
  nonce = "";
  readonly #hash: Hash;

  constructor({ secret, name, expiresAt, username: given, password }: TurnUserOptions, hash: Hash) {
    this.#hash = hash;
    this.username = given ?? turnUsername(expiresAt, name);
    this.password = password ?? turnPassword(hash, secret, this.username);
  }

  get key(): Uint8Array {
    return longTermKey(this.#hash, this.username, this.realm, this.password);
  }

  /** Takes realm and nonce from a 401 or 438. */
  learn(challenge: Uint8Array): void {
    const message = decodeMessage(challenge);
    this.realm = readAttribute(message, realm) ?? this.realm;
    this.nonce = readAttribute(message, nonce) ?? this.nonce;
  }

  /** A signed request. @param fill adds the request's own attributes */
  request(
    method: number,
    transactionId: Uint8Array,
    fill: (writer: MessageWriter) => void,
    { integrity = "sha1", fingerprint = false }: SigningOptions = {},
  ): Uint8Array {
    const writer = new MessageWriter(method, "request", transactionId);
    fill(writer);
    writer.add(username, this.username).add(realm, this.realm).add(nonce, this.nonce);
    sign(writer, integrity, this.key, this.#hash);
    if (fingerprint) addFingerprint(writer);
    return writer.bytes;
  }
}
