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
  if (config.tls === "files" && config.turnEnabled === "off") {
    problems.push(
      "TLS is files: expected off, because so far it serves only the relay, and TURN_ENABLED is off",
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
function equalPorts({ turnEnabled, tls, port, turnPort, turnTlsPort }: Partial<Config>): string[] {
  if (turnEnabled !== "on") return [];
  const used = [
    ["PORT", port],
    ["TURN_PORT", turnPort],
    ["TURN_TLS_PORT", tls === "files" ? turnTlsPort : undefined],
  ] as const;
  return used.flatMap(([name, number], index) => {
    const other = used.slice(0, index).find(([, earlier]) => earlier === number);
    return number && other ? [`${name} is ${number}: expected another port than that of ${other[0]}`] : [];
  });
}
