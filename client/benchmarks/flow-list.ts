import { chromiumWithCamera, type TestBrowser } from "../browser-tests/harness/browsers.ts";
import { cameraFilm } from "../browser-tests/harness/camera-film.ts";
import { makeFile, type TestFile } from "../browser-tests/harness/files.ts";
import { ownName, sees } from "../browser-tests/harness/nearby.ts";
import type { ServerAddresses } from "../browser-tests/harness/server.ts";
import { startShareSheet } from "../browser-tests/harness/share-sheet.ts";
import type { Person } from "./person.ts";

/** Who takes part: the one with the files begins. */
export interface Cast {
  readonly sender: Person;
  /** The first of the receivers. */
  readonly receiver: Person;
  readonly receivers: readonly Person[];
  readonly server: ServerAddresses;
}

/** What a side of a flow is played in, where that is not a browser like the others on plain http. */
export interface Device {
  readonly browser?: () => Promise<TestBrowser>;
  readonly isSecure?: boolean;
}

/** A way from one device to another. */
export interface Flow {
  readonly title: string;
  /** What is known of the same in PairDrop. */
  readonly pairDrop: string;
  readonly sender?: Device;
  /** One, unless more are listed; all of them do the same. */
  readonly receivers?: readonly Device[];
  /** What has to be there before the flow begins; it is not counted. */
  readonly before?: (cast: Cast) => Promise<void>;
  /** Up to where the bytes move without anybody; undefined where nobody has measured it yet. */
  readonly play?: (cast: Cast) => Promise<void>;
}

const NOT_MEASURED = "not measured";

/** A megabyte is a million bytes. */
export const FLOW_BYTES = 1_000_000;

const file = (name: string): TestFile => makeFile({ name: `${name}.bin`, size: FLOW_BYTES });

const accept = (who: Person) => who.tap("[data-testid=accept]");

const camera = cameraFilm();

/** Every flow, those that nobody has measured yet with their names only. */
export const FLOWS: readonly Flow[] = [
  {
    title: "send by code; receive by typing it",
    pairDrop: `six digits pair two devices, five letters open a room: ${NOT_MEASURED}`,
    async play({ sender, receiver }) {
      await sender.choose(file("by-code"));
      await receiver.typeCode(await sender.app.code());
      await accept(receiver);
    },
  },
  {
    title: "send by QR code; receive with the phone's own camera",
    pairDrop: `a QR code pairs, or opens a room: ${NOT_MEASURED}`,
    async play({ sender, receiver }) {
      await sender.choose(file("by-qr-code"));
      await receiver.follow(await sender.app.code());
      await accept(receiver);
    },
  },
  {
    title: "send by link; receive by following it",
    pairDrop: `a link to a room: ${NOT_MEASURED}`,
    async play({ sender, receiver }) {
      await sender.choose(file("by-link"));
      const code = await sender.app.code();
      await sender.tap("xpath/.//button[normalize-space()='Copy link']");
      await receiver.follow(code);
      await accept(receiver);
    },
  },
  {
    title: "send a text of 12 letters; receive by code",
    pairDrop: `a right click or a long tap on a device: ${NOT_MEASURED}`,
    async play({ sender, receiver }) {
      await sender.tap("[data-testid=text-open]");
      await sender.type("Wi-Fi: 12345");
      await sender.tap("[data-testid=send-text]");
      await receiver.typeCode(await sender.app.code());
      await accept(receiver);
    },
  },
  {
    title: "send something back",
    pairDrop: `there is no session: as the first time, ${NOT_MEASURED}`,
    async before({ sender, receiver }) {
      // Here the one who sends back is the sender: the first file went the other way.
      await receiver.choose(file("there"));
      await sender.typeCode(await receiver.app.code());
      await accept(sender);
      await Promise.all([sender.app.until("done"), receiver.app.until("done")]);
    },
    async play({ sender, receiver }) {
      await sender.choose(file("back"));
      await accept(receiver);
    },
  },
  {
    title: "send to a nearby device; receive by its invitation",
    pairDrop: "2 + 2 clicks, seen in use",
    async before({ sender, receiver }) {
      await sees(receiver.app, await ownName(sender.app));
      await sees(sender.app, await ownName(receiver.app));
    },
    async play({ sender, receiver }) {
      const device = `[data-testid=nearby-device][data-name="${await ownName(receiver.app)}"]`;
      await sender.choose(file("nearby"), device);
      await receiver.tap("[data-testid=invitation-accept]");
    },
  },
  {
    title: "receive by scanning in the page",
    pairDrop: NOT_MEASURED,
    receivers: [{ browser: () => chromiumWithCamera(), isSecure: true }],
    async play({ sender, receiver, server }) {
      await sender.choose(file("scanned"));
      camera.show(`${server.loopbackUrl}/#${await sender.app.code()}`);
      await receiver.tap("[data-testid=scan]");
      await accept(receiver);
    },
  },
  {
    title: "send to several receivers at once",
    pairDrop: NOT_MEASURED,
    receivers: [{}, {}],
    async play({ sender, receivers }) {
      await sender.choose(file("several"));
      const code = await sender.app.code();
      await sender.tap("[data-testid=admit]");
      await sender.app.tab.page.waitForSelector("[data-testid=admit]:checked");
      for (const receiver of receivers) await receiver.typeCode(code);
      for (const receiver of receivers) await accept(receiver);
    },
  },
  {
    title: "send from the share sheet",
    pairDrop: `once installed, on Android: ${NOT_MEASURED}`,
    sender: { isSecure: true },
    async before({ sender }) {
      await sender.app.tab.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    },
    async play({ sender, receiver, server }) {
      const sheet = startShareSheet(server.loopbackUrl);
      await sender.share(sheet, file("shared"));
      await receiver.typeCode(await sender.app.code());
      await accept(receiver);
      await sheet.stop();
    },
  },
];
