import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { nonce, realm, username } from "#protocol/stun/attributes/text.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { sign } from "#protocol/stun/integrity.ts";
import { MessageWriter } from "#protocol/stun/message.ts";
import { cryptoHash } from "../../adapters/crypto-hash.ts";
import { cryptoRandom } from "../../adapters/crypto-random.ts";
import { askForUdp } from "../../self-check/turn-client.ts";
import type { TurnUser, TurnUserOptions } from "../../self-check/turn-user.ts";
import type { Talk } from "../../testing/transcript.ts";
import { type Case, differs, TOO_SMALL } from "./case.ts";

type Part = "username" | "realm" | "nonce";

/** An Allocate request of this user in which parts are missing. */
function without(user: TurnUser, ...missing: readonly Part[]): Uint8Array {
  const writer = new MessageWriter(METHOD.allocate, "request", cryptoRandom.bytes(12));
  askForUdp(writer);
  if (!missing.includes("username")) writer.add(username, user.username);
  if (!missing.includes("realm")) writer.add(realm, user.realm);
  if (!missing.includes("nonce")) writer.add(nonce, user.nonce);
  sign(writer, "sha1", user.key, cryptoHash);
  return writer.bytes;
}

/** The challenge is this user's, the request in somebody else's name. */
async function allocateAs(talk: Talk, differing: Partial<TurnUserOptions>) {
  await talk.client.challenge();
  const user = talk.as(differing);
  await talk.say(user.request(METHOD.allocate, cryptoRandom.bytes(12), askForUdp), user);
}

/** Only the time of expiry, as coturn's tools write it. */
const nameless = (talk: Talk) => talk.user.username.split(":")[0] ?? "";

const GRANTED = "success lifetime=600 relayed mapped signed";

export const CREDENTIAL_CASES: readonly Case[] = [
  {
    title: "an Allocate request without credentials",
    talk: (talk) => talk.say(talk.client.plain(METHOD.allocate, askForUdp)),
  },
  {
    title: "with a user name, but no integrity",
    talk: (talk) =>
      talk.say(
        talk.client.plain(METHOD.allocate, (writer) => {
          askForUdp(writer);
          writer.add(username, talk.user.username);
        }),
      ),
  },
  { title: "with good credentials", talk: (talk) => allocateAs(talk, {}) },
  {
    title: "with a user name without a name",
    talk: (talk) => allocateAs(talk, { username: nameless(talk) }),
  },
  { title: "with a wrong password", talk: (talk) => allocateAs(talk, { password: "wrong" }) },
  { title: "with credentials made by another secret", talk: (talk) => allocateAs(talk, { secret: "other" }) },
  { title: "with a user name that has run out", talk: (talk) => allocateAs(talk, { expiresAt: 1_000_000 }) },
  { title: "with a user name without a time", talk: (talk) => allocateAs(talk, { username: "somebody" }) },
  { title: "with an empty user name", talk: (talk) => allocateAs(talk, { username: "" }) },
  {
    title: "with another realm",
    talk: async (talk) => {
      await talk.client.challenge();
      talk.user.realm = "elsewhere";
      await talk.say(talk.client.signed(METHOD.allocate, askForUdp));
    },
    ...differs("401 realm nonce", "437", "nothing is mismatched; the challenge tells the right realm"),
  },
  {
    title: "with a nonce that was never given out",
    talk: async (talk) => {
      await talk.client.challenge();
      talk.user.nonce = "0123456789ab";
      await talk.say(talk.client.signed(METHOD.allocate, askForUdp));
    },
  },
  {
    title: "with a nonce that was given to another 5-tuple",
    talk: async (talk) => {
      await talk.client.challenge();
      talk.user.nonce = (await talk.other()).user.nonce;
      await talk.say(talk.client.signed(METHOD.allocate, askForUdp));
    },
  },
  ...(["username", "realm", "nonce"] as const).map((part) => ({
    title: `signed, but without its ${part}`,
    talk: async (talk: Talk) => {
      await talk.client.challenge();
      await talk.say(without(talk.user, part));
    },
  })),
  {
    title: "with an integrity of the wrong length",
    talk: async (talk) => {
      await talk.client.challenge();
      const writer = new MessageWriter(METHOD.allocate, "request", cryptoRandom.bytes(12));
      askForUdp(writer);
      writer.add(username, talk.user.username).add(realm, talk.user.realm).add(nonce, talk.user.nonce);
      await talk.say(writer.addBytes(ATTRIBUTE.messageIntegrity, new Uint8Array(16)).bytes);
    },
  },
  {
    title: "signed with SHA-256",
    talk: async (talk) => {
      await talk.client.challenge();
      const options = { integrity: "sha256" } as const;
      await talk.say(talk.user.request(METHOD.allocate, cryptoRandom.bytes(12), askForUdp, options));
    },
    ...differs(GRANTED, "401 realm nonce", "RFC 8489 §14.6, which this coturn does not know"),
  },
  {
    title: "with a hash of the user name (RFC 8489 §14.4)",
    talk: async (talk) => {
      await talk.client.challenge();
      const fill = (writer: MessageWriter) => {
        askForUdp(writer);
        writer.addBytes(0x001e, new Uint8Array(32));
      };
      await talk.say(talk.client.signed(METHOD.allocate, fill));
    },
  },
  {
    title: "signed, and with a fingerprint",
    talk: async (talk) => {
      await talk.client.challenge();
      const options = { fingerprint: true };
      await talk.say(talk.user.request(METHOD.allocate, cryptoRandom.bytes(12), askForUdp, options));
    },
  },
  ...(["allocate", "refresh", "createPermission", "channelBind"] as const).flatMap((method): Case[] => {
    const title = `${method} without credentials and without any attribute`;
    const talk = ({ say, client }: Talk) => say(client.plain(METHOD[method]));
    return [
      { title, talk, over: ["udp"], ...TOO_SMALL },
      { title, talk, over: ["tcp"] },
    ];
  }),
];
