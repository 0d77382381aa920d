import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Version,
  Validity as X509Validity,
} from "@peculiar/asn1-x509";
import { isAddress } from "#config/address.ts";
import type { TlsPair, Validity } from "../ports/certificate.ts";
import type { AuthorityFacts, CertificateMaker, Scope } from "../ports/certificate-maker.ts";
import { readCertificate } from "./read-pair.ts";

const COMMON_NAME = "2.5.4.3";
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const CURVE = "prime256v1";

/** 127 bits: RFC 5280 §4.1.2.2 wants a positive number of at most 20 bytes. */
const SERIAL_BYTES = 16;

/** Certificates with ECDSA over P-256. Imported where an authority is wanted only: it takes memory. */
export const certificateMaker: CertificateMaker = {
  makeAuthority({ name, scope, validity }) {
    const keys = generateKeyPairSync("ec", { namedCurve: CURVE });
    const id = keyIdOf(keys.publicKey);
    // So that a person, and a program that looks for an issuer by its name, can tell one from its successor.
    const subject = nameOf(`${name} ${Buffer.from(id).toString("hex").slice(0, 8)}`);
    const extensions = [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), true),
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
      extension(id_ce_nameConstraints, constraintsOf(scope), true),
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(id)),
    ];
    const cert = signed({
      subject,
      issuer: subject,
      validity,
      extensions,
      ...keys,
      signingKey: keys.privateKey,
    });
    return { cert, key: pemOf(keys.privateKey) };
  },

  readAuthority(pair) {
    const validity = readCertificate(pair);
    if ("fault" in validity) return validity;
    const isOurKind = createPrivateKey(pair.key).asymmetricKeyDetails?.namedCurve === CURVE;
    const { ca, subject, fingerprint256: fingerprint, raw } = new X509Certificate(pair.cert);
    if (!isOurKind || !ca) return { fault: "no-authority" };
    const name = /^CN=(.*)$/m.exec(subject)?.[1] ?? subject;
    const der = new Uint8Array(raw);
    return {
      ...validity,
      name,
      fingerprint,
      der,
      scope: scopeOf(certificateIn(pair)),
    } satisfies AuthorityFacts;
  },

  issue(authority, { hosts, validity }) {
    const { tbsCertificate: issuer } = certificateIn(authority);
    const keys = generateKeyPairSync("ec", { namedCurve: CURVE });
    const authorityKey = createPrivateKey(authority.key);
    const authorityId = new KeyIdentifier(keyIdIn(issuer));
    const extensions = [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
      extension(id_ce_subjectAltName, new SubjectAlternativeName(hosts.map(generalName))),
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdOf(keys.publicKey))),
      extension(id_ce_authorityKeyIdentifier, new AuthorityKeyIdentifier({ keyIdentifier: authorityId })),
    ];
    // With a space in it, it is not taken for a host's name, for which it would have to be within the constraints.
    const subject = nameOf("P2P Share server");
    const parts = { subject, issuer: issuer.subject, validity, extensions };
    const cert = signed({ ...parts, publicKey: keys.publicKey, signingKey: authorityKey });
    return { cert, key: pemOf(keys.privateKey) };
  },
};

interface Parts {
  readonly subject: Name;
  readonly issuer: Name;
  readonly validity: Validity;
  readonly extensions: Extension[];
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
}

/** @returns PEM */
function signed({ subject, issuer, validity, extensions, publicKey, signingKey }: Parts): string {
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const serialNumber = randomBytes(SERIAL_BYTES);
  serialNumber[0] = ((serialNumber[0] ?? 0) & 0x3f) | 0x40; // positive, and as long as it looks
  const notBefore = new Date(validity.notBefore);
  const notAfter = new Date(validity.notAfter);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: bufferOf(serialNumber),
    signature: algorithm,
    issuer,
    validity: new X509Validity({ notBefore, notAfter }),
    subject,
    subjectPublicKeyInfo: AsnConvert.parse(spkiOf(publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions(extensions),
  });
  const signatureValue = bufferOf(
    sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), signingKey),
  );
  const certificate = new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue });
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString();
}

function certificateIn({ cert }: TlsPair): Certificate {
  return AsnConvert.parse(new X509Certificate(cert).raw, Certificate);
}

function extension(extnID: string, value: unknown, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function nameOf(commonName: string): Name {
  const value = new AttributeValue({ utf8String: commonName });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })])]);
}

/** An address, a network as CIDR, or a name. */
function generalName(host: string): GeneralName {
  const isNumeric = host.includes("/") || isAddress(host);
  return new GeneralName(isNumeric ? { iPAddress: host } : { dNSName: host });
}

function constraintsOf({ names, networks }: Scope): NameConstraints {
  const permitted = [...names, ...networks].map((host) => new GeneralSubtree({ base: generalName(host) }));
  return new NameConstraints({ permittedSubtrees: new GeneralSubtrees(permitted) });
}

function scopeOf({ tbsCertificate }: Certificate): Scope | undefined {
  const found = tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_nameConstraints);
  if (!found) return undefined;
  const { permittedSubtrees } = AsnConvert.parse(found.extnValue, NameConstraints);
  const bases = (permittedSubtrees ?? []).map(({ base }) => base);
  return {
    names: bases.flatMap(({ dNSName }) => dNSName ?? []),
    networks: bases.flatMap(({ iPAddress }) => iPAddress ?? []),
  };
}

/** RFC 7093 §2, method 1: the first 160 bits of the key's SHA-256. */
function keyIdOf(publicKey: KeyObject): ArrayBuffer {
  const { subjectPublicKey } = AsnConvert.parse(spkiOf(publicKey), SubjectPublicKeyInfo);
  return keyIdOfBits(subjectPublicKey);
}

function keyIdOfBits(subjectPublicKey: ArrayBuffer): ArrayBuffer {
  const digest = createHash("sha256").update(new Uint8Array(subjectPublicKey)).digest();
  return bufferOf(digest.subarray(0, 20));
}

/** As the authority's own certificate has it, or else as we would have made it. */
function keyIdIn({ extensions, subjectPublicKeyInfo }: TBSCertificate): ArrayBuffer {
  const found = extensions?.find(({ extnID }) => extnID === id_ce_subjectKeyIdentifier);
  if (!found) return keyIdOfBits(subjectPublicKeyInfo.subjectPublicKey);
  return AsnConvert.parse(found.extnValue, SubjectKeyIdentifier).buffer;
}

function spkiOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: "spki", format: "der" });
}

function pemOf(privateKey: KeyObject): string {
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** A copy: a Buffer may be a part of a larger one. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
