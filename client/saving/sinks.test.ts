import type { SavePlan } from "../engine/ports.ts";
import { fileSinkContract, type SinkWorld } from "../testing/file-sink-contract.ts";
import { SavingWorld, testPlan, testSession } from "../testing/saving-world.ts";

const SESSION = testSession();

interface Pages extends SinkWorld {
  readonly world: SavingWorld;
}

/** Pages that save by this plan, one after the other. */
function pages(plan: (world: SavingWorld) => SavePlan): () => Pages {
  return () => {
    const world = new SavingWorld();
    let page = world.page();
    return {
      world,
      open: (file) => page.open(SESSION, file, plan(world)),
      reload() {
        world.closePage();
        page = world.page();
      },
      inPlace: () => world.folder.content("a.bin"),
      leftovers: async () => [
        ...world.opfs.paths(),
        ...world.folder.paths(),
        ...(await world.noted(SESSION)),
      ],
    };
  };
}

function fill({ world }: Pages): void {
  world.disk.freeBytes = 0;
}

const byOpfs = pages(() => testPlan("opfs"));
const byDatabase = pages(() => testPlan("indexeddb"));
const inMemory = pages(() => testPlan("memory"));
const inFolder = pages(({ folder }) => testPlan("folder", { handle: folder.handle }));
const inFile = pages(({ folder }) => testPlan("file", { handle: folder.pick("a.bin") }));

fileSinkContract("opfs", byOpfs, { keeps: true, readable: true, fill });
fileSinkContract("indexeddb", byDatabase, { keeps: true, readable: true });
fileSinkContract("memory", inMemory, { keeps: false, readable: true });
fileSinkContract("folder", inFolder, { keeps: false, readable: false, fill });
fileSinkContract("file", inFile, { keeps: false, readable: false, fill });
