import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { hash32 } from '../core/hash.ts'
import { type ClickEvent, type ClickReading, readClickLog } from '../ingest/index.ts'
import { API_FLAGS, type Api, findApi } from './api.ts'
import { Complaint, readFlags } from './flags.ts'
import { insist } from './insist.ts'
import { sizeOf } from './named-file.ts'
import { grouped, Progress } from './progress.ts'
import { say } from './say.ts'

const LANES = 4
/** Clicks sent before the place is written down; each lane sends its share at once. */
const WAVE = 1_600
const BATCH = 400

export async function run(args: string[]): Promise<void> {
  const flags = { ...API_FLAGS, 'from-start': { type: 'boolean' } } as const
  const { values, positionals } = readFlags(args, flags)
  const file = positionals[0]
  if (file === undefined) throw new Complaint('Replay which file? Name a click log.')
  const api = findApi(values)
  const place = new Place(api.dataDir, file)
  if (values['from-start']) place.save(0)
  process.once('SIGINT', () => {
    console.log(
      `\nStopped after ${grouped(place.read())} rows; the same command goes on from there.`,
    )
    process.exit(130)
  })
  tell(await replay(file, api, place))
}

interface Sums {
  /** Rows that an earlier run sent. */
  from: number
  clicks: number
  accepted: number
  repeated: number
  refused: Map<string, number>
  rate: string
}

async function replay(file: string, api: Api, place: Place): Promise<Sums> {
  const from = place.read()
  const sums: Sums = { from, clicks: 0, accepted: 0, repeated: 0, refused: new Map(), rate: '' }
  const progress = new Progress('rows', await countRows(file), from)
  let wave: ClickEvent[] = []
  let row = from
  const send = async () => {
    await sendWave(wave, api, sums)
    sums.clicks += wave.length
    wave = []
    place.save(row)
    progress.show(row)
  }
  for await (const reading of readRows(file, from)) {
    // A row may hold a whole session: the place is only written down between rows.
    if (reading.row !== row && wave.length >= WAVE) await send()
    row = reading.row
    if (reading.event) wave.push(reading.event)
    else refuse(sums, reading.refused)
  }
  await send()
  progress.end()
  sums.rate = progress.rate(sums.clicks)
  return sums
}

function readRows(file: string, after: number): AsyncGenerator<ClickReading> {
  return readClickLog(createReadStream(file), file, { after })
}

async function countRows(file: string): Promise<number> {
  let last = 0
  for await (const { row } of readRows(file, 0)) last = row
  return last
}

function refuse(sums: Sums, { field, code, reason }: Refusal): void {
  const why = `${code} ${field}: ${reason}`
  sums.refused.set(why, (sums.refused.get(why) ?? 0) + 1)
}

/** A visitor's clicks stay in one lane, so that they arrive in order. */
async function sendWave(wave: readonly ClickEvent[], api: Api, sums: Sums): Promise<void> {
  const lanes: ClickEvent[][] = Array.from({ length: LANES }, () => [])
  for (const click of wave) lanes[hash32(click.visitor) % LANES].push(click)
  await Promise.all(
    lanes.map(async lane => {
      for (let i = 0; i < lane.length; i += BATCH) {
        await sendBatch(lane.slice(i, i + BATCH), api, sums)
      }
    }),
  )
}

interface Refusal {
  field: string
  code: string
  reason: string
}

interface Answer {
  accepted: number
  repeated: number
  refused: Refusal[]
}

async function sendBatch(events: ClickEvent[], api: Api, sums: Sums): Promise<void> {
  const body = JSON.stringify({ consent: 'personal', channel: 'import', events })
  const answer: Answer = await insist(() =>
    fetch(`${api.base}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' },
      body,
    }),
  )
  sums.accepted += answer.accepted
  sums.repeated += answer.repeated
  for (const refusal of answer.refused) refuse(sums, refusal)
}

function tell(sums: Sums): void {
  const refused = [...sums.refused.values()].reduce((sum, count) => sum + count, 0)
  if (sums.from > 0) {
    console.log(`${grouped(sums.from)} rows were sent before (--from-start sends them again).`)
  }
  console.log(`${grouped(sums.clicks)} clicks sent, ${sums.rate}/s`)
  console.log(`  accepted ${grouped(sums.accepted)}`)
  console.log(`  repeated ${grouped(sums.repeated)}`)
  console.log(`  refused  ${grouped(refused)}`)
  for (const [why, count] of sums.refused) say(`    ${grouped(count)} × ${why}`)
}

/** How far a file has been sent: a small file of the data folder, by name and size of the log. */
class Place {
  readonly #path: string

  constructor(dataDir: string, file: string) {
    const name = createHash('sha256')
      .update(`${resolve(file)}\u0000${sizeOf(file)}`)
      .digest('hex')
    this.#path = join(dataDir, 'replay', `${name.slice(0, 16)}.json`)
  }

  read(): number {
    try {
      return (JSON.parse(readFileSync(this.#path, 'utf8')) as { rows: number }).rows
    } catch {
      return 0
    }
  }

  save(rows: number): void {
    mkdirSync(join(this.#path, '..'), { recursive: true })
    writeFileSync(this.#path, `${JSON.stringify({ rows })}\n`)
  }
}
