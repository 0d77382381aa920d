import { createSignal } from "solid-js";
import type { NextPlace } from "#protocol/signaling/messages.ts";
import type { ChosenFile } from "../engine/ports.ts";
import type { Session } from "./machine.ts";
import type { Promised } from "./promised.ts";
import type { SessionController } from "./session-controller.ts";

/** One of the page's sessions: with one other device, or waiting for it. */
export interface PartyMember {
  /** Reactive. */
  readonly session: () => Session;
  readonly controller: SessionController;
}

/** What a page is most of all: what others wait for comes first, and what is over last. */
const RANKS: readonly (Session["at"] | "settled")[] = [
  "connected",
  "connecting",
  "settled",
  "joining",
  "opening",
  "waiting",
  "stopped",
];

/** Where a member has come to nothing, or to its end before anybody came. */
const EMPTY: ReadonlySet<Session["at"]> = new Set(["home", "expired"]);

/**
 * The sessions of one page, which share the files that were chosen. There is always a first one; while it is the only
 * one, the page is as it has always been. Each of the others is with a further device, or shows the code for it.
 *
 * @param make a session of its own; `number` is its own for as long as the page lives
 */
export function createParty<M extends PartyMember>(
  make: (number: number, nextOpened: (next: NextPlace) => void) => M,
) {
  /** Places that were opened for this page, by their session's id: each is told more than once (MANY3). */
  const known = new Set<string>();
  let made = 0;
  let chosen: readonly ChosenFile[] = [];

  const add = (): M => {
    tidy();
    const member = make(made++, nextOpened);
    setMembers((before) => [...before, member]);
    return member;
  };
  /** Lets go of those who have come to nothing. */
  const tidy = () => setMembers((before) => before.filter((one) => one === first || !isEmpty(one)));
  const nextOpened = (next: NextPlace) => {
    if (known.has(next.sessionId) || chosen.length === 0) return;
    known.add(next.sessionId);
    add().controller.takePlace(next, chosen);
  };
  const first = make(made++, nextOpened);
  const [members, setMembers] = createSignal<readonly M[]>([first]);

  const isEmpty = ({ session }: M) => EMPTY.has(session().at);
  /** The devices that have come, in this order, whatever has become of them. */
  const receivers = () => members().filter((one) => !isEmpty(one) && !isOpen(one));
  const open = () => members().find(isOpen);
  const others = () => members().filter((one) => one !== first);
  const main = () => members().find((one) => !isEmpty(one)) ?? first;
  const lead = () =>
    members()
      .filter((one) => !isEmpty(one))
      .reduce((before, one) => (rankOf(one) < rankOf(before) ? one : before), main());
  /** Only the first one is left, and nothing is under way with the others. */
  const dropOthers = () => {
    for (const { controller } of others()) controller.reset();
    setMembers([first]);
  };

  return {
    members,
    /** The one that the page is about while it is the only one. */
    main,
    /** The one by which the page as a whole is busy or free; it is `main` while that is the only one. */
    lead,
    receivers,
    /** The member that shows a code, or waits for one. */
    open,
    /** Whether there is, or was, more than one device, or one and a code for the next. */
    isSeveral: () => members().filter((one) => !isEmpty(one)).length > 1,
    /** Whether the files that were chosen can be offered to a further device. */
    canAddOne: () => chosen.length > 0 && open() === undefined && receivers().some(isSender),

    /** To whoever comes by a code that is asked for, or as one more offer to the device that is connected. */
    send(files: readonly ChosenFile[]): void {
      const { session, controller } = lead();
      if (session().at === "connected") {
        chosen = [...chosen, ...files];
        return controller.send(files);
      }
      dropOthers();
      chosen = files;
      first.controller.send(files);
    },
    /** @param promised what may come unasked */
    join(code: string, promised?: Promised): void {
      dropOthers();
      chosen = [];
      first.controller.join(code, promised);
    },
    /** The same files to one more device, under a code of its own. */
    addOne(): void {
      if (chosen.length > 0 && !open()) add().controller.send(chosen);
    },
    /** Nobody else may come. */
    closeCode(): void {
      const waiting = open();
      if (waiting === undefined || waiting === first) return;
      waiting.controller.reset();
      setMembers((before) => before.filter((one) => one !== waiting));
    },
    isChoosingAgain: () => members().some(isChoosingAgain),
    /** Once more what was chosen before a reload, for all who wait for it. */
    chooseAgain(files: readonly ChosenFile[]): void {
      for (const { controller } of members().filter(isChoosingAgain)) controller.files.chooseAgain(files);
    },
    /** Back to the start, whatever is going on. */
    reset(): void {
      dropOthers();
      chosen = [];
      first.controller.reset();
    },

    /**
     * Goes on with what was under way in this tab when its page was reloaded (PAGE18).
     *
     * @param count of the sessions that were left, numbered from 0
     * @returns whether any of them goes on
     */
    async comeBack(count: number): Promise<boolean> {
      if (!isEmpty(first)) return false; // a person was quicker
      const more = Array.from({ length: Math.max(0, count - made) }, () => make(made++, nextOpened));
      setMembers((before) => [...before, ...more]);
      const back = await Promise.all(members().map(({ controller }) => controller.comeBack()));
      tidy();
      return back.includes(true);
    },
    /** The browser has kept this page while it was left: each session comes back, or begins anew. */
    async showAgain(): Promise<void> {
      for (const { session, controller } of members()) {
        if (!(await controller.comeBack()) && session().at !== "ended") controller.reset();
      }
      tidy();
    },
    /** See `SessionController`; so are the next two. */
    prepareToLeave: () => each(({ controller }) => controller.prepareToLeave()),
    leave: () => each(({ controller }) => controller.leave()),
    wake: () => each(({ controller }) => controller.wake()),
  };

  function each(act: (member: M) => void): void {
    for (const member of members()) act(member);
  }
}

export type Party<M extends PartyMember> = ReturnType<typeof createParty<M>>;

function rankOf({ session }: PartyMember): number {
  const now = session();
  const rank = RANKS.indexOf(now.at === "connected" && now.settled ? "settled" : now.at);
  return rank < 0 ? RANKS.length : rank;
}

function isOpen({ session }: PartyMember): boolean {
  const { at } = session();
  return at === "waiting" || at === "opening";
}

function isChoosingAgain({ session }: PartyMember): boolean {
  const now = session();
  return now.at === "connected" && now.chooseAgain !== undefined;
}

function isSender({ session }: PartyMember): boolean {
  const now = session();
  return "role" in now && now.role === "sender";
}
