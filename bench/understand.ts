import { parseArgs } from 'node:util'
import { rounded } from './fixtures/figures.ts'
import { meanCard, type Row, scoreCard, visitTypeRow } from './understand/score-card.ts'
import { Stage } from './understand/stage.ts'
import { Strangers } from './understand/strangers.ts'
import { study } from './understand/study.ts'
import { Town } from './understand/town.ts'
import type { World } from './understand/world.ts'

/**
 * Claim: after ten acts every trait of the genome ranks people at least 85 % as well as
 * the best guess there is, and where somebody stands with the shop is known exactly.
 *
 * Two worlds pass through the demo shop's own pages: the town of `src/shoppers`, and
 * strangers, built otherwise (`understand/strangers.ts`) with habits that each seed draws anew. The
 * ceiling is an oracle that knows how the people of its world are and behave, sees the same acts
 * and every page they saw, and imagines `--minds` of them. `events` are acts known of a person; `floor`
 * says whether a row is held to the 85 %. Whoever has fewer acts than that is not in the row.
 * The ceiling is high where a choice speaks by what it passed over (budget, offers): the oracle saw
 * the whole list, a journal holds what was chosen. It is blurred by the number of the imagined, so
 * that a share may pass 1 where little can be known.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '500' },
    minds: { type: 'string', default: '1000' },
    seeds: { type: 'string', default: '1,2,3' },
    world: { type: 'string', default: 'town,strangers' },
    json: { type: 'boolean' },
  },
})
const FLOOR = 0.85
const FLOOR_EVENTS = 10

const stage = await Stage.open()
const minds = Number(values.minds)
const people = Number(values.people)
const seeds = values.seeds.split(',').map(Number)
const rows: object[] = []
let holds = true
for (const world of [new Town(minds), new Strangers(minds)]) {
  if (values.world.split(',').includes(world.name)) await measure(world)
}
console.log(JSON.stringify({ bench: 'understand', seeds, people, minds, rows }))
process.exitCode = holds ? 0 : 1

async function measure(world: World): Promise<void> {
  const cards: Row[][] = []
  const checks: { right: number; asked: number }[] = []
  for (const seed of seeds) {
    const seen = await study(stage, world, seed, people)
    cards.push(scoreCard(seen.looks))
    checks.push(seen.visits)
  }
  for (const row of meanCard(cards)) add(world, row, row.rho / row.ceiling)
  const visits = visitTypeRow(checks)
  holds &&= visits.accuracy === 1
  rows.push({ world: world.name, ...visits })
  tell(world.name, visits)
}

function add(world: World, row: Row, share: number): void {
  const isHeld = row.events === FLOOR_EVENTS
  if (isHeld && share < FLOOR) holds = false
  const figures = Object.entries({ ...row, share: row.ceiling > 0 ? share : 0 }).map(
    ([name, value]) => [name, typeof value === 'number' ? rounded(value) : value],
  )
  const told = { world: world.name, ...Object.fromEntries(figures) }
  rows.push(isHeld ? { ...told, floor: FLOOR } : told)
  tell(world.name, told)
}

function tell(world: string, row: object): void {
  if (values.json) return
  const cells = Object.entries(row).filter(([name]) => name !== 'world')
  console.error(world.padEnd(10), cells.map(([name, value]) => `${name} ${value}`).join('  '))
}
