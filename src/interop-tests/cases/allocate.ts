import { ATTRIBUTE } from "#protocol/stun/attribute.ts";
import { METHOD } from "#protocol/stun/header.ts";
import { decodeMessage, MessageWriter, readAttribute } from "#protocol/stun/message.ts";
import { additionalAddressFamily, requestedAddressFamily } from "#protocol/turn/attributes/address-family.ts";
import { evenPort } from "#protocol/turn/attributes/even-port.ts";
import { lifetime } from "#protocol/turn/attributes/lifetime.ts";
import { requestedTransport, UDP_PROTOCOL } from "#protocol/turn/attributes/requested-transport.ts";
import { reservationToken } from "#protocol/turn/attributes/reservation-token.ts";
import { askForUdp } from "../../self-check/turn-client.ts";
import { type Case, differs } from "./case.ts";

const TCP_PROTOCOL = 6;
const askForTcp = (writer: MessageWriter) => void writer.add(requestedTransport, TCP_PROTOCOL);
const BOGUS_TOKEN = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

const GRANTED = "success lifetime=600 relayed mapped signed";
const GRANTED_TWO = "success lifetime=600 relayed mapped token signed";
const STEP_9 = differs("400 signed", GRANTED, "RFC 8656 §7.2, step 9");

type Rest = Partial<Pick<Case, "differs" | "over">>;

/** A signed Allocate request with these attributes besides REQUESTED-TRANSPORT. */
function allocate(title: string, fill: (writer: MessageWriter) => void, rest: Rest = {}): Case {
  const withTransport = (writer: MessageWriter) => {
    askForUdp(writer);
    fill(writer);
  };
  return bare(title, withTransport, rest);
}

function bare(title: string, fill: (writer: MessageWriter) => void, rest: Rest = {}): Case {
  return {
    title,
    talk: async (talk) => {
      await talk.client.challenge();
      await talk.say(talk.client.signed(METHOD.allocate, fill));
    },
    ...rest,
  };
}

export const ALLOCATE_CASES: readonly Case[] = [
  bare("no REQUESTED-TRANSPORT", () => undefined),
  bare("REQUESTED-TRANSPORT TCP", askForTcp, {
    over: ["udp"],
    ...differs("442 signed", "400 signed", "RFC 8656 §7.2, step 3; coturn goes by RFC 6062"),
  }),
  bare("REQUESTED-TRANSPORT TCP", askForTcp, {
    over: ["tcp"],
    ...differs("442 signed", GRANTED, "RFC 8656 §7.2, step 3; coturn goes by RFC 6062"),
  }),
  bare(
    "REQUESTED-TRANSPORT of a protocol that is none",
    (w) => void w.add(requestedTransport, 255),
    differs("442 signed", "400 signed", "RFC 8656 §7.2, step 3"),
  ),
  bare(
    "a REQUESTED-TRANSPORT of one byte",
    (w) => void w.addBytes(ATTRIBUTE.requestedTransport, Uint8Array.of(17)),
  ),
  bare(
    "REQUESTED-TRANSPORT with its reserved bits set",
    (w) => void w.addBytes(ATTRIBUTE.requestedTransport, Uint8Array.of(17, 1, 2, 3)),
  ),
  bare(
    "two REQUESTED-TRANSPORT, of which the first one counts",
    (w) => void w.add(requestedTransport, 17).add(requestedTransport, TCP_PROTOCOL),
    differs(GRANTED, "400 signed", "RFC 8489 §14: only the first one needs to be processed"),
  ),
  allocate("REQUESTED-ADDRESS-FAMILY IPv4", (w) => void w.add(requestedAddressFamily, 1)),
  allocate("REQUESTED-ADDRESS-FAMILY IPv6", (w) => void w.add(requestedAddressFamily, 2)),
  allocate("REQUESTED-ADDRESS-FAMILY of a family that is none", (w) => void w.add(requestedAddressFamily, 9)),
  allocate(
    "ADDITIONAL-ADDRESS-FAMILY IPv6",
    (w) => void w.add(additionalAddressFamily, 2),
    differs(
      "success lifetime=600 relayed mapped address-error signed",
      GRANTED,
      "RFC 8656 §7.2: ADDRESS-ERROR-CODE where the second family cannot be had",
    ),
  ),
  allocate("ADDITIONAL-ADDRESS-FAMILY IPv4", (w) => void w.add(additionalAddressFamily, 1), STEP_9),
  allocate(
    "both address families",
    (w) => void w.add(requestedAddressFamily, 1).add(additionalAddressFamily, 2),
    differs("400 signed", GRANTED, "RFC 8656 §7.2, step 6"),
  ),
  allocate("EVEN-PORT", (w) => void w.add(evenPort, false)),
  allocate("EVEN-PORT that reserves the next", (w) => void w.add(evenPort, true)),
  allocate(
    "EVEN-PORT without a value",
    (w) => void w.addBytes(ATTRIBUTE.evenPort, new Uint8Array()),
    differs("400 signed", GRANTED, "the attribute is malformed"),
  ),
  allocate(
    "EVEN-PORT that reserves, and a second family",
    (w) => void w.add(evenPort, true).add(additionalAddressFamily, 2),
    differs("400 signed", GRANTED_TWO, "RFC 8656 §7.2, step 9"),
  ),
  allocate(
    "a RESERVATION-TOKEN that nobody gave out",
    (w) => void w.add(reservationToken, BOGUS_TOKEN),
    differs("508 signed", "404 signed", "RFC 8656 §7.2, step 5"),
  ),
  allocate(
    "RESERVATION-TOKEN and EVEN-PORT",
    (w) => void w.add(reservationToken, BOGUS_TOKEN).add(evenPort, false),
  ),
  allocate(
    "RESERVATION-TOKEN and a family",
    (w) => void w.add(reservationToken, BOGUS_TOKEN).add(requestedAddressFamily, 1),
  ),
  allocate(
    "a RESERVATION-TOKEN of four bytes",
    (w) => void w.addBytes(ATTRIBUTE.reservationToken, new Uint8Array(4)),
  ),
  {
    title: "the port that was reserved, once",
    talk: async (talk) => {
      await talk.client.challenge();
      const reserve = (writer: MessageWriter) => {
        askForUdp(writer);
        writer.add(evenPort, true);
      };
      const answer = await talk.say(talk.client.signed(METHOD.allocate, reserve));
      const token = answer && readAttribute(decodeMessage(answer), reservationToken);
      const take = (writer: MessageWriter) => {
        askForUdp(writer);
        if (token) writer.add(reservationToken, token);
      };
      for (const other of [await talk.other(), await talk.other()]) {
        await other.say(other.client.signed(METHOD.allocate, take));
        talk.answers.push(...other.answers);
      }
    },
    differs: {
      ours: [GRANTED_TWO, GRANTED, "508 signed"],
      coturns: [GRANTED_TWO, GRANTED, "404 signed"],
      because: "RFC 8656 §7.2, step 5",
    },
  },
  ...[0, 60, 600, 1_800, 3_600, 100_000].map((seconds) =>
    allocate(`LIFETIME ${seconds}`, (writer) => void writer.add(lifetime, seconds)),
  ),
  allocate("a LIFETIME of two bytes", (w) => void w.addBytes(ATTRIBUTE.lifetime, new Uint8Array(2))),
  allocate("DONT-FRAGMENT", (w) => void w.addBytes(ATTRIBUTE.dontFragment, new Uint8Array())),
  allocate("an unknown attribute that must be understood", (w) => void w.addBytes(0x7ff0, new Uint8Array(4))),
  allocate(
    "an unknown attribute that need not be understood",
    (w) => void w.addBytes(0xfff0, new Uint8Array(4)),
  ),
  {
    title: "attributes behind the integrity",
    talk: async (talk) => {
      await talk.client.challenge();
      const request = talk.client.signed(METHOD.allocate);
      const late = new MessageWriter(METHOD.allocate, "request", request.subarray(8, 20));
      for (const { type, value } of decodeMessage(request).attributes) late.addBytes(type, value);
      await talk.say(late.add(requestedTransport, UDP_PROTOCOL).bytes);
    },
    ...differs("400 signed", GRANTED, "RFC 8489 §14.5: what follows the integrity is ignored"),
  },
  {
    title: "a second request with another transaction id",
    talk: async (talk) => {
      await talk.client.allocate();
      await talk.say(talk.client.signed(METHOD.allocate, askForUdp));
    },
    ...differs(
      "437 signed",
      "437",
      "RFC 8489 §9.2.4: an answer after the credentials were checked is signed",
    ),
  },
  {
    title: "the same request again",
    talk: async (talk) => {
      await talk.client.challenge();
      const request = talk.client.signed(METHOD.allocate, askForUdp);
      await talk.say(request);
      await talk.say(request);
    },
  },
  {
    title: "again after it was given back",
    talk: async (talk) => {
      await talk.client.allocate();
      await talk.client.refresh(0);
      await talk.say(talk.client.signed(METHOD.allocate, askForUdp));
    },
    ...differs(GRANTED, "437", "the 5-tuple has no allocation any more"),
  },
];
