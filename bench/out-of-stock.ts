import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Random } from '../src/core/random.ts'
import { centile, rounded } from './fixtures/figures.ts'
import { floodServer } from './fixtures/flood-server.ts'
import { categoryOf, itemId } from './fixtures/generated-feed.ts'

/**
 * The claim: what stands in for a product that is gone is in the first HTML of a page, and its
 * server has it within 30 ms at the 95th centile, of 100,000 products.
 *
 * Questions for the HTML of `?vt-like=…` go one after the other over HTTP to a server of its own
 * process, for products drawn by `--seed`; an answer without a row of results is counted as
 * empty. Beside them, as often, a category of 400 is put into a visitor's order (`/v1/arrange`).
 */
const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '100000' },
    questions: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const items = Number(values.items)
const questions = Number(values.questions)
const seed = Number(values.seed)
/** Categories of the feed, and how many of one are arranged at most. */
const CATEGORIES = 240
const ARRANGED = 400
/** Each has looked at some things before: of strangers there is no order but everybody's. */
const VISITORS = 50
const LOOKS = 6
const INDEXED_WITHIN_MS = 600_000

const folder = mkdtempSync(join(tmpdir(), 'vitrine-out-of-stock-'))
const server = await floodServer(folder, items, seed)
try {
  await untilIndexed()
  for (let n = 0; n < VISITORS; n++) await lookAround(n)
  const random = new Random(seed)
  await measure(questions / 5, random) // a server that has been up for a while
  const { like, arrange, empty, personal } = await measure(questions, random)
  console.log(
    JSON.stringify({
      ...{ bench: 'out-of-stock', seed, items, questions, empty },
      like_p50_ms: rounded(centile(like, 0.5)),
      like_p95_ms: rounded(centile(like, 0.95)),
      like_p99_ms: rounded(centile(like, 0.99)),
      arranged_for_person: rounded(personal),
      arrange_p50_ms: rounded(centile(arrange, 0.5)),
      arrange_p95_ms: rounded(centile(arrange, 0.95)),
      arrange_p99_ms: rounded(centile(arrange, 0.99)),
    }),
  )
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(count: number, random: Random) {
  const [like, arrange]: [number[], number[]] = [[], []]
  let [empty, personal] = [0, 0]
  for (let n = 0; n < count; n++) {
    const at = `/search?vt-like=sku-${random.below(items)}`
    const query = new URLSearchParams({ at, market: 'FR-fr', language: 'fr' })
    const html = await timed(`/v1/search?${query}`, like)
    if (!html.includes('class="vt-tile"')) empty++
    const category = random.below(CATEGORIES)
    const visitor = `visitor-${random.below(VISITORS)}`
    const asked = {
      visitor,
      market: 'FR-fr',
      category: categoryOf(category),
      items: [] as string[],
    }
    for (let at = category; at < items && asked.items.length < ARRANGED; at += CATEGORIES)
      asked.items.push(itemId(at))
    const told = await timed('/v1/arrange', arrange, asked)
    if (JSON.parse(told).order === 'person') personal++
  }
  return { like, arrange, empty, personal: personal / count }
}

async function lookAround(n: number): Promise<void> {
  const events = Array.from({ length: LOOKS }, (_, k) => {
    const item = itemId((n * LOOKS + k * CATEGORIES) % items)
    const page = { type: 'product', item }
    const params = { items: [{ item_id: item }] }
    return { id: randomUUID(), name: 'view_item', time: Date.now(), page, params }
  })
  const { status, text } = await ask('/v1/events', { visitor: `visitor-${n}`, events })
  if (status !== 202) throw new Error(`events: ${status} ${text.slice(0, 300)}`)
}

/** What is answered, and how long it took until the last byte. */
async function timed(path: string, took: number[], body?: object): Promise<string> {
  const started = performance.now()
  const { status, text } = await ask(path, body)
  took.push(performance.now() - started)
  if (status !== 200) throw new Error(`${path}: ${status} ${text.slice(0, 300)}`)
  return text
}

async function ask(path: string, body?: object): Promise<{ status: number; text: string }> {
  const answer = await fetch(server.run.api + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${server.run.serverKey}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, text: await answer.text() }
}

/** The index reads the feed beside the server: until it has the last product. */
async function untilIndexed(): Promise<void> {
  const query = new URLSearchParams({ like: `sku-${items - 1}`, market: 'FR-fr' })
  let said = ''
  for (const end = Date.now() + INDEXED_WITHIN_MS; Date.now() < end; ) {
    const { status, text } = await ask(`/v1/search?${query}`)
    if (status === 200) return
    said = `${status} ${text.slice(0, 300)}`
    await new Promise(done => setTimeout(done, 500))
  }
  throw new Error(`the index did not follow: ${said}`)
}
