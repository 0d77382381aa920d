import { beforeEach, describe, expect, test } from "bun:test";
import { Scenario, sampleFiles } from "../testing/scenario.ts";
import { World } from "../testing/two-pages.ts";

const file = sampleFiles(7);

let s: Scenario;

beforeEach(() => {
  s = new Scenario();
});

describe("a peer that goes", () => {
  /** Resolves when this control message passes. */
  const passes = (type: string) =>
    new Promise<void>((resolve) => {
      s.world.path.tamper = (message) => {
        if (typeof message === "string" && message.includes(`"${type}"`)) resolve();
        return message;
      };
    });

  test("[XFER12] a peer that only the server misses is asked, and believed lost after 5 s of silence", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.frozen = true;
    s.world.path.blocked = true;
    const asked = passes("ping");
    s.world.dropSocket(1);
    await asked;
    await s.world.pass(4_999);
    expect(s.alice.session).not.toHaveProperty("interruptedUntil");
    await s.world.pass(1);
    expect(s.alice.session).toMatchObject({
      at: "connected",
      interruptedUntil: s.world.clock.now() + 120_000,
    });
    expect(s.alice.outcome()).toEqual(["interrupted"]);
  });

  test("[XFER12] a peer that does not come back within the grace has left", async () => {
    await s.moving(file("a.bin", 3_000_000));
    s.world.path.frozen = true;
    s.world.dropSocket(1);
    s.bob.controller.leave(); // its page is gone: nobody resumes
    await s.world.pass(125_000);
    expect(s.alice.session).toMatchObject({ at: "ended", ending: "peer-left" });
    expect(s.alice.outcome()).toEqual(["peer-left"]);
  });

  test("[XFER12] a peer that answers is still there", async () => {
    await s.offered(file("a.bin", 100));
    const answered = passes("pong");
    s.world.dropSocket(1);
    await answered;
    await Promise.resolve(); // the answer is taken in the turn after the one in which it passed
    await s.world.pass(60_000);
    s.bob.controller.files.accept();
    await s.settled();
    expect(s.bob.outcome()).toEqual(["done"]);
  });

  test("[XFER1] a peer that never introduces itself is given up after 10 s", async () => {
    s.world.path.frozen = true;
    await s.waiting(file("a.bin", 100));
    s.bob.controller.join(s.alice.code());
    await Promise.all([s.alice.at("connected"), s.bob.at("connected")]);
    s.world.clock.advance(10_000);
    for (const page of s.both) expect(page.session).toMatchObject({ at: "ended", ending: "peer-left" });
  });

  test("[XFER1] the sender speaks first, and the receiver only after it", async () => {
    const speakers: string[] = [];
    s.world.path.tamper = (message, from) => {
      speakers.push(from);
      return message;
    };
    await s.offered(file("a.bin", 100));
    expect(speakers.slice(0, 2)).toEqual(["sender", "receiver"]);
  });

  test("[XFER11] a page that is closed says bye, and the other knows at once", async () => {
    await s.offered(file("a.bin", 100));
    s.alice.controller.leave();
    await s.bob.at("ended");
    expect(s.bob.session).toMatchObject({ ending: "peer-left" });
  });

  test("[PAGE3] an error of the server does not touch a running transfer", async () => {
    await s.moving(file("a.bin", 2_000_000));
    s.world.dropSocket(1);
    s.world.path.sendLateSignal("sender");
    await s.settled();
    for (const page of s.both) expect(page.outcome()).toEqual(["done"]);
  });

  test("[PAGE1] what an old connection tells of its end does not touch the next session", async () => {
    await s.accepted(file("a.bin", 100));
    s.alice.controller.renewCode();
    await s.alice.at("waiting");
    expect(s.alice.session.at).toBe("waiting");
  });

  test("[PAGE3] a server that goes away does not touch a running transfer", async () => {
    await s.moving(file("a.bin", 2_000_000));
    s.world.dropSockets();
    s.world.serverDown = true;
    await s.settled();
    expect(s.bob.outcome()).toEqual(["done"]);
  });
});

describe("no connection", () => {
  test("[PAGE2] a wrong code is told where it was typed, and can be corrected there", async () => {
    await s.waiting(file("a.bin", 100));
    for (const [typed, problem] of [
      ["12345", "bad-code"],
      ["12 34 5x", "bad-code"],
      ["000000", "unknown-code"],
    ] as const) {
      s.bob.controller.join(typed);
      await s.bob.until(({ session }) => session.at === "home" && session.problem === problem);
    }
    s.bob.controller.join(` ${s.alice.code().slice(0, 3)} ${s.alice.code().slice(3)} `);
    await s.bob.at("connected");
  });

  test("[SIG6] the own code stays on its screen with a notice", async () => {
    await s.waiting(file("a.bin", 100));
    s.alice.controller.join(s.alice.code());
    await s.alice.until(({ session }) => session.at === "waiting" && session.notice === "own-code");
  });

  test("[SIG7] a code that expired is told, and a new one works", async () => {
    await s.waiting(file("a.bin", 100));
    const old = s.alice.code();
    await s.world.pass(300_000);
    await s.alice.at("expired");
    s.bob.controller.join(old);
    await s.bob.until(({ session }) => session.at === "home" && session.problem === "unknown-code");
    s.alice.controller.renewCode();
    await s.alice.at("waiting");
    s.bob.controller.join(s.alice.code());
    await s.bob.at("connected");
  });

  test("[SIG5] a third device gets in nowhere and disturbs nobody", async () => {
    s.alice.controller.send([file("a.bin", 1_000)]);
    await s.alice.at("waiting");
    const code = s.alice.code();
    s.bob.controller.join(code);
    await s.bob.isAsked();
    const carol = s.world.page("Carol's tablet");
    carol.controller.join(code);
    await carol.until(({ session }) => session.at === "home" && session.problem === "unknown-code");
    s.bob.controller.files.accept();
    await s.settled();
    expect(s.bob.outcome()).toEqual(["done"]);
  });

  test("[SIG11] a full server is told, and the files stay chosen", async () => {
    s = new Scenario(new World({ maxSessions: 1 }));
    await s.waiting(file("a.bin", 100));
    s.bob.controller.send([file("b.bin", 100)]);
    await s.bob.at("stopped");
    expect(s.bob.session).toEqual({ at: "stopped", problem: "server-full", sending: true });
    s.alice.controller.reset();
    s.bob.controller.renewCode();
    await s.bob.at("waiting");
  });

  test("[PAGE1] a server that does not answer, or is not there, is told", async () => {
    s.world.serverSilent = true;
    s.alice.controller.send([file("a.bin", 100)]);
    s.world.clock.advance(10_000);
    expect(s.alice.session).toMatchObject({ at: "stopped", problem: "server-unreachable" });
    s.world.serverDown = true;
    s.bob.controller.join("123456");
    await s.bob.at("stopped");
    expect(s.bob.session).toMatchObject({ problem: "server-unreachable" });
  });

  test("[SIG7] a code is given up even where the line to the server died without a word", async () => {
    await s.waiting(file("a.bin", 100));
    s.world.serverSilent = true;
    s.world.clock.advance(302_000);
    expect(s.alice.session.at).toBe("expired");
  });

  test("[PAGE1] a browser that refuses to open a connection is told at once", async () => {
    s.world.path.openPeerLink = () => {
      throw new DOMException("no credential", "InvalidAccessError");
    };
    const carol = s.world.page("Carol's tablet");
    await s.waiting(file("a.bin", 100));
    carol.controller.join(s.alice.code());
    await carol.at("stopped");
    expect(carol.session).toMatchObject({ problem: "no-webrtc" });
  });

  test("[PAGE1] devices that find no path to each other are told after 30 s", async () => {
    s.world.path.blocked = true;
    await s.waiting(file("a.bin", 100));
    s.bob.controller.join(s.alice.code());
    await Promise.all([s.alice.at("connecting"), s.bob.at("connecting")]);
    s.world.clock.advance(30_000);
    expect(s.alice.session).toEqual({ at: "stopped", problem: "cannot-connect", sending: true });
    expect(s.bob.session).toMatchObject({ problem: "cannot-connect", sending: false });
  });

  test("[SIG8] a peer that leaves while both connect is told at once", async () => {
    s.world.path.blocked = true;
    await s.waiting(file("a.bin", 100));
    s.bob.controller.join(s.alice.code());
    await s.alice.at("connecting");
    s.bob.controller.leave();
    await s.alice.at("stopped");
    expect(s.alice.session).toMatchObject({ problem: "peer-left" });
  });

  test("[PAGE1] an empty choice is told", () => {
    s.alice.controller.send([]);
    expect(s.alice.session).toEqual({ at: "home", problem: "no-files" });
  });
});
