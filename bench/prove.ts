import { readFlags, wholeNumber } from '../src/cli/flags.ts'
import { halfWidth } from '../src/core/anytime.ts'
import { Random } from '../src/core/random.ts'
import { effectOf, type Pair } from '../src/engine/prove/experiment/compare.ts'

/**
 * Claim: intervals that may be looked at all the time miss the truth in fewer than one world in
 * twenty, and cost little power beside a test that may be looked at once.
 *
 * Worlds of visitors who mostly bring nothing and sometimes much, one fifth of them in the
 * holdout, looked at twenty times. Each method judges the same visitors: ours, ours without
 * what the entry explains, a test looked at each time as if it were once, and a fixed-horizon
 * test that looks at the end alone.
 */
const { values } = readFlags(process.argv.slice(2), {
  json: { type: 'boolean' },
  worlds: { type: 'string' },
  visitors: { type: 'string' },
})
const WORLDS = wholeNumber('--worlds', values.worlds, 300)
const VISITORS = wholeNumber('--visitors', values.visitors, 20_000)
const LOOKS = 20
const HOLDOUT = 0.2
const LIFTS = [0, 0.1, 0.2, 0.3]
/** How people come: share of visitors who buy, from nearly nobody to nearly everybody. */
const ENTRIES = [0.01, 0.03, 0.1, 0.4]
const METHODS = ['vitrine', 'vitrine-unadjusted', 'naive-z', 'fixed-horizon'] as const
type Method = (typeof METHODS)[number]

interface Row {
  method: Method
  lift: number
  /** Worlds in which an effect was claimed at any look. */
  claimed: number
  /** Worlds in which every interval, at every look, held the truth. */
  covered: number
  /** Visitors until the first claim, mean over worlds with one. */
  visitors: number
}

const rows: Row[] = []
for (const lift of LIFTS) {
  const tallies = new Map(METHODS.map(method => [method, { claimed: 0, covered: 0, visitors: 0 }]))
  for (let seed = 1; seed <= WORLDS; seed++) live(seed, lift, tallies)
  for (const [method, { claimed, covered, visitors }] of tallies) {
    rows.push({
      ...{ method, lift, claimed: claimed / WORLDS, covered: covered / WORLDS },
      visitors: claimed === 0 ? 0 : Math.round(visitors / claimed),
    })
  }
}
if (!values.json) {
  console.log(`${WORLDS} worlds a lift, ${VISITORS} visitors, looked at ${LOOKS} times`)
  console.log('method               lift  claimed  covered  visitors to the claim')
  for (const { method, lift, claimed, covered, visitors } of rows) {
    const numbers = [lift, claimed, covered].map(number => number.toFixed(3).padStart(7))
    console.log(`${method.padEnd(20)}${numbers.join('  ')}  ${visitors}`)
  }
}
console.log(
  JSON.stringify({ bench: 'prove', worlds: WORLDS, visitors: VISITORS, looks: LOOKS, rows }),
)

function live(
  seed: number,
  lift: number,
  tallies: Map<Method, { claimed: number; covered: number; visitors: number }>,
): void {
  const random = new Random(seed)
  const pairs = ENTRIES.map(emptyPair)
  const claims = new Map<Method, number>()
  const missed = new Set<Method>()
  for (let visitors = 1; visitors <= VISITORS; visitors++) {
    come(pairs, lift, random)
    if (visitors % (VISITORS / LOOKS) !== 0) continue
    for (const method of METHODS) {
      if (method === 'fixed-horizon' && visitors < VISITORS) continue
      const told = judged(method, pairs)
      if (told === undefined) continue
      if (told.low > 0 || told.high < 0) claims.set(method, claims.get(method) ?? visitors)
      if (told.low > truthOf(lift) || told.high < truthOf(lift)) missed.add(method)
    }
  }
  for (const [method, tally] of tallies) {
    const at = claims.get(method)
    if (at !== undefined) {
      tally.claimed++
      tally.visitors += at
    }
    if (!missed.has(method)) tally.covered++
  }
}

/** Most orders are small and some are large. */
function come(pairs: readonly Pair[], lift: number, random: Random): void {
  const entry = random.below(ENTRIES.length)
  const isHeld = random.chance(HOLDOUT)
  const side = pairs[entry][isHeld ? 'other' : 'engine']
  side.visitors++
  if (!random.chance(ENTRIES[entry] * (isHeld ? 1 : 1 + lift))) return
  const margin = Math.exp(random.normal() * 0.6)
  side.sum += margin
  side.squares += margin ** 2
  pairs[entry][isHeld ? 'otherDid' : 'engineDid']++
}

function truthOf(lift: number): number {
  const buys = ENTRIES.reduce((sum, share) => sum + share, 0) / ENTRIES.length
  return lift * buys * Math.exp(0.36 / 2)
}

function judged(method: Method, pairs: readonly Pair[]): { low: number; high: number } | undefined {
  if (method === 'vitrine') return effectOf(pairs)
  const whole = [together(pairs)]
  if (method === 'vitrine-unadjusted') return effectOf(whole)
  const told = effectOf(whole)
  if (told === undefined) return undefined
  const units = whole[0].engine.visitors + whole[0].other.visitors
  const half = (1.96 * (told.high - told.effect)) / halfWidth(1, units)
  return { low: told.effect - half, high: told.effect + half }
}

function together(pairs: readonly Pair[]): Pair {
  const total = emptyPair()
  for (const pair of pairs) {
    for (const side of ['engine', 'other'] as const) {
      for (const what of ['visitors', 'sum', 'squares'] as const)
        total[side][what] += pair[side][what]
    }
    total.engineDid += pair.engineDid
    total.otherDid += pair.otherDid
  }
  return total
}

function emptyPair(): Pair {
  const nobody = () => ({ visitors: 0, sum: 0, squares: 0 })
  return { engine: nobody(), other: nobody(), engineDid: 0, otherDid: 0 }
}
