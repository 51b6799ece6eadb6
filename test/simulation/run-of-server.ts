import type { Random } from '../../src/core/random.ts'
import { RobotWatch } from '../../src/ingest/index.ts'
import type { NewRecord } from '../../src/schema/record.ts'
import { Newcomers } from '../../src/server/newcomers.ts'
import { PopularLists } from '../../src/server/overload/popular-lists.ts'
import { RateLimit } from '../../src/server/rate.ts'
import { SearchHere } from '../../src/server/search/here.ts'
import { Shop } from '../../src/server/shop.ts'
import { RebuildMark } from '../../src/store/rebuild-mark.ts'
import { SimulatedBlobStore } from '../../src/store/simulated/blob-store.ts'
import type { SimulatedDisk } from '../../src/store/simulated/disk.ts'
import { SimulatedEventLog } from '../../src/store/simulated/event-log.ts'
import type { SimulatedMachine, SimulatedTime } from '../../src/store/simulated/machine.ts'
import { PROFILES, SimulatedProfileStore } from '../../src/store/simulated/profile-store.ts'
import type { OfOneRun } from './front.ts'

export interface World {
  time: SimulatedTime
  disk: SimulatedDisk
  random: Random
  wallMs: number
  nameSecret: string
  /** How long a step of the disk takes at the moment. */
  slowMs: () => number
}

/** One life of the server process, from its start to its stop, its end or its death. */
export class RunOfServer {
  readonly machine: SimulatedMachine
  readonly log: SimulatedEventLog
  readonly services: OfOneRun
  /** What it ended itself for: memory was ahead of the disk. */
  broken?: unknown

  private constructor(machine: SimulatedMachine, log: SimulatedEventLog, services: OfOneRun) {
    this.machine = machine
    this.log = log
    this.services = services
  }

  get shop(): Shop {
    return this.services.shop
  }

  /** A record that a mistake of ours lets in: the engine takes half of it and throws. */
  async poison(id: string, visitor: string): Promise<void> {
    const items = [{ id: `half-${id.slice(-4)}`, price: 100, quantity: 1 }]
    const order = { name: 'purchase', items, transaction: null }
    const body = { ...order, visitor, time: this.machine.now(), channel: 'web' }
    const head = { id, partition: 0, type: 'event', version: 1, receivedAt: this.machine.now() }
    await this.shop.take([{ ...head, body: { ...body, verified: false } } as unknown as NewRecord])
  }

  /** The real start on simulated stores. @throws whatever keeps it from starting. */
  static async start(world: World, machine: SimulatedMachine): Promise<RunOfServer> {
    const { disk, slowMs } = world
    const log = await SimulatedEventLog.open(disk, machine, slowMs)
    const blobs = new SimulatedBlobStore(disk, machine, slowMs)
    if (await new RebuildMark(blobs).isOfDamage()) disk.remove(PROFILES)
    const profiles = await SimulatedProfileStore.open(disk, machine, slowMs)
    let run: RunOfServer | undefined
    let brokenEarly: unknown
    const shop = await Shop.open({
      shop: 'simulated',
      stores: { log, profiles, blobs },
      env: machine,
      secret: world.nameSecret,
      maxProfiles: 4,
      snapshotEvery: 25,
      onBroken(error) {
        if (run) run.broken = error
        else brokenEarly = error
      },
    })
    if (brokenEarly !== undefined) throw brokenEarly
    run = new RunOfServer(machine, log, {
      env: machine,
      shop,
      profiles,
      robots: new RobotWatch(1_000),
      newcomers: new Newcomers(machine),
      popular: new PopularLists(shop.engine),
      search: new SearchHere(log),
      rates: { perKey: new RateLimit(1e9), perAddress: new RateLimit(1e9) },
    })
    return run
  }
}
