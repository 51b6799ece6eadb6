import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import type { Report } from '../../schema/report.ts'
import { simulatedReport } from './snapshot.ts'

const MAIN = resolve(import.meta.dirname, '../../main.ts')
const folder = mkdtempSync(join(tmpdir(), 'vitrine-simulated-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a simulation leaves a folder that report reads, and the same seed leaves the same', () => {
  const few = (name: string, seed: string) => simulated(name, '--seed', seed, '--visitors', '300')
  const some = few('some', '7')
  assert.deepEqual(few('again', '7'), some)
  assert.notDeepEqual(few('other', '8'), some)
  const one = simulated('one', '--seed', '7')
  assert.equal(one.visitors, 1_200)
  const { counts, expected, alarm } = one.results.sampleRatio
  assert.deepEqual(
    expected.map(share => Math.round(share * 100)),
    [20, 10, 70],
  )
  assert.equal(alarm, false)
  assert.ok(counts[0] > 190 && counts[0] < 290, `${counts}`)
  assert.equal(one.results.basis, 'verified')
  assert.ok(one.decisions.made > 2_000 && one.orders.counted > 20)
  const { stdout } = vitrine('report', '--lang', 'fr', '--data', join(folder, 'one'))
  assert.match(stdout, /Moteur \/ groupe témoin, par visiteur\n {2}marge : /)
  const rules = vitrine('rules', '--lang', 'fr', '--limit', '3', '--data', join(folder, 'one'))
  assert.match(rules.stdout, /^observées +\d+ /)
  assert.match(rules.stdout, /\n {2}1\. Pour .+, .+\bn = .+\.\n {2}2\. /)
})

test('with people to whom nothing matters nothing is concluded', () => {
  const report = simulated('indifferent', '--indifferent', '--visitors', '2000')
  assert.equal(report.results.comparisons.length, 2)
  for (const { metrics } of report.results.comparisons) {
    for (const { verdict } of metrics) assert.match(verdict, /^(open|too_early)$/)
  }
})

test('shares that leave nobody to the engine, and words for a share, get one sentence', () => {
  const all = vitrine('simulate', '--holdout', '.6', '--uniform', '.4', '--data', folder)
  assert.match(all.stderr, /--holdout and --uniform leave nobody/)
  assert.match(vitrine('simulate', '--holdout', 'half').stderr, /--holdout needs a share/)
  assert.match(vitrine('report', '--lang', 'de', '--data', folder).stderr, /--lang needs fr or en/)
  assert.match(vitrine('rules', '--limit', 'all', '--data', folder).stderr, /--limit needs a whole/)
})

function simulated(name: string, ...flags: string[]): Report {
  const data = join(folder, name)
  const args = ['--holdout', '.2', '--uniform', '.1', '--visitors', '1200', '--data', data]
  const { status, stderr } = vitrine('simulate', ...args, ...flags)
  assert.equal(status, 0, stderr)
  return simulatedReport(data)!
}

function vitrine(...args: string[]) {
  return spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' })
}
