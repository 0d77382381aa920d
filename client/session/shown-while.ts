import type { SessionPorts } from "./ports.ts";

/** The same ports, of which those that a person sees do something only as long as somebody looks. */
export function shownWhile<P extends Pick<SessionPorts, "dispatch" | "report" | "addFiles">>(
  isShown: () => boolean,
  ports: P,
): P {
  const whileShown =
    <A extends unknown[]>(show: (...args: A) => void) =>
    (...args: A) => {
      if (isShown()) show(...args);
    };
  const { dispatch, report, addFiles } = ports;
  return {
    ...ports,
    dispatch: whileShown(dispatch),
    report: whileShown(report),
    addFiles: whileShown(addFiles),
  };
}
