import type { Words } from "../text.ts";

const MISMATCH = "收到的内容和发送的不一致，没有保存。";
const LEFT = "文件还没传完，另一台设备就离开了。文件没有保存。请用新的取件码再发送一次。";
const PROTOCOL = "两台设备之间的通信出错了。文件没有保存。请在两台设备上重新加载本页，再发送一次。";

/** Why a file did not arrive, as the side says it that sends (`out`) or receives it (`in`). */
export const FAILURES: Words["failure"] = {
  "hash-mismatch": { out: `${MISMATCH}请再发送一次。`, in: `${MISMATCH}请让对方再发送一次。` },
  changed: {
    out: "这不是之前选的那个文件。请重新发送。",
    in: "文件在另一台设备上被改动过，没有保存。请让对方重新发送。",
  },
  unreadable: {
    out: "这台设备读不到这个文件了。它是不是被移动、改动或删除了？",
    in: "另一台设备读不到这个文件了。它在那边是不是被移动、改动或删除了？",
  },
  "cannot-save": {
    out: "另一台设备没能保存这个文件：那边的浏览器拒绝保存。请再发送一次，或在那边换一个浏览器试试。",
    in: "这台设备没能保存这个文件：浏览器拒绝保存。请让对方再发送一次，或换一个浏览器试试。",
  },
  "no-room": {
    out: "另一台设备的磁盘已满。请在那边腾出空间，再重新发送。",
    in: "这台设备的磁盘已满。请腾出空间，再让对方重新发送。",
  },
  "too-large": {
    out: "文件太大，另一台设备的浏览器放不下。请看它的屏幕，上面写着最多能收多大。",
    in: "文件太大，这个窗口放不下。请不要使用无痕窗口，或换一个浏览器。",
  },
  declined: {
    out: "对方已拒绝。对方需要时，请再发送一次。",
    in: "已拒绝。如果还是想要，请让对方再发送一次。",
  },
  cancelled: {
    out: "已取消，文件没有保存。如果还需要，请再发送一次。",
    in: "已取消，文件没有保存。如果还想要，请让对方再发送一次。",
  },
  unanswered: {
    out: "10 分钟内没有人答复，所以已撤回。等对方有人时，请再发送一次。",
    in: "这里 10 分钟内没有人接受，所以已撤回。请让对方再发送一次。",
  },
  "peer-left": { out: LEFT, in: LEFT },
  protocol: { out: PROTOCOL, in: PROTOCOL },
};
