import { dataDirOf } from './data-dir.ts'
import { Complaint } from './flags.ts'
import { runningServer } from './run-file.ts'

/** Flags of the commands that talk to a running server. */
export const API_FLAGS = {
  api: { type: 'string' },
  key: { type: 'string' },
  data: { type: 'string' },
} as const

export interface Api {
  base: string
  key: string
  dataDir: string
}

/** Where to call and with what key: by flag, by environment, or from the run file. */
export function findApi(values: { api?: string; key?: string; data?: string }): Api {
  const dataDir = dataDirOf(values.data)
  const run = runningServer(dataDir)
  const base = values.api ?? process.env.VITRINE_API ?? run?.api
  const key = values.key ?? process.env.VITRINE_KEY ?? run?.serverKey
  if (base === undefined || key === undefined) {
    throw new Complaint(
      `No server runs on ${dataDir}. Start one ("npm start"), or name one with --data, or with --api and --key.`,
    )
  }
  return { base: base.replace(/\/$/, ''), key, dataDir }
}

/**
 * One call with a server key.
 * @throws Complaint with the server's own words when it says no, or when nobody answers.
 */
export async function call<T>(
  api: Api,
  path: string,
  init: { method?: string; body?: BodyInit; type?: string } = {},
): Promise<T> {
  const response = await fetch(`${api.base}${path}`, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: {
      authorization: `Bearer ${api.key}`,
      ...(init.body === undefined ? {} : { 'content-type': init.type ?? 'application/json' }),
    },
    body: init.body,
    ...(init.body === undefined ? {} : { duplex: 'half' }),
  } as RequestInit).catch(error => {
    throw new Complaint(`${api.base} does not answer (${causeOf(error)}).`)
  })
  if (!response.ok) throw new Complaint(await wordsOf(response))
  return (await response.json()) as T
}

/** What a refusal says, and of which field. */
export async function wordsOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; field?: string }
  const where = problem.field ? ` (${problem.field})` : ''
  return problem.detail ? problem.detail + where : `${response.url}: ${response.statusText}`
}

function causeOf(error: unknown): string {
  const cause = (error as Error).cause as NodeJS.ErrnoException | undefined
  return cause?.code ?? cause?.message ?? (error as Error).message
}
