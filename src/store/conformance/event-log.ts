import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../../core/clock.ts'
import { Random } from '../../core/random.ts'
import type { LogRecord, NewRecord } from '../../schema/record.ts'
import type { EventLog } from '../ports.ts'
import { aRecord, collect, modelOf, START, timedRecord } from './records.ts'

/** Somewhere a log can be kept; opening it again finds what was there. */
export interface LogPlace {
  open(): Promise<EventLog>
}

/** What every `EventLog` promises, whatever it is made of. */
export function eventLogConformance(name: string, newPlace: () => LogPlace): void {
  const check = (claim: string, act: (log: EventLog, place: LogPlace) => Promise<void>) =>
    test(`${name}: ${claim}`, () =>
      closingAll(newPlace(), async place => act(await place.open(), place)))

  check('records come back as they were given, in order, with rising places', async log => {
    const given = [aRecord(1), aRecord(2, { title: 'Châu 雪 \ud83c\udfbf "\\"' }), aRecord(3)]
    const { positions, durable } = log.append(given)
    await durable
    const expected = given.map((record, i) => ({ ...record, position: positions[i] }))
    assert.deepEqual(await collect(log.read({})), expected)
    assert.ok(0 < positions[0] && positions[0] < positions[1] && positions[1] < positions[2])
    assert.deepEqual([log.last, log.durable], [positions[2], positions[2]])
  })

  check('a large body and an empty batch are nothing special', async log => {
    const large = aRecord(1, { title: 'x'.repeat(3_000_000) })
    assert.deepEqual(log.append([]).positions, [])
    await log.append([]).durable
    await log.append([large]).durable
    assert.deepEqual((await collect(log.read({})))[0].body, large.body)
  })

  check('a repeated id gets no place, in one batch, later, and in other letters', async log => {
    const { positions, durable } = log.append([aRecord(1), aRecord(1), aRecord(2)])
    const sameTurn = log.append([aRecord(2), aRecord(3)])
    await Promise.all([durable, sameTurn.durable])
    const shouted = { ...aRecord(1), id: aRecord(1).id.toUpperCase() }
    assert.deepEqual([...positions, ...sameTurn.positions], [1, 0, 2, 0, 3])
    assert.deepEqual(log.append([aRecord(3), shouted]).positions, [0, 0])
    assert.equal((await collect(log.read({}))).length, 3)
  })

  check('a repeated record is acknowledged only when the first one is durable', async log => {
    const { positions } = log.append([aRecord(1)])
    await log.append([aRecord(1)]).durable
    assert.ok(log.durable >= positions[0])
  })

  check(
    'what nobody waits for goes to the disk all the same, alone or with others',
    async (log, place) => {
      const alone = log.append([aRecord(1)], false)
      await alone.durable
      assert.ok(log.durable >= alone.positions[0])
      const [before] = log.append([aRecord(2)], false).positions
      await log.append([aRecord(3)]).durable
      assert.ok(log.durable >= before)
      const [first] = log.append([aRecord(4)], false).positions
      await log.append([aRecord(4)]).durable
      assert.ok(log.durable >= first)
      log.append([aRecord(5)], false)
      await log.close()
      const again = await place.open()
      assert.equal((await collect(again.read({}))).length, 5)
      await again.close()
    },
  )

  check('an id that is no UUID is refused', async log => {
    for (const id of ['', 'x', `${aRecord(1).id}0`, aRecord(1).id.replace('-', '0')]) {
      assert.throws(() => log.append([{ ...aRecord(1), id }]), /not a UUID/)
    }
  })

  check(
    'ids are remembered for 8 days to the millisecond, over a reopening too',
    async (log, place) => {
      const first = aRecord(1)
      const after = (ms: number) => ({ ...first, receivedAt: START + ms })
      await log.append([first, aRecord(2)]).durable
      for (const day of [1, 4, 8]) await log.append([aRecord(9 + day, {}, day * DAY)]).durable
      assert.deepEqual(log.append([after(8 * DAY)]).positions, [0])
      await log.close()
      const again = await place.open()
      assert.deepEqual(again.append([after(8 * DAY)]).positions, [0])
      assert.notDeepEqual(again.append([after(8 * DAY + 1)]).positions, [0])
      assert.deepEqual(again.append([after(8 * DAY + 2)]).positions, [0])
      await again.close()
    },
  )

  check('a record is found by its id, days later and over a reopening too', async (log, place) => {
    const given = [0, 0, 1, 12].map((day, n) => timedRecord(n, day * DAY))
    const { durable } = log.append(given)
    await durable
    const found = async (from: EventLog, id: string) => (await from.find(id))?.body
    for (const { id, body } of given) assert.deepEqual(await found(log, id), body)
    assert.deepEqual(await found(log, given[1].id.toUpperCase()), given[1].body)
    assert.deepEqual((await log.find(given[2].id))?.position, 3)
    await log.close()
    const again = await place.open()
    for (const { id, body } of given) assert.deepEqual(await found(again, id), body)
    await again.close()
  })

  check('nothing is found of what is not there, or not durable yet', async log => {
    const { durable } = log.append([timedRecord(1), timedRecord(2, DAY)])
    await durable
    const strange = [timedRecord(3).id, timedRecord(3, 90 * DAY).id, '', 'x', `${'0'.repeat(36)}`]
    for (const id of [...strange, '018f0000-0000-4000-8000-000000000000']) {
      assert.equal(await log.find(id), undefined, id)
    }
    const late = log.append([timedRecord(4, DAY)])
    const found = await log.find(timedRecord(4, DAY).id)
    assert.ok(found === undefined || log.durable >= late.positions[0])
    await late.durable
    assert.ok(await log.find(timedRecord(4, DAY).id))
  })

  check('places rise when the day changes, even if the clock goes back', async log => {
    const times = [0, 23 * HOUR, 24 * HOUR, 23 * HOUR, 49 * HOUR, 10]
    const { positions, durable } = log.append(times.map((ms, i) => aRecord(i, {}, ms)))
    await durable
    const read = await collect(log.read({}))
    assert.deepEqual(positions, [1, 2, 3, 4, 5, 6])
    assert.deepEqual(
      read.map(record => record.receivedAt - START),
      times,
    )
    assert.deepEqual(
      read.map(record => record.position),
      positions,
    )
    assert.deepEqual(
      log.append(times.map((ms, i) => aRecord(i, {}, ms))).positions,
      times.map(() => 0),
    )
  })

  check(
    'reading begins after a place and keeps to a partition, over days and chunks',
    async log => {
      const partitionOf = (i: number) => (i * i * 3) % 7 // neighbours of one partition, too
      const records = Array.from({ length: 10_000 }, (_, i) =>
        aRecord(i, {}, Math.floor(i / 5000) * DAY, partitionOf(i)),
      )
      await log.append(records).durable
      const places = async (from: Parameters<EventLog['read']>[0]) =>
        (await collect(log.read(from))).map(record => record.position)
      const all = records.map((_, i) => i + 1)
      assert.deepEqual(await places({}), all)
      assert.deepEqual(await places({ after: 4990 }), all.slice(4990))
      assert.deepEqual(await places({ after: 10_000 }), [])
      assert.deepEqual(
        await places({ partition: 6 }),
        all.filter(p => partitionOf(p - 1) === 6),
      )
      assert.deepEqual(
        await places({ partition: 6, after: 4096 }),
        all.filter(p => p > 4096 && partitionOf(p - 1) === 6),
      )
      assert.deepEqual(await places({ partition: 200 }), [])
      for await (const chunk of log.read({})) assert.ok(chunk.length > 0 && chunk.length <= 1000)
    },
  )

  check('only what is durable is read, and all of it, while others append', async log => {
    const pending: Promise<void>[] = []
    for (let round = 0; round < 40; round++) {
      const numbers = Array.from({ length: 50 }, (_, i) => round * 50 + i)
      pending.push(log.append(numbers.map(n => aRecord(n, {}, 0, n % 3))).durable)
      const durable = log.durable
      const partition = round % 2 ? undefined : 1
      const read = (await collect(log.read({ partition }))).map(record => record.position)
      const all = Array.from({ length: durable }, (_, i) => i + 1)
      assert.deepEqual(read, partition === undefined ? all : all.filter(p => (p - 1) % 3 === 1))
    }
    await Promise.all(pending)
    assert.equal((await collect(log.read({}))).length, 2000)
  })

  check('a log that is opened again goes on where it ended', async (log, place) => {
    await log.append([aRecord(1), aRecord(2, {}, DAY)]).durable
    const before = await collect(log.read({}))
    await log.close()
    const again = await place.open()
    assert.deepEqual([again.last, again.durable], [2, 2])
    assert.deepEqual(await collect(again.read({})), before)
    assert.deepEqual(again.append([aRecord(2, {}, DAY), aRecord(3, {}, DAY)]).positions, [0, 3])
  })

  check('a record of a newer version or an unknown type is refused in a sentence', async log => {
    await log.append([{ ...aRecord(1), version: 99 }]).durable
    await assert.rejects(collect(log.read({})), /version 99 is newer than this build/)
    await log.append([{ ...aRecord(2), type: 'teleport' } as unknown as NewRecord]).durable
    await assert.rejects(collect(log.read({ after: 1 })), /unknown record type "teleport"/)
  })

  check('after closing nothing is taken, and closing twice is no mistake', async log => {
    const { durable } = log.append([aRecord(1)])
    await log.close()
    await durable
    await log.close()
    const late = log.append([aRecord(2)])
    assert.deepEqual(late.positions, [0])
    await assert.rejects(late.durable, /closed/)
  })

  test(`${name}: any history is read back as a list with a memory of 8 days would keep it`, async () => {
    for (let seed = 1; seed <= 2; seed++) {
      await closingAll(newPlace(), place => sameAsModel(place, new Random(seed)))
    }
  })
}

/** Whatever comes of it, no log stays open. */
async function closingAll(
  { open }: LogPlace,
  act: (place: LogPlace) => Promise<void>,
): Promise<void> {
  const opened: EventLog[] = []
  const openAndKeep = async () => {
    const log = await open()
    opened.push(log)
    return log
  }
  try {
    await act({ open: openAndKeep })
  } finally {
    for (const log of opened) await log.close()
  }
}

/** Days pass, ids repeat, the log is closed and opened; a plain list must agree throughout. */
async function sameAsModel(place: LogPlace, random: Random): Promise<void> {
  const model = modelOf()
  let log = await place.open()
  let at = 0
  for (let step = 0; step < 60; step++) {
    at += random.chance(0.1) ? random.below(4 * DAY) : random.below(1000)
    const batch = Array.from({ length: random.below(30) }, () =>
      aRecord(random.below(400), {}, at, random.below(5)),
    )
    const { positions, durable } = log.append(batch)
    assert.deepEqual(positions, model.append(batch))
    if (random.chance(0.5)) await durable
    if (random.chance(0.05)) {
      await log.close()
      log = await place.open()
    }
    if (random.chance(0.3)) await durable.then(() => compare(log, model.records, random))
  }
}

async function compare(log: EventLog, records: LogRecord[], random: Random): Promise<void> {
  const after = random.below(records.length + 1)
  const partition = random.chance(0.5) ? random.below(5) : undefined
  const expected = records.filter(
    r => r.position > after && (partition === undefined || r.partition === partition),
  )
  assert.deepEqual(await collect(log.read({ after, partition })), expected)
}
