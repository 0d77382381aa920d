import { type Loaded, loadConfig } from "#config/load.ts";

type Texts = Readonly<Record<string, string>>;

/** What these variables make of the settings, with these files by their paths and no others. */
export function loadSettings(env: Texts, files: Texts = {}): Loaded {
  return loadConfig(env, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`there is no ${path}`);
    return text;
  });
}

/** Why they make none; nothing where they do. */
export function problemsOf(env: Texts, files: Texts = {}): readonly string[] {
  const loaded = loadSettings(env, files);
  return "problems" in loaded ? loaded.problems : [];
}
