import * as v from "valibot";

/** Digits in a session code. */
export const CODE_LENGTH = 6;

/** How many codes there are: 000000 to 999999. */
export const CODE_COUNT = 10 ** CODE_LENGTH;

/** Six decimal digits: what a person reads from one screen and types into another. */
export const SessionCode = v.pipe(v.string(), v.regex(/^\d{6}$/, "six digits"), v.brand("SessionCode"));
export type SessionCode = v.InferOutput<typeof SessionCode>;

/** 128 random bits as hex: names a session between server and peers, never typed by a person. */
export const SessionId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, "32 hex digits"), v.brand("SessionId"));
export type SessionId = v.InferOutput<typeof SessionId>;

/** 128 random bits as hex: the secret by which a browser takes its own place in a session again. */
export const ResumeToken = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{32}$/, "32 hex digits"),
  v.brand("ResumeToken"),
);
export type ResumeToken = v.InferOutput<typeof ResumeToken>;

/** 32 bits as hex: names a file within one offer; the same bits stand in each chunk's header. */
export const FileId = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/, "8 hex digits"), v.brand("FileId"));
export type FileId = v.InferOutput<typeof FileId>;

/** 64 random bits as hex: names an open page to the others for as long as its socket is open. */
export const DeviceId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, "16 hex digits"), v.brand("DeviceId"));
export type DeviceId = v.InferOutput<typeof DeviceId>;

/** 64 random bits as hex: names one question from one device to another. */
export const InvitationId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{16}$/, "16 hex digits"),
  v.brand("InvitationId"),
);
export type InvitationId = v.InferOutput<typeof InvitationId>;

/** SHA-256 as lower-case hex. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "64 hex digits"), v.brand("Sha256"));
export type Sha256 = v.InferOutput<typeof Sha256>;

/** @throws {v.ValiError} where the text is not such an id: for text that we made ourselves. */
export const sessionCode = v.parser(SessionCode);
export const sessionId = v.parser(SessionId);
export const resumeToken = v.parser(ResumeToken);
export const sha256 = v.parser(Sha256);
export const deviceId = v.parser(DeviceId);
export const invitationId = v.parser(InvitationId);

/** @param value an unsigned 32-bit number */
export function fileId(value: number): FileId {
  return v.parse(FileId, value.toString(16).padStart(8, "0"));
}
