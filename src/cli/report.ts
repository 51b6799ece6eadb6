import type { Report, SliceSums } from '../schema/report.ts'
import { API_FLAGS, call, findApi } from './api.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags } from './flags.ts'
import { grouped } from './progress.ts'
import { tellCampaigns, tellHistory } from './report-history.ts'
import { tellResults } from './report-results.ts'
import type { Language } from './report-words.ts'
import { runningServer } from './run-file.ts'
import { say } from './say.ts'
import { simulatedReport } from './simulated/snapshot.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, {
    ...API_FLAGS,
    json: { type: 'boolean' },
    lang: { type: 'string' },
  })
  const language = values.lang ?? 'en'
  if (language !== 'fr' && language !== 'en') {
    throw new Complaint(`--lang needs fr or en, not "${language}".`)
  }
  const report = await findReport(values)
  if (values.json) console.log(JSON.stringify(report))
  else for (const line of tell(report, language)) say(line)
}

/** From the server that is named or runs here; else what a simulation left in the folder. */
async function findReport(values: { api?: string; key?: string; data?: string }): Promise<Report> {
  const dataDir = dataDirOf(values.data)
  const isNamed = (values.api ?? process.env.VITRINE_API) !== undefined
  const simulated =
    isNamed || runningServer(dataDir) !== undefined ? undefined : simulatedReport(dataDir)
  return simulated ?? call<Report>(findApi(values), '/v1/results')
}

function tell(report: Report, language: Language): string[] {
  const { events, items, orders, decisions, placements } = report
  const refused = Object.entries(report.refused)
  return [
    `As of ${new Date(report.time).toISOString()}, record ${grouped(report.position)}`,
    '',
    row('events', report.eventCount),
    ...byCount(events).map(([name, count]) => row(`  ${name}`, count)),
    row('  of robots', report.robotEvents),
    row('  repaired', report.repairedEvents),
    row(
      'refused',
      refused.reduce((sum, [, count]) => sum + count, 0),
    ),
    ...refused.map(([code, count]) => row(`  ${code}`, count)),
    row('visitors', report.visitors),
    row('items seen', items.seen),
    row('  in no feed', items.unknown),
    row('catalogue', items.catalogue),
    row('orders', orders.counted),
    row('  repeated', orders.repeated),
    row('  refunds that wait', orders.waitingRefunds),
    row('decisions', decisions.made),
    row('  outside experiments', decisions.outside),
    '',
    ...(report.results.sampleRatio.alarm
      ? []
      : report.slices.map(slice => tellSlice(slice, report.currency))),
    ...tellResults(report, language),
    ...tellHistory(report),
    ...tellCampaigns(report),
    ...placements.flatMap(({ placement, experiences }) => [
      '',
      placement,
      ...experiences
        .filter(one => one.decisions > 0)
        .map(
          one =>
            `  ${one.experience.padEnd(32)} shown ${grouped(one.decisions)}, clicked ${one.clicks}`,
        ),
    ]),
  ]
}

function tellSlice(sums: SliceSums, currency: string): string {
  const each = sums.visitors === 0 ? 0 : sums.margin / sums.visitors / 100
  const margin = `margin ${each.toFixed(2)} ${currency} a visitor`
  return `${sums.slice.padEnd(8)} ${grouped(sums.visitors)} visitors, ${sums.orders} orders, ${margin}`
}

function byCount(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts).sort((a, b) => b[1] - a[1])
}

function row(name: string, count: number): string {
  return `${name.padEnd(24)} ${grouped(count).padStart(12)}`
}
