import type { AuthorityCertificate } from "../ports/certificate-maker.ts";
import { escaped } from "./escaped.ts";

/**
 * A configuration profile for iOS and iPadOS that holds the certificate, unsigned.
 * Its identifiers follow from the certificate, so that a second download replaces the first.
 *
 * @see Apple's Configuration Profile Reference, payload com.apple.security.root
 */
export function mobileProfile({ name, fingerprint, der }: AuthorityCertificate): string {
  const bytes = Buffer.from(fingerprint.replaceAll(":", ""), "hex");
  const [profileId, payloadId] = [uuidOf(bytes.subarray(0, 16)), uuidOf(bytes.subarray(16, 32))];
  const title = escaped(name);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>p2p-share.ca.${payloadId}</string>
      <key>PayloadUUID</key><string>${payloadId}</string>
      <key>PayloadDisplayName</key><string>${title}</string>
      <key>PayloadCertificateFileName</key><string>p2p-share-ca.crt</string>
      <key>PayloadContent</key>
      <data>${Buffer.from(der).toString("base64")}</data>
    </dict>
  </array>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>p2p-share.ca</string>
  <key>PayloadUUID</key><string>${profileId}</string>
  <key>PayloadDisplayName</key><string>${title}</string>
  <key>PayloadDescription</key><string>Lets this device open P2P Share over HTTPS. It can vouch for local names and addresses only.</string>
</dict>
</plist>
`;
}

/** RFC 9562 §5.8: version 8, whose other bits are ours. */
function uuidOf(bytes: Uint8Array): string {
  const own = Buffer.from(bytes);
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x80;
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80;
  const digits = own.toString("hex").toUpperCase();
  return [0, 8, 12, 16, 20].map((start, i, all) => digits.slice(start, all[i + 1] ?? 32)).join("-");
}
