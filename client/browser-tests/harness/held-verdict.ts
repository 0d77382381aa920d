/**
 * Runs in a page before its own code: the first file may be verified, and of every further one the page hears that
 * all its bytes are there, but not what came of their comparison. That takes a moment only, and a look at it longer.
 */
export function holdVerdicts(): void {
  type Change = readonly [fileId: number, event: { readonly type: string }];
  interface Answer {
    readonly type: string;
    readonly event?: readonly [name: string, ...args: unknown[]];
  }
  const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage") ?? {};
  let verified = 0;
  let isHeld = false;

  /** What of it the page may hear; undefined where that is nothing. */
  const heard = (answer: Answer): Answer | undefined => {
    const [name = "", changes] = answer.event ?? [];
    if (isHeld) return /^(report|saved|settled)$/.test(name) ? undefined : answer;
    if (name !== "report") return answer;
    const all = changes as readonly Change[];
    const second = all.findIndex(([, { type }]) => type === "verified" && ++verified === 2);
    if (second === -1) return answer;
    isHeld = true;
    return { ...answer, event: ["report", all.slice(0, second)] };
  };

  Object.defineProperty(Worker.prototype, "onmessage", {
    set(this: Worker, listen: (message: { readonly data: Answer }) => void) {
      set?.call(this, ({ data }: MessageEvent<Answer>) => {
        const answer = heard(data);
        if (answer) listen({ data: answer });
      });
    },
  });
}
