import { formatCount } from "../format.ts";
import { pluralIn } from "../plural.ts";
import type { Words } from "../text.ts";

const countedFiles = pluralIn("zh-Hans")({ other: "# 个文件" });

/** Devices that have the page open. */
export const NEARBY: Words["nearby"] = {
  title: "附近的设备",
  body: "点一下设备，不用取件码就能发送。",
  orTap: "或者点一下附近的设备：",
  looking: "正在查找设备。",
  empty: "还没有发现别的设备。请在同一网络的另一台设备上打开本页。",
  emptyOfAll: "还没有发现别的设备。请在另一台设备上打开本页。",
  hidden:
    "各台设备都以同一个地址访问这台服务器，服务器分不清哪些在你的网络里，所以一台也不显示。管理员可以把 `TRUST_PROXY` 设为所用的代理，或设置 `DISCOVERY=all`。取件码照常可用。",
  crowded: (most) => `已有 ${formatCount(most)} 台设备在这里打开了本页，再多就难以分辨了。请使用取件码。`,
  you: "这台设备的名称是 {name}",
  rename: "更改这台设备的名称",
  nameLabel: "这台设备的名称，附近的设备会看到",
  save: "保存",
  cancel: "取消",
  kind: { phone: "手机", tablet: "平板", computer: "电脑", other: "设备" },
  asked: {
    waiting: "等待对方答复",
    accepted: "对方已接受，正在连接",
    declined: "对方已拒绝。点一下可再次询问",
    busy: "对方正忙。点一下可再次询问",
    gone: "已经不在了",
    unanswered: "没有答复。点一下可再次询问",
    limited: "发出的邀请太多。请一分钟后再点一下",
    lost: "与服务器的连接断开了。点一下可再次询问",
  },
  left: {
    gone: "{device} 已经不在了。请在那台设备上重新打开本页，或使用取件码。",
    lost: "{device} 答复之前，与服务器的连接断开了。等它再次出现时点一下，或使用取件码。",
    accepted: "{device} 已接受，正在连接。",
    other: "{device} 已离开。请在那台设备上重新打开本页，或使用取件码。",
  },
  news: (name, state) => `${name}：${state}`,
  takeBack: (name) => `撤回给 ${name} 的邀请`,
  dismiss: "知道了",
  invitation: {
    title: "{device} 想给你发送 {amount}",
    amount: (files, size) => `${countedFiles(files)}，${size}`,
    endsCode: "接受之后，你自己的取件码就不能再用了。",
    accept: "接受",
    decline: "拒绝",
    close: "关闭",
    over: {
      withdrawn: "{device} 撤回了邀请。",
      gone: "{device} 已经不在了。",
      unanswered: "{device} 的邀请已过期，可以在那台设备上再次发送。",
      lost: "与服务器的连接断开了。{device} 可以再次发送邀请。",
    },
  },
};
