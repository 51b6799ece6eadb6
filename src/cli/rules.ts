import type { RulesPage, SituationsPage } from '../schema/rule-told.ts'
import { API_FLAGS, call, findApi } from './api.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags } from './flags.ts'
import { grouped } from './progress.ts'
import type { Language } from './report-words.ts'
import { runningServer } from './run-file.ts'
import { say } from './say.ts'

const MOST = 200

/** What the engine found, in sentences: strongest first. */
export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, {
    ...API_FLAGS,
    json: { type: 'boolean' },
    lang: { type: 'string' },
    limit: { type: 'string' },
  })
  const language = values.lang ?? 'en'
  if (language !== 'fr' && language !== 'en') {
    throw new Complaint(`--lang needs fr or en, not "${language}".`)
  }
  const limit = Number(values.limit ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
    throw new Complaint(`--limit needs a whole number from 1 to ${MOST}, not "${values.limit}".`)
  }
  const told = await findRules(values, language, limit)
  if (values.json) console.log(JSON.stringify(told))
  else for (const line of tell(told, language)) say(line)
}

export interface Rules {
  situations: SituationsPage
  rules: RulesPage
}

/** From the server that is named or runs here; else what a simulation left in the folder. */
async function findRules(
  values: { api?: string; key?: string; data?: string },
  language: Language,
  limit: number,
): Promise<Rules> {
  const dataDir = dataDirOf(values.data)
  const isNamed = (values.api ?? process.env.VITRINE_API) !== undefined
  const simulated =
    isNamed || runningServer(dataDir) !== undefined
      ? undefined
      : await simulatedIn(dataDir, language, limit)
  if (simulated) return simulated
  const api = findApi(values)
  const query = `limit=${limit}&language=${language}`
  return {
    situations: await call<SituationsPage>(api, `/v1/situations?limit=1&language=${language}`),
    rules: await call<RulesPage>(api, `/v1/rules?${query}`),
  }
}

/** A server answers for itself: the engine is loaded only where one was left behind. */
async function simulatedIn(...asked: [dataDir: string, language: Language, limit: number]) {
  const { simulatedRules } = await import('./simulated/rules.ts')
  return await simulatedRules(...asked)
}

function tell({ situations, rules }: Rules, language: Language): string[] {
  const words = WORDS[language]
  const { counts, definitions } = situations
  return [
    ...(['observed', 'used', 'proven'] as const).map(
      name =>
        `${words[name].padEnd(12)} ${grouped(counts[name]).padStart(9)}  ${definitions[name]}`,
    ),
    '',
    ...(rules.rules.length === 0 ? [words.none] : []),
    ...rules.rules.map(({ sentence }, n) => `${String(n + 1).padStart(3)}. ${sentence}`),
  ]
}

const WORDS = {
  fr: {
    observed: 'observées',
    used: 'utilisées',
    proven: 'prouvées',
    none: 'Aucune règle encore : il faut environ 500 visites ; chacune compte une demi-heure après.',
  },
  en: {
    observed: 'observed',
    used: 'used',
    proven: 'proven',
    none: 'No rule yet: it takes about 500 visits; each counts half an hour later.',
  },
} as const
