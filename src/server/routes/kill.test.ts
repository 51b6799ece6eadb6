import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { callTo, serve, stop } from '../fixtures/killed.ts'

const folder = mkdtempSync(join(tmpdir(), 'vitrine-kill-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const FEED =
  'id\ttitle\tlink\tprice\tavailability\nski\tSki\thttps://a.example/\t9.00 EUR\tout_of_stock'

test('an experience and a wish that were acknowledged before kill -9 are there after it', async () => {
  const first = await serve(folder)
  await sendFeed(first.api)
  const acknowledged = { said: 0, wishes: new Set<string>() }
  const writing = Promise.all([changeUntilKilled(acknowledged), wishUntilKilled(acknowledged)])
  while (acknowledged.said < 20 || acknowledged.wishes.size < 20) await sleep(5)
  first.child.kill('SIGKILL')
  await writing
  const again = await serve(folder)
  const said = await titleOf('home/winter')
  assert.ok([0, 1].includes(said - acknowledged.said), `${said}, not ${acknowledged.said}`)
  const told = (await logOf(again.api)).filter(line => line.includes('wish_made')).join('\n')
  for (const email of acknowledged.wishes) assert.ok(told.includes(`"${email}"`), email)
  await stop(again.child)
  const third = await serve(folder)
  assert.equal(await titleOf('home/winter'), said)
  await stop(third.child)
})

type Acknowledged = { said: number; wishes: Set<string> }

async function changeUntilKilled(acknowledged: Acknowledged): Promise<void> {
  await untilNobodyAnswers(async n => {
    const title = { fr: `Neige ${n}`, en: `Snow ${n}` }
    await callTo(folder, 'PUT', '/v1/experiences', { id: 'home/winter', title, strategy: 'new' })
    acknowledged.said = n
  })
}

async function wishUntilKilled({ wishes }: Acknowledged): Promise<void> {
  await untilNobodyAnswers(async n => {
    const email = `somebody-${n}@example.org`
    await callTo(folder, 'POST', '/v1/wishes', { item: 'ski', email, consent: 'page' })
    wishes.add(email)
  })
}

async function untilNobodyAnswers(act: (n: number) => Promise<void>): Promise<void> {
  try {
    for (let n = 1; n < 5_000; n++) await act(n)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // fetch found nobody there
  }
}

async function titleOf(id: string): Promise<number> {
  const { placements } = await callTo(folder, 'GET', '/v1/experiences')
  const all = placements.flatMap((one: { experiences: object[] }) => one.experiences)
  const { title } = all.find((one: { id: string }) => one.id === id)
  return Number(title.en.split(' ')[1])
}

function keyOf(): string {
  return JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')).serverKey
}

async function sendFeed(api: string): Promise<void> {
  const url = `${api}/v1/catalogue/products?country=FR&language=fr&currency=EUR`
  const headers = {
    authorization: `Bearer ${keyOf()}`,
    'content-type': 'text/tab-separated-values',
  }
  assert.ok((await fetch(url, { method: 'POST', headers, body: FEED })).ok)
}

async function logOf(api: string): Promise<string[]> {
  const answer = await fetch(`${api}/v1/log`, { headers: { authorization: `Bearer ${keyOf()}` } })
  return (await answer.text()).split('\n')
}
