import { ALPHA, sampleRatioEvidence } from '../../../core/anytime.ts'
import type { CampaignSums } from '../../../schema/report.ts'
import type {
  Comparison,
  GroupResult,
  MetricResult,
  Results,
  SampleRatio,
} from '../../../schema/results.ts'
import { SOURCES } from '../../genome/source.ts'
import { SLICE_ORDER, type Split } from '../split.ts'
import type { CampaignName } from './campaigns.ts'
import { effectOf, meanOf, type Pair, sumOf } from './compare.ts'
import { ENTRIES, sourceOfEntry } from './entry.ts'
import { ALL_ORDERS, type Basis, type Figure, VERIFIED } from './group-sums.ts'

/** The split is taken for broken at one in a thousand: an alarm hides all results. */
const ALARM = Math.log(1000)
const ENGINE = SLICE_ORDER.indexOf('engine')
/** What makes a figure of a visitor other than zero. */
const DONE_BY: Record<Figure, Figure> = {
  margin: 'bought',
  revenue: 'bought',
  bought: 'bought',
  second: 'second',
  third: 'third',
  clicked: 'clicked',
  bounced: 'bounced',
  days: 'days',
}
const FIGURES = Object.keys(DONE_BY) as Figure[]
/** Campaigns with at least so many visitors on the smaller side are told. */
const LEAST_OF_CAMPAIGN = 100
const MOST_CAMPAIGNS = 20

/**
 * What the permanent split says today, and only what it may say: nothing of the effect when
 * the split itself looks broken, and no interval before there is enough for one.
 */
export function resultsOf(split: Split, costs: readonly CampaignSums[]): Results {
  const sampleRatio = sampleRatioOf(split)
  const orders = split.sums()
  const isVerified = orders.some(({ orders, unverifiedOrders }) => orders > unverifiedOrders)
  const basis = isVerified ? VERIFIED : ALL_ORDERS
  return {
    basis: isVerified ? 'verified' : 'unverified',
    unverifiedOrders: orders.reduce((sum, slice) => sum + slice.unverifiedOrders, 0),
    unverifiedRevenue: orders.reduce((sum, slice) => sum + slice.unverifiedRevenue, 0),
    confidence: 1 - ALPHA,
    sampleRatio,
    comparisons: SLICE_ORDER.flatMap((_, other) =>
      other === ENGINE || sampleRatio.expected[other] === 0
        ? []
        : [comparisonOf(split, other, basis, costs, sampleRatio.alarm)],
    ),
  }
}

function comparisonOf(
  split: Split,
  other: number,
  basis: Basis,
  costs: readonly CampaignSums[],
  isHidden: boolean,
): Comparison {
  const against = SLICE_ORDER[other] as Comparison['against']
  if (isHidden) return { against, metrics: [], sources: [], campaigns: [] }
  return {
    against,
    metrics: FIGURES.map(figure => metricOf(figure, byEntry(split, other, figure, basis))),
    sources: sourcesOf(split, other, basis),
    campaigns: campaignsOf(split, other, basis, costs),
  }
}

function metricOf(figure: Figure, pairs: Pair[], alpha = ALPHA): MetricResult {
  const { engine, other } = sumOf(pairs)
  const told = effectOf(pairs, alpha)
  return {
    metric: figure,
    engine: meanOf(engine),
    other: meanOf(other),
    ...told,
    verdict: told === undefined ? 'too_early' : verdictOf(told),
  }
}

function verdictOf({ low, high }: { low: number; high: number }): MetricResult['verdict'] {
  if (low > 0) return 'above'
  return high < 0 ? 'below' : 'open'
}

function byEntry(split: Split, other: number, figure: Figure, basis: Basis): Pair[] {
  const did = DONE_BY[figure]
  return Array.from({ length: ENTRIES }, (_, entry) => {
    const ours = split.ofEntry(ENGINE, entry, figure, basis)
    const theirs = split.ofEntry(other, entry, figure, basis)
    return {
      engine: ours,
      other: theirs,
      engineDid: did === figure ? ours.sum : split.ofEntry(ENGINE, entry, did, basis).sum,
      otherDid: did === figure ? theirs.sum : split.ofEntry(other, entry, did, basis).sum,
    }
  })
}

/**
 * One line a source; together they are wrong as rarely as one: each has its part of the doubt. The
 * part is the same from the first day on, however many have come: a line that was narrow while
 * it was alone has been looked at.
 */
function sourcesOf(split: Split, other: number, basis: Basis): GroupResult[] {
  const pairs = byEntry(split, other, 'margin', basis)
  const groups = SOURCES.map(source => ({
    name: source,
    pairs: pairs.filter((_, entry) => sourceOfEntry(entry) === source),
  })).filter(({ pairs }) => visitorsOf(pairs) > 0)
  return groups.map(({ name, pairs }) => groupOf([name], pairs, ALPHA / SOURCES.length))
}

function campaignsOf(
  split: Split,
  other: number,
  basis: Basis,
  costs: readonly CampaignSums[],
): GroupResult[] {
  const groups = [...split.campaigns.all()]
    .map(([number, name]) => ({ name, pair: campaignPair(split, other, number, basis) }))
    .filter(({ pair }) => pair.other.visitors >= LEAST_OF_CAMPAIGN)
    .sort((a, b) => b.pair.other.visitors - a.pair.other.visitors)
    .slice(0, MOST_CAMPAIGNS)
  return groups.map(({ name, pair }) => ({
    ...groupOf(name, [pair], ALPHA / MOST_CAMPAIGNS),
    costs: costsOf(name, costs),
  }))
}

function campaignPair(split: Split, other: number, campaign: number, basis: Basis): Pair {
  return {
    engine: split.ofCampaign(ENGINE, campaign, 'margin', basis),
    other: split.ofCampaign(other, campaign, 'margin', basis),
    engineDid: split.ofCampaign(ENGINE, campaign, 'bought', basis).sum,
    otherDid: split.ofCampaign(other, campaign, 'bought', basis).sum,
  }
}

function groupOf(name: readonly string[], pairs: Pair[], alpha: number): GroupResult {
  const { engine, other } = sumOf(pairs)
  return {
    name: [...name],
    visitors: { engine: engine.visitors, other: other.visitors },
    margin: metricOf('margin', pairs, alpha),
  }
}

function costsOf([source, medium, campaign]: CampaignName, costs: readonly CampaignSums[]) {
  return costs
    .filter(cost => cost.source === source && cost.medium === medium && cost.campaign === campaign)
    .map(({ cost, currency }) => ({ cost, currency }))
}

function sampleRatioOf(split: Split): SampleRatio {
  const counts = split.sums().map(({ visitors }) => visitors)
  const expected = split.shares.expected()
  const evidence = sampleRatioEvidence(counts, expected)
  return { counts, expected, evidence, alarm: evidence > ALARM }
}

function visitorsOf(pairs: readonly Pair[]): number {
  const { engine, other } = sumOf(pairs)
  return engine.visitors + other.visitors
}
