import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LAN_ADDRESS, LAN_NAME } from "../../../config/tasks/isolated-network.ts";
import { CERTUTIL, findProgram, OPENSSL, type Program } from "../../../config/tasks/programs.ts";
import { tempFolder } from "./temp-folder.ts";

/** A certificate authority of this test run, and a certificate from it for the server's address and name. */
interface Authority {
  readonly caFile: string;
  /** What `TLS=files` asks for. */
  readonly certFile: string;
  readonly keyFile: string;
}

let made: Authority | undefined;

/** Paths of the server's certificate and key, which every browser of the harness trusts. */
export function trustedCertificate(): Pick<Authority, "certFile" | "keyFile"> {
  return authority();
}

/** Adds the authority to those of a browser that has not started yet. @param folder of its certificates */
export function trustAuthority(folder: string): void {
  const database = `sql:${folder}`;
  run(CERTUTIL, "-N", "-d", database, "--empty-password");
  run(CERTUTIL, "-A", "-d", database, "-n", "P2P Share tests", "-t", "C,,", "-i", authority().caFile);
}

function authority(): Authority {
  made ??= make();
  return made;
}

function make(): Authority {
  const folder = tempFolder("authority");
  const file = (name: string) => join(folder, name);
  const [caFile, caKeyFile, certFile, keyFile] = ["ca.pem", "ca.key", "server.pem", "server.key"].map(
    file,
  ) as [string, string, string, string];
  const keyOf = (path: string) => [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
    path,
  ];
  const subject = (name: string) => ["-days", "7", "-subj", `/CN=${name}`];
  const caUse = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"];
  run(OPENSSL, "req", "-x509", ...keyOf(caKeyFile), ...subject("P2P Share tests"), ...caUse, "-out", caFile);
  const request = file("server.csr");
  run(OPENSSL, "req", "-new", ...keyOf(keyFile), "-subj", `/CN=${LAN_ADDRESS}`, "-out", request);
  const extensions = file("extensions");
  writeFileSync(
    extensions,
    `subjectAltName=IP:${LAN_ADDRESS},DNS:${LAN_NAME}\nextendedKeyUsage=serverAuth\n`,
  );
  const from = ["-CA", caFile, "-CAkey", caKeyFile, "-CAcreateserial", "-extfile", extensions];
  run(OPENSSL, "x509", "-req", "-in", request, ...from, "-days", "7", "-out", certFile);
  return { caFile, certFile, keyFile };
}

function run(program: Program, ...args: readonly string[]): void {
  const path = findProgram(program);
  if (!path) throw new Error(`${program.title} is not installed: apt-get install ${program.debianPackage}`);
  const { success, stderr } = Bun.spawnSync([path, ...args], { stdin: "ignore", stderr: "pipe" });
  if (!success) throw new Error(`${program.title} ${args[0]}: ${stderr.toString().trim()}`);
}
