import { isRelay } from "#protocol/signaling/ice-server.ts";
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

/** Two listeners on one port would blame another program. */
function equalPorts(config: Partial<Config>): string[] {
  const [hasTls, hasRelay] = [config.tls !== undefined && config.tls !== "off", config.turnEnabled === "on"];
  const used = [
    ["PORT", config.port],
    ["HTTPS_PORT", hasTls ? config.httpsPort : undefined],
    ["TURN_PORT", hasRelay ? config.turnPort : undefined],
    ["TURN_TLS_PORT", hasTls && hasRelay ? config.turnTlsPort : undefined],
  ] as const;
  return used.flatMap(([name, number], index) => {
    const other = used.slice(0, index).find(([, earlier]) => earlier === number);
    return number && other ? [`${name} is ${number}: expected another port than that of ${other[0]}`] : [];
  });
}
