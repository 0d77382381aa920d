import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LAN_ADDRESS, LAN_NAME } from "../../../config/tasks/isolated-network.ts";
import { CERTUTIL, OPENSSL } from "../../../config/tasks/programs.ts";
import { AuthorityFolder } from "../../../src/adapters/authority-folder.ts";
import { certificateMaker } from "../../../src/adapters/certificate-maker.ts";
import type { TlsPair } from "../../../src/ports/certificate.ts";
import { scopeWith } from "../../../src/tls/scope.ts";
import { runProgram } from "./installed.ts";
import { tempFolder } from "./temp-folder.ts";

/** A certificate authority of this test run, and a certificate from it for the server's address and name. */
interface Authority {
  readonly caFile: string;
  /** What `TLS=files` asks for. */
  readonly certFile: string;
  readonly keyFile: string;
}

let made: Authority | undefined;
let ownMade: OwnAuthority | undefined;

/** An authority as `TLS=local-ca` makes one, which may vouch for the server's name in the test network, too. */
interface OwnAuthority {
  readonly dataDir: string;
  readonly pair: TlsPair;
}

const DAY_MS = 86_400_000;

/** Made before a browser starts, and trusted by each. */
export function ownAuthority(): OwnAuthority {
  ownMade ??= makeOwn();
  return ownMade;
}

function makeOwn(): OwnAuthority {
  const dataDir = tempFolder("data");
  const validity = { notBefore: Date.now() - DAY_MS, notAfter: Date.now() + 3_652 * DAY_MS };
  const pair = certificateMaker.makeAuthority({
    name: "P2P Share CA",
    scope: scopeWith([LAN_NAME]),
    validity,
  });
  new AuthorityFolder(dataDir).save(pair);
  return { dataDir, pair };
}

/** Paths of the server's certificate and key, and of the authority, which every browser of the harness trusts. */
export function trustedCertificate(): Authority {
  return authority();
}

/** Adds both authorities to those of a browser that has not started yet. @param folder of its certificates */
export function trustAuthority(folder: string): void {
  const database = `sql:${folder}`;
  runProgram(CERTUTIL, ["-N", "-d", database, "--empty-password"]);
  const trusted = { tests: authority().caFile, own: join(ownAuthority().dataDir, "ca", "ca.crt") };
  for (const [name, file] of Object.entries(trusted)) {
    runProgram(CERTUTIL, ["-A", "-d", database, "-n", name, "-t", "C,,", "-i", file]);
  }
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
  runProgram(OPENSSL, [
    "req",
    "-x509",
    ...keyOf(caKeyFile),
    ...subject("P2P Share tests"),
    ...caUse,
    "-out",
    caFile,
  ]);
  const request = file("server.csr");
  runProgram(OPENSSL, ["req", "-new", ...keyOf(keyFile), "-subj", `/CN=${LAN_ADDRESS}`, "-out", request]);
  const extensions = file("extensions");
  writeFileSync(
    extensions,
    `subjectAltName=IP:${LAN_ADDRESS},DNS:${LAN_NAME}\nextendedKeyUsage=serverAuth\n`,
  );
  const from = ["-CA", caFile, "-CAkey", caKeyFile, "-CAcreateserial", "-extfile", extensions];
  runProgram(OPENSSL, ["x509", "-req", "-in", request, ...from, "-days", "7", "-out", certFile]);
  return { caFile, certFile, keyFile };
}
