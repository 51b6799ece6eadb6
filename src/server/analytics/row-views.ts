import type { RowsAsked, RowsOf } from '../../schema/rows-told.ts'
import type { AnalyticsQuestion, AnalyticsValue } from '../../store/ports.ts'

const NARROWINGS = [
  'slice',
  'placement',
  'experience',
  'source',
  'utmSource',
  'medium',
  'campaign',
  'since',
] as const satisfies (keyof RowsAsked)[]
type Narrowing = (typeof NARROWINGS)[number]

/** How a visitor came first; nothing told is an empty text. */
const CAME_BY = {
  source: "coalesce(v.source, 'unknown')",
  utmSource: "coalesce(v.utm_source, '')",
  medium: "coalesce(v.medium, '')",
  campaign: "coalesce(v.campaign, '')",
}

/** The rows of one kind: which columns, which of them count, and in words how a figure is made. */
interface RowView {
  how: { fr: string; en: string }
  columns: Record<string, 'text' | 'plain'>
  from: string
  /** Where they are many: the table that holds them in the order of the log, and how they are counted. */
  many?: { table: string; from: string }
  /** What a caller may narrow them by: the column it is, and how they compare where not by being it. */
  narrow: Partial<Record<Narrowing, string>>
}

const NO_ROBOT = 'v.live AND NOT v.robot AND NOT v.staff'
/** The same of many rows, thirty times as quick: those who do not count are few. */
const OF_NO_ROBOT = `visitor IS NOT NULL AND visitor NOT IN (SELECT visitor FROM visitors v WHERE NOT (${NO_ROBOT}))`

const VIEWS: Record<RowsOf, RowView> = {
  visitors: {
    how: {
      fr: 'Une ligne par visiteur, dès son premier passage, dans la part tirée pour lui une fois pour toutes. Robots et personnes de la boutique sont laissés de côté, sauf s’ils ont payé\u202f; des visiteurs reconnus comme une seule personne ne comptent qu’une fois.',
      en: 'One row a visitor, from their first record on, in the slice drawn for them once and for all. Robots and the shop’s own people are left out, unless they paid; visitors who turned out to be one person count once.',
    },
    columns: {
      'v.key AS visitor': 'plain',
      'v.slice': 'plain',
      'v.first_day': 'plain',
      'v.source': 'plain',
      'v.utm_source': 'text',
      'v.medium': 'text',
      'v.campaign': 'text',
      'v.device': 'plain',
    },
    from: 'counted v WHERE true',
    narrow: { slice: 'v.slice', ...CAME_BY, since: 'v.first_day' },
  },
  orders: {
    how: {
      fr: 'Une ligne par numéro de commande. Le mot d’un serveur l’emporte sur celui d’un navigateur, et le premier sur les suivants\u202f; un remboursement ôte ce qui reste. Montants en centimes de la monnaie indiquée, taxes comprises, sans le port.',
      en: 'One row an order number. A server’s word stands over a browser’s, and the first over those after it; a refund takes off what is left. Amounts are in minor units of the currency beside them, VAT included, without shipping.',
    },
    columns: {
      'o.number': 'text',
      'o.day': 'plain',
      'v.key AS visitor': 'plain',
      'v.slice': 'plain',
      'v.source': 'plain',
      'v.campaign': 'text',
      'o.revenue - o.refunded AS revenue': 'plain',
      'o.refunded': 'plain',
      'o.currency': 'plain',
      'o.verified': 'plain',
      'o.channel': 'plain',
    },
    from: 'orders o JOIN counted v USING (visitor) WHERE NOT (o.history OR o.robot OR o.staff)',
    narrow: { slice: 'v.slice', ...CAME_BY, since: 'o.day' },
  },
  decisions: {
    how: {
      fr: 'Une ligne par emplacement d’une page servie, avec la chance exacte de ce qui a été montré. Les taux de la page ne comptent que la première décision d’un visiteur par emplacement et par fenêtre de clic\u202f; il y a donc ici plus de lignes.',
      en: 'One row a placement of a page that was served, with the exact chance of what was shown. The page’s rates count only the first decision of a visitor a placement and click window, so there are more rows here.',
    },
    columns: {
      "d.id::VARCHAR || '.' || d.choice AS decision": 'plain',
      'd.day': 'plain',
      'v.key AS visitor': 'plain',
      'd.slice': 'plain',
      'd.placement': 'plain',
      'd.experience': 'text',
      'd.strategy': 'plain',
      'd.chance': 'plain',
      'd.items': 'plain',
    },
    from: `decisions d JOIN visitors v USING (visitor) WHERE ${NO_ROBOT}`,
    many: { table: 'decisions', from: `decisions d WHERE ${OF_NO_ROBOT}` },
    narrow: {
      slice: 'd.slice',
      placement: 'd.placement',
      experience: 'd.experience',
      since: 'd.day',
    },
  },
  answers: {
    how: {
      fr: 'Une ligne par événement qui répond à une décision\u202f: vue, clic, fermeture, commande. Un clic compte une fois par décision dans les taux de la page.',
      en: 'One row an event that answers a decision: seen, clicked, closed, ordered. In the page’s rates a click counts once a decision.',
    },
    columns: {
      "a.decision::VARCHAR || '.' || a.choice AS decision": 'plain',
      'a.name': 'plain',
      'a.day': 'plain',
      'v.key AS visitor': 'plain',
      'a.slice': 'plain',
      'a.placement': 'plain',
      'a.experience': 'text',
      'a.item': 'text',
    },
    from: `outcomes a JOIN visitors v USING (visitor) WHERE ${NO_ROBOT}`,
    many: { table: 'outcomes', from: `outcomes a WHERE ${OF_NO_ROBOT}` },
    narrow: {
      slice: 'a.slice',
      placement: 'a.placement',
      experience: 'a.experience',
      since: 'a.day',
    },
  },
}

/**
 * Rows of a page, newest first, and how many there are in all. Where rows are many, those of the
 * end of the log are looked through before all are: nearly always they fill the page.
 */
export function questionsOf(asked: RowsAsked): {
  how: RowView['how']
  lately?: AnalyticsQuestion
  rows: AnalyticsQuestion & { most: number }
  count: AnalyticsQuestion
} {
  const { how, columns, from, many } = VIEWS[asked.of]
  const { narrowing, values } = narrowed(asked)
  const newest = ORDER[asked.of]
  const select = `SELECT ${Object.keys(columns).join(', ')} FROM ${from}${narrowing}`
  const page = (where: string) => ({
    sql: `${select}${where} ORDER BY ${newest} DESC`,
    values,
    most: asked.most ?? 100,
  })
  const end = `(SELECT max(position) - ${LATELY} FROM ${many?.table})`
  return {
    how,
    lately: many && page(` AND ${newest} > ${end}`),
    rows: page(''),
    count: { sql: `SELECT count(*) AS n FROM ${many?.from ?? from}${narrowing}`, values },
  }
}

/** Records at the end of the log that are looked through first. */
const LATELY = 100_000

/** All rows, for a file. */
export function fileQuestion(asked: RowsAsked, format: 'csv' | 'parquet'): AnalyticsQuestion {
  const columns = Object.entries(VIEWS[asked.of].columns).map(([column, kind]) =>
    kind === 'text' && format === 'csv' ? harmless(column) : column,
  )
  const { narrowing, values } = narrowed(asked)
  const { from } = VIEWS[asked.of]
  return { sql: `SELECT ${columns.join(', ')} FROM ${from}${narrowing}`, values, withinMs: FILE_MS }
}

const FILE_MS = 60_000

const ORDER: Record<RowsOf, string> = {
  visitors: 'v.first_time',
  orders: 'o.position',
  decisions: 'd.position',
  answers: 'a.position',
}

function narrowed(asked: RowsAsked): { narrowing: string; values: AnalyticsValue[] } {
  const { narrow } = VIEWS[asked.of]
  const values: AnalyticsValue[] = []
  let narrowing = ''
  for (const name of NARROWINGS) {
    const [value, column] = [asked[name], narrow[name]]
    if (value === undefined || column === undefined) continue
    values.push(value)
    const place = `$${values.length}`
    narrowing += name === 'since' ? ` AND ${column} >= ${place}::DATE` : ` AND ${column} = ${place}`
  }
  return { narrowing, values }
}

/** Text that a spreadsheet would take for a formula: a campaign's name is anybody's. */
function harmless(column: string): string {
  const name = column.split('.')[1]
  return `CASE WHEN regexp_matches(${column}, '^[=+\\-@\\t\\r]') THEN '''' || ${column} ELSE ${column} END AS ${name}`
}

/** What these rows cannot be narrowed by: told, or a caller would take all rows for some. */
export function notNarrowedBy(asked: RowsAsked): string | undefined {
  const { narrow } = VIEWS[asked.of]
  return NARROWINGS.find(name => asked[name] !== undefined && narrow[name] === undefined)
}
