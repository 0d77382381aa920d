/** Unpredictable bytes: codes and session ids come from here. */
export interface Random {
  bytes(length: number): Uint8Array;
}
