import type { Report, SliceSums } from '../schema/report.ts'
import { API_FLAGS, call, findApi } from './api.ts'
import { readFlags } from './flags.ts'
import { grouped } from './progress.ts'
import { tellCampaigns, tellHistory } from './report-history.ts'
import { say } from './say.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, { ...API_FLAGS, json: { type: 'boolean' } })
  const report = await call<Report>(findApi(values), '/v1/results')
  if (values.json) console.log(JSON.stringify(report))
  else for (const line of tell(report)) say(line)
}

function tell(report: Report): string[] {
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
    ...report.slices.map(slice => tellSlice(slice, report.currency)),
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
