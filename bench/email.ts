import { parseArgs } from 'node:util'
import { Random } from '../src/core/random.ts'
import { Characters } from '../src/engine/situation/moments/characters.ts'
import type { Moment } from '../src/engine/situation/moments/moment.ts'
import { LETTERS, readCustomers } from './email/customers.ts'
import { SLearner } from './email/s-learner.ts'
import { type Figures, Tallies } from './email/tallies.ts'
import { vitrine } from './situations/contestant.ts'

/**
 * Claim: on a real experiment (a letter for men, one for women, or none, at random) one pass of
 * choosing and learning ends no more than half a point of visits below the best letter, without having
 * known which that is.
 *
 * One pass over the customers in each of `--orders` random orders. The policy learns from a customer only
 * when it draws the letter that was sent. Its value is what customers did, weighed by its
 * chance of their letter over a third (inverse propensity). The S-learner is fitted on half of the customers
 * and judged on the other.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    orders: { type: 'string', default: '20' },
    json: { type: 'boolean' },
  },
})
if (!options.data) {
  console.error(
    'Which file? --data hillstrom.csv[.gz], with the columns of the MineThatData challenge',
  )
  process.exit(2)
}
const customers = readCustomers(options.data)
const characters = new Characters()
for (const { values } of customers) characters.see(values, 0)
const moments = customers.map(({ values }) => characters.read(values))
const orders = Number(options.orders)

const passes = Array.from({ length: orders }, (_, n) => pass(n + 1))
const rows = [
  ...LETTERS.map((letter, arm) => ({ policy: letter, ...figuresOf(c => (c === arm ? 1 : 0)) })),
  { policy: 's-learner', ...meanOf(Array.from({ length: orders }, (_, n) => sLearner(n + 1))) },
  { policy: 'vitrine', ...meanOf(passes.map(([whole]) => whole)) },
  { policy: 'vitrine, second half', ...meanOf(passes.map(([, second]) => second)) },
]
const best = Math.max(...rows.slice(0, LETTERS.length).map(row => row.visit))
const behind = best - rows.at(-1)!.visit
if (!options.json) console.error(rows)
console.log(JSON.stringify({ bench: 'email', customers: customers.length, orders, behind, rows }))
process.exitCode = behind > 0.005 ? 1 : 0

/** Always the same letter. */
function figuresOf(chanceOf: (letter: number) => number): Figures {
  const tallies = new Tallies()
  for (const customer of customers) tallies.add(customer, chanceOf(customer.letter))
  return tallies.figures()
}

/** Whole pass and second half of it. */
function pass(seed: number): [Figures, Figures] {
  const policy = vitrine(LETTERS.length, Object.keys(customers[0].values).length)
  const draws = new Random(seed * 31)
  const [whole, second] = [new Tallies(), new Tallies()]
  for (const [i, n] of shuffled(seed).entries()) {
    const arm = policy.choose(moments[n], draws.next())
    const { letter, outcome } = customers[n]
    whole.add(customers[n], policy.chances[letter])
    if (i >= customers.length / 2) second.add(customers[n], policy.chances[letter])
    if (arm === letter) policy.learn(moments[n], arm, outcome.visit)
  }
  return [whole.figures(), second.figures()]
}

function sLearner(seed: number): Figures {
  const order = shuffled(seed)
  const half = Math.floor(order.length / 2)
  const learner = new SLearner(
    LETTERS.length,
    order.slice(0, half).map(n => exampleOf(n, moments[n])),
  )
  const tallies = new Tallies()
  for (const n of order.slice(half)) {
    tallies.add(customers[n], learner.best(moments[n]) === customers[n].letter ? 1 : 0)
  }
  return tallies.figures()
}

function exampleOf(n: number, moment: Moment) {
  return { moment, arm: customers[n].letter, reward: customers[n].outcome.visit }
}

function shuffled(seed: number): number[] {
  return new Random(seed).shuffle([...customers.keys()])
}

function meanOf(all: Figures[]): Figures {
  const names = Object.keys(all[0]) as (keyof Figures)[]
  const mean = (name: keyof Figures) => all.reduce((sum, one) => sum + one[name], 0) / all.length
  return Object.fromEntries(names.map(name => [name, mean(name)])) as Figures
}
