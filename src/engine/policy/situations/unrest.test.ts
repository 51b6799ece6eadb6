import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { Unrest } from './unrest.ts'

const EFFECTS = 20
const RATE = 0.1
const EFFECT = 0.6

test('half of many effects go at once: it is told within a few spells, whenever it happens in one', () => {
  for (const outcomesBefore of [0, 700, 1_500]) {
    const { unrest, spell } = world(7)
    for (let n = 0; n < 20; n++) spell(EFFECTS, 2_000)
    spell(EFFECTS, outcomesBefore)
    spell(EFFECTS / 2, 2_000 - outcomesBefore)
    const told = [unrest.endSpell()]
    for (let n = 0; n < 3; n++) told.push(ended(unrest, () => spell(EFFECTS / 2, 2_000)))
    assert.ok(Math.max(...told) > 8, `${outcomesBefore}: ${told}`)
  }
})

test('as long as all effects are there it is quiet, however many there are and however long', () => {
  const { unrest, spell } = world(8)
  let most = 0
  for (let n = 0; n < 500; n++)
    most = Math.max(
      most,
      ended(unrest, () => spell(EFFECTS, 2_000)),
    )
  assert.ok(most < 8, `${most}`)
})

test('one effect of many that goes is no change of the world', () => {
  const { unrest, spell } = world(9)
  let most = 0
  for (let n = 0; n < 20; n++) {
    most = Math.max(
      most,
      ended(unrest, () => spell(EFFECTS - 1, 2_000)),
    )
  }
  assert.ok(most < 8, `${most}`)
})

test('saved in the middle of a spell it goes on the same', () => {
  const { unrest, spell } = world(10)
  ended(unrest, () => spell(EFFECTS, 2_000))
  spell(EFFECTS / 2, 900)
  unrest.forget(3, 6)
  const again = loaded(saved(unrest))
  assert.deepEqual(saved(again), saved(unrest))
  for (const one of [unrest, again]) one.hear(4, 0.5)
  assert.equal(again.endSpell(), unrest.endSpell())
})

test('what was heard before it was calmed, or of cells given to others, says nothing', () => {
  const unrest = withRoom()
  for (const quiet of [() => unrest.calm(), () => unrest.forget(0, EFFECTS)]) {
    unrest.hear(1, 50)
    unrest.endSpell()
    unrest.hear(2, 50)
    quiet()
    assert.equal(unrest.endSpell(), 0)
  }
})

test('saved bytes that were cut, or say more spells than there can be, are refused', () => {
  const { unrest, spell } = world(11)
  spell(EFFECTS, 500)
  const bytes = saved(unrest)
  assert.throws(() => loaded(bytes.subarray(0, bytes.length - 3)), RangeError)
  assert.throws(() => loaded(Uint8Array.of(9)), RangeError)
})

/** Effects of which only the first so many are still there; each outcome speaks of two. */
function world(seed: number) {
  const random = new Random(seed)
  const unrest = withRoom()
  const spell = (there: number, outcomes: number) => {
    for (let n = 0; n < outcomes; n++) hearOne(unrest, random, there)
  }
  return { unrest, spell }
}

function hearOne(unrest: Unrest, random: Random, there: number): void {
  const two = [random.below(EFFECTS), random.below(EFFECTS)]
  const base = Math.log(RATE / (1 - RATE))
  const believed = chance(base + EFFECT * two.length)
  const true_ = chance(base + EFFECT * two.filter(effect => effect < there).length)
  const error = (random.chance(true_) ? 1 : 0) - believed
  const w = believed * (1 - believed)
  for (const effect of two) unrest.hear(effect, -EFFECT * error - (EFFECT ** 2 * w) / 2)
}

function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

function ended(unrest: Unrest, spell: () => void): number {
  spell()
  return unrest.endSpell()
}

function withRoom(): Unrest {
  const unrest = new Unrest()
  unrest.makeRoom(EFFECTS)
  return unrest
}

function saved(unrest: Unrest): Uint8Array {
  const writer = new ByteWriter()
  unrest.save(writer)
  return writer.done()
}

function loaded(bytes: Uint8Array): Unrest {
  const unrest = withRoom()
  unrest.load(new ByteReader(bytes))
  return unrest
}
