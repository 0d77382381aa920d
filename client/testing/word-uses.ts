/** Keys from the outermost inwards; `*` stands for any: `text.problem[problem].title` is problem, *, title. */
type Path = readonly string[];

/** A name under which a source knows a catalogue, or a group of it. */
interface Known {
  readonly name: string;
  readonly path: Path;
}

const ANY = "*";

/**
 * The words of a catalogue that no source reads.
 *
 * How a use is told: `text.code.howTo` uses that word; `text.problem[problem].title` the title of every problem, since
 * any key may stand in brackets; `{...text.wait.opening}`, or any other use of a group as a whole, all of its words.
 * `const { exact } = text.ended` uses none where `exact` is a group, but gives it a name that is followed.
 *
 * @param words paths as `leavesOf` gives them
 * @param name the one that sources import the catalogue by
 */
export function unusedWords(
  words: Iterable<string>,
  sources: readonly string[],
  name: string,
): readonly string[] {
  const paths = [...words].map((word) => word.split("."));
  const uses = sources.flatMap((source) => usesIn(source, name, paths));
  return paths.filter((path) => !uses.some((use) => isWithin(use, path))).map((path) => path.join("."));
}

/** Whether one of them leads to the other: a group is used with all its words, and of a word more may be asked. */
const isWithin = (use: Path, path: Path) =>
  path.every((key, i) => use[i] === undefined || use[i] === ANY || use[i] === key);

function usesIn(source: string, name: string, words: readonly Path[]): readonly Path[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const isGroup = (use: Path) => words.some((path) => path.length > use.length && isWithin(use, path));
  const known: Known[] = namesIn(code, name).map((local) => ({ name: local, path: [] }));
  const uses: Path[] = [];
  // The list grows while it is gone through: a group with a name of its own is followed under that name.
  for (const at of known) {
    for (const { path, start, end } of chainsOf(code, at)) {
      const named = namesGiven(code.slice(0, start), code.slice(end), path);
      known.push(...named.filter((one) => isGroup(one.path)));
      uses.push(...(named.length > 0 ? named.map((one) => one.path).filter((one) => !isGroup(one)) : [path]));
    }
  }
  return uses;
}

/** What a source calls the catalogue, if it has it at all. */
function namesIn(code: string, name: string): readonly string[] {
  if (code.includes(`export const ${name}:`)) return [name];
  const imported = new RegExp(`^import \\{[^}]*\\b${name}(?: as (\\w+))?[ ,][^}]*\\} from`, "m").exec(code);
  return imported ? [imported[1] ?? name] : [];
}

/** Every place where something below a name is read. */
function chainsOf(code: string, { name, path: from }: Known) {
  return [...code.matchAll(new RegExp(`(?<![\\w$])(?<!(?<!\\.\\.)\\.)${name}(?=\\s*[.?[])`, "g"))].map(
    ({ index }) => {
      const path = [...from];
      let end = index + name.length;
      for (;;) {
        const [whole = "", key, bracket] = /^\s*\??\.?(?:(?<=\.)(\w+)|(\[))/.exec(code.slice(end)) ?? [];
        if (whole === "") return { path, start: index, end };
        end += whole.length;
        if (bracket) end = afterBracket(code, end);
        path.push(key ?? literalIn(code.slice(0, end)) ?? ANY);
      }
    },
  );
}

function afterBracket(code: string, start: number): number {
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < code.length; end++) {
    if (code[end] === "[") depth++;
    if (code[end] === "]") depth--;
  }
  return end;
}

/** The key of `["page-failed"]`, which stands at the end. */
const literalIn = (code: string) => /\["([^"\]]*)"\]$/.exec(code)?.[1];

/** The names of `const exact = …;` and of `const { exact, title: said } = …;`. */
function namesGiven(before: string, after: string, path: Path): readonly Known[] {
  const [, whole, parts] = /const (?:(\w+)|\{([^{}]*)\}) = $/.exec(before) ?? [];
  if (!/^\s*;/.test(after)) return [];
  if (whole !== undefined) return [{ name: whole, path }];
  return (parts ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [key = "", name = key] = part.split(/\s*:\s*/);
      return { name, path: [...path, key] };
    });
}
