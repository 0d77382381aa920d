import { findProgram, type Program } from "./programs.ts";
import { run, say } from "./run.ts";

let installing: Promise<unknown> = Promise.resolve();

/**
 * Installs programs that are missing, one call after the other, where that is possible: as root on a system with apt.
 *
 * @returns what is still missing and how to install it, or undefined when everything is there.
 */
export function installMissing(programs: readonly Program[]): Promise<string | undefined> {
  const installed = installing.then(() => installNow(programs));
  installing = installed.catch(() => undefined); // whoever is next has nothing to do with it
  return installed;
}

async function installNow(programs: readonly Program[]): Promise<string | undefined> {
  const missing = programs.filter((program) => !findProgram(program));
  if (missing.length === 0) return undefined;
  const canInstall = process.getuid?.() === 0 && Bun.which("apt-get") !== null;
  if (canInstall) {
    await install(missing.map(({ debianPackage }) => debianPackage));
    await Promise.all(missing.flatMap(({ service }) => (service === undefined ? [] : [silence(service)])));
  }
  const still = missing.filter((program) => !findProgram(program));
  if (still.length === 0) return undefined;
  const titles = still.map(({ title }) => title).join(", ");
  return `missing: ${titles}; on Debian: apt-get install ${still.map((p) => p.debianPackage).join(" ")}`;
}

async function install(packages: readonly string[]): Promise<void> {
  say(`Installing ${packages.join(", ")} with apt-get`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const update = await run(["apt-get", "update", "-qq", "-o", "Acquire::Retries=3"], { env });
  const command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "-o", "Acquire::Retries=3"];
  const { ok, output } = await run([...command, ...packages], { env });
  if (!ok) say(`${update.output}${output}`.trimEnd());
}

/** Tests need the program only: the service would hold ports that belong to whoever uses this machine. */
async function silence(service: string): Promise<void> {
  for (const command of [
    ["service", service, "stop"],
    ["update-rc.d", service, "disable"],
    ["systemctl", "disable", service],
  ]) {
    if (Bun.which(command[0] ?? "")) await run(command); // each fails where its kind of init is not the one in use
  }
}
