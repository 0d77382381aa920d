/** A program (or font) that is not an npm package: where it may be found and which Debian package has it. */
export interface Program {
  /** What a person calls it. */
  readonly title: string;
  /** Names to look for on PATH, best first; a name with `*` is a pattern of files below /usr/share. */
  readonly names: readonly string[];
  /** Environment variable that overrides the search with a path. */
  readonly env?: string;
  readonly debianPackage: string;
  /** What the package starts, at once and at each boot, if nobody prevents it. */
  readonly service?: string;
}

/** The Chromium that browser tests and benchmarks drive. */
export const CHROMIUM: Program = {
  title: "Chromium",
  names: ["chromium", "chromium-browser", "google-chrome"],
  env: "CHROMIUM",
  debianPackage: "chromium",
};

/** The Firefox that browser tests and benchmarks drive. */
export const FIREFOX: Program = {
  title: "Firefox",
  names: ["firefox-esr", "firefox"],
  env: "FIREFOX",
  debianPackage: "firefox-esr",
};

/** Sets up the test network. */
export const IP: Program = {
  title: "ip",
  names: ["ip", "/sbin/ip", "/usr/sbin/ip"],
  debianPackage: "iproute2",
};

/** Limits the rate of a link in the test network. */
export const TC: Program = {
  title: "tc",
  names: ["tc", "/sbin/tc", "/usr/sbin/tc"],
  debianPackage: "iproute2",
};

/** The relay that ours is measured against. */
export const COTURN: Program = {
  title: "coturn",
  names: ["turnserver"],
  debianPackage: "coturn",
  service: "coturn",
};

/** Scrapes the product's metrics. The package has `promtool` too. */
export const PROMETHEUS: Program = {
  title: "Prometheus",
  names: ["prometheus"],
  debianPackage: "prometheus",
  service: "prometheus",
};

/** Drops packets in the test network. */
export const NFT: Program = {
  title: "nft",
  names: ["nft", "/usr/sbin/nft"],
  debianPackage: "nftables",
};

/** Makes certificates for tests. */
export const OPENSSL: Program = { title: "openssl", names: ["openssl"], debianPackage: "openssl" };

/** Makes browsers trust a certificate of the tests. */
export const CERTUTIL: Program = {
  title: "certutil",
  names: ["certutil"],
  debianPackage: "libnss3-tools",
};

/** Finds names and services in the test network. */
export const AVAHI: Program = {
  title: "avahi-daemon",
  names: ["avahi-daemon", "/usr/sbin/avahi-daemon"],
  debianPackage: "avahi-daemon",
  service: "avahi-daemon",
};

/** Asks that daemon. */
export const AVAHI_RESOLVE: Program = {
  title: "avahi-resolve",
  names: ["avahi-resolve"],
  debianPackage: "avahi-utils",
};

/** By which they speak to each other. */
export const DBUS: Program = { title: "dbus-daemon", names: ["dbus-daemon"], debianPackage: "dbus" };

/** Reads QR codes. */
export const ZBARIMG: Program = { title: "zbarimg", names: ["zbarimg"], debianPackage: "zbar-tools" };

/** Reverse proxies whose examples are started. */
export const CADDY: Program = {
  title: "Caddy",
  names: ["caddy"],
  debianPackage: "caddy",
  service: "caddy",
};
export const NGINX: Program = {
  title: "nginx",
  names: ["nginx", "/usr/sbin/nginx"],
  debianPackage: "nginx",
  service: "nginx",
};

/** Reads the unit file as systemd does; needs no running systemd. */
export const SYSTEMD_ANALYZE: Program = {
  title: "systemd-analyze",
  names: ["systemd-analyze"],
  debianPackage: "systemd",
};

/** Runs containers. The command of the same package comes first: another one may be of another version. */
export const DOCKER: Program = {
  title: "Docker's command",
  names: ["/usr/bin/docker", "docker"],
  debianPackage: "docker.io",
};

/** The engine behind it. */
export const DOCKERD: Program = {
  title: "Docker's engine",
  names: ["dockerd", "/usr/sbin/dockerd"],
  debianPackage: "docker.io",
  service: "docker",
};

/** Reads compose files. */
export const DOCKER_COMPOSE: Program = {
  title: "Docker Compose",
  names: ["docker-compose"],
  debianPackage: "docker-compose",
};

/** Makes a Debian system in a file. */
export const MMDEBSTRAP: Program = {
  title: "mmdebstrap",
  names: ["mmdebstrap"],
  debianPackage: "mmdebstrap",
};

/** Without it emoji are boxes in screenshots. */
export const EMOJI_FONT: Program = {
  title: "an emoji font",
  names: ["fonts/**/*Emoji*.ttf"],
  debianPackage: "fonts-noto-color-emoji",
};

/** The path of a program, or undefined where it is not installed. */
export function findProgram({ names, env }: Program): string | undefined {
  const chosen = env === undefined ? undefined : process.env[env];
  if (chosen) return Bun.which(chosen) ?? undefined;
  for (const name of names) {
    const path = name.includes("*") ? firstFile(name) : Bun.which(name);
    if (path) return path;
  }
  return undefined;
}

/** Where a program is. @throws where it is not installed */
export function pathOf(program: Program): string {
  const path = findProgram(program);
  if (!path) throw new Error(`${program.title} is not installed: apt-get install ${program.debianPackage}`);
  return path;
}

function firstFile(pattern: string): string | undefined {
  const [file] = new Bun.Glob(pattern).scanSync({ cwd: "/usr/share", absolute: true });
  return file;
}
