import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '../../src/core/random.ts'
import { buildApp } from '../../src/server/app.ts'
import { ConsoleDoor } from '../../src/server/console-door.ts'
import { BROWSER } from '../../src/server/fixtures/set-up.ts'
import { Keys } from '../../src/server/keys.ts'
import { Metrics } from '../../src/server/metrics.ts'
import { Gate } from '../../src/server/overload/gate.ts'
import { People } from '../../src/server/people/people.ts'
import type { Services } from '../../src/server/services.ts'
import { machine } from '../../src/store/machine.ts'
import { SimulatedDisk } from '../../src/store/simulated/disk.ts'
import { SimulatedMachine, SimulatedTime } from '../../src/store/simulated/machine.ts'
import { RunOfServer } from './run-of-server.ts'

/** What a run of the server brings of its own; keys, figures and the doors outlive it. */
export type OfOneRun = Omit<
  Services,
  'keys' | 'people' | 'door' | 'metrics' | 'gate' | 'erasure' | 'log' | 'outward' | 'clerk'
>

export interface Asked {
  url: string
  payload: object
  /** A browser with this cookie; without one it is the shop's server. */
  cookie?: string
}

export interface Answered {
  status: number
  body: Record<string, never>
}

/**
 * The real routes. Making them takes longer than a whole simulated life, so they are made
 * once, hold nothing themselves, and lead to whichever server runs at the moment.
 */
export class Front {
  running: OfOneRun
  readonly #app: Awaited<ReturnType<typeof buildApp>>
  readonly #keys: Keys
  readonly #folder: string

  private constructor(
    running: OfOneRun,
    folder: string,
    keys: Keys,
    app: Awaited<ReturnType<typeof buildApp>>,
  ) {
    this.running = running
    this.#folder = folder
    this.#keys = keys
    this.#app = app
  }

  static async open(): Promise<Front> {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-simulation-'))
    const keys = new Keys(folder, { ...machine, random: always })
    const people = new People(folder, machine)
    const first = await firstRun(keys.nameSecret)
    let front: Front | undefined
    const running = () => front?.running ?? first
    const part = <N extends keyof OfOneRun>(name: N) => leadingTo(() => running()[name] as object)
    const app = await buildApp({
      keys,
      people,
      door: new ConsoleDoor(machine, people),
      metrics: new Metrics(),
      gate: new Gate(noQueue),
      env: part('env'),
      shop: part('shop'),
      robots: part('robots'),
      newcomers: part('newcomers'),
      rates: part('rates'),
      popular: part('popular'),
    } as Services)
    await app.ready()
    front = new Front(first, folder, keys, app)
    return front
  }

  get nameSecret(): string {
    return this.#keys.nameSecret
  }

  /** Never answered when the server is killed meanwhile. */
  async send({ url, payload, cookie }: Asked): Promise<Answered> {
    const key = cookie === undefined ? this.#keys.firstServerKey : this.#keys.publicKey
    const headers = { authorization: `Bearer ${key}`, 'user-agent': BROWSER }
    const who = cookie === undefined ? {} : { cookie: `vitrine=${cookie.padEnd(43, 'x')}` }
    const answer = await this.#app.inject({
      method: 'POST',
      url,
      payload,
      headers: { ...headers, ...who },
    })
    return { status: answer.statusCode, body: answer.json() }
  }

  async close(): Promise<void> {
    await this.#app.close()
    rmSync(this.#folder, { recursive: true })
  }
}

/** How a queue for the disk is shed is tested apart, by time, which nothing here may depend on. */
const noQueue = { pendingBytes: 0 }

/** A shop that nobody visits, for the routes to be made for. */
async function firstRun(nameSecret: string): Promise<OfOneRun> {
  const time = new SimulatedTime()
  const random = new Random(1)
  const disk = new SimulatedDisk(random)
  const world = { time, disk, random, wallMs: 0, nameSecret, slowMs: () => 0 }
  const starting = RunOfServer.start(world, new SimulatedMachine(time, random, 0))
  let run: RunOfServer | undefined
  starting.then(started => (run = started))
  while (!run) {
    time.next(60_000)
    await new Promise(resolve => setImmediate(resolve))
  }
  return run.services
}

/** The same keys and the same secret in every process, or a seed would not be one life. */
function always(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, n) => (n * 37) % 256)
}

function leadingTo<T extends object>(now: () => T): T {
  return new Proxy({} as T, {
    get(_, name) {
      const target = now()
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
