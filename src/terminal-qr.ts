/** Light modules around the code, as ISO/IEC 18004 asks. */
const QUIET_ZONE = 4;

/** Of the start message. */
const INDENT = "    ";

const BLACK_ON_WHITE = "\x1b[30;107m";
const PLAIN = "\x1b[0m";

/**
 * A QR code as text, two rows of modules in a line: 41 columns and 19 lines at most for an address of the LAN.
 * In colours it is black on white whatever the terminal's colours are. Without them the light modules are the
 * characters, which is right on a dark background, and inverted on a light one: most readers take that too.
 */
export async function terminalQr(url: string, inColours: boolean): Promise<string> {
  const { create } = await import("qrcode");
  const { modules } = create(url, { errorCorrectionLevel: "L" });
  const isLight = (row: number, column: number) => {
    const isInside = row >= 0 && column >= 0 && row < modules.size && column < modules.size;
    return !(isInside && modules.get(row, column));
  };
  const lines: string[] = [];
  for (let row = -QUIET_ZONE; row < modules.size + QUIET_ZONE; row += 2) {
    let line = "";
    for (let column = -QUIET_ZONE; column < modules.size + QUIET_ZONE; column++) {
      const [upper, lower] = [isLight(row, column), isLight(row + 1, column)];
      line += inColours ? block(!upper, !lower) : block(upper, lower);
    }
    lines.push(INDENT + (inColours ? BLACK_ON_WHITE + line + PLAIN : line));
  }
  return lines.join("\n");
}

/** One character of a line, filled above, below, both or not at all. */
function block(upper: boolean, lower: boolean): string {
  if (upper) return lower ? "█" : "▀";
  return lower ? "▄" : " ";
}

/**
 * Whether block characters come out as such. Where nothing is said, as in a container, they do.
 *
 * @param env as POSIX has it: the first of these that is set tells the encoding
 */
export function showsBlocks(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find(Boolean);
  return env["TERM"] !== "dumb" && (locale === undefined || /utf-?8/i.test(locale));
}
