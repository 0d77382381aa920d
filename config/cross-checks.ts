import ipaddr from "ipaddr.js";
import { isRelay } from "#protocol/signaling/ice-server.ts";
import { isAddress } from "./address.ts";
import type { Config } from "./settings.ts";

/**
 * Problems that no single setting has.
 *
 * @param isWrong whether a setting has a problem of its own, which is told already
 */
export function crossProblems(config: Partial<Config>, isWrong: (key: keyof Config) => boolean): string[] {
  const isMissing = (key: keyof Config) => config[key] === undefined && !isWrong(key);
  const problems: string[] = [];
  if (config.tls === "files" && isMissing("tlsCertFile")) {
    problems.push("TLS_CERT_FILE is not set: expected the path of the certificate, because TLS is files");
  }
  if (config.tls === "files" && isMissing("tlsKeyFile")) {
    problems.push(
      "TLS_KEY_FILE is not set: expected the path of the certificate's key, because TLS is files",
    );
  }
  if (config.tls === "local-ca" && isMissing("dataDir")) {
    problems.push(
      "DATA_DIR is not set: expected a folder for the certificate authority, because TLS is local-ca",
    );
  }
  problems.push(...equalPorts(config));
  const lacksCredentials = config.iceServers?.some(
    (server) => isRelay(server) && server.username === undefined,
  );
  if (lacksCredentials && isMissing("turnSecret")) {
    problems.push(
      "TURN_SECRET is not set: expected the secret of the TURN server in ICE_SERVERS that has no username and credential",
    );
  }
  return problems;
}

/** Two listeners on one port would blame another program, unless each has an address of its own. */
function equalPorts(config: Partial<Config>): string[] {
  const [hasTls, hasRelay] = [config.tls !== undefined && config.tls !== "off", config.turnEnabled === "on"];
  const used = [
    ["PORT", config.port, config.host],
    ["HTTPS_PORT", hasTls ? config.httpsPort : undefined, config.host],
    ["TURN_PORT", hasRelay ? config.turnPort : undefined, config.turnHost ?? config.host],
    ["TURN_TLS_PORT", hasTls && hasRelay ? config.turnTlsPort : undefined, config.turnHost ?? config.host],
  ] as const;
  return used.flatMap(([name, number, host], index) => {
    const other = used.slice(0, index).find(([, earlier, at]) => earlier === number && !areApart(host, at));
    return number && other ? [`${name} is ${number}: expected another port than that of ${other[0]}`] : [];
  });
}

/** Whether these are two addresses of which neither stands for all. What a name stands for is not known. */
function areApart(one = "", other = ""): boolean {
  if (!isAddress(one) || !isAddress(other)) return false;
  const addresses = [one, other].map((host) => ipaddr.process(host));
  if (addresses.some((address) => address.range() === "unspecified")) return false;
  return addresses[0]?.toString() !== addresses[1]?.toString();
}
