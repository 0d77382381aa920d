import { healthUrl } from "./http/health-url.ts";

// The container's probe. It is a process every half minute on a small machine, so it loads no more than this.
const { HOST, PORT } = process.env;
const answer = await fetch(healthUrl({ HOST, PORT })).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
