import type { Run } from '../fixtures/server-process.ts'

/** Of no page: it streams, or is for machines. */
const NOT_A_PAGE = ['GET /v1/log', 'GET /v1/live', 'GET /v1/events/stream', 'GET /v1/debug']

/** The owner of a console: what they may read, with something real in each address. */
export class Owner {
  readonly #api: string
  readonly #cookie: string
  readonly may: string[]

  private constructor(api: string, cookie: string, may: string[]) {
    this.#api = api
    this.#cookie = cookie
    this.may = may
  }

  /** Enters by the one-time link of the run file. */
  static async enter(run: Run & { console: string }): Promise<Owner> {
    const entered = await fetch(run.console, { redirect: 'manual' })
    const cookie = entered.headers
      .getSetCookie()
      .map(each => each.split(';')[0])
      .join('; ')
    const session = await fetch(`${run.api}/v1/session`, { headers: { cookie } })
    const { may } = (await session.json()) as { may: string[] }
    return new Owner(run.api, cookie, may)
  }

  /** @returns milliseconds to the last byte, and the status */
  async ask(path: string): Promise<{ ms: number; status: number; size: number }> {
    const began = performance.now()
    const response = await fetch(`${this.#api}${path}`, { headers: { cookie: this.#cookie } })
    const body = await response.arrayBuffer()
    return { ms: performance.now() - began, status: response.status, size: body.byteLength }
  }

  async read(path: string) {
    const response = await fetch(`${this.#api}${path}`, { headers: { cookie: this.#cookie } })
    return { status: response.status, body: await response.json() }
  }

  /** Addresses of every page's figures: names in them come from what the lists answer. */
  async pages(item: string): Promise<string[]> {
    const { body } = await this.read('/v1/rows?of=answers&most=1')
    const { columns, rows: some } = body as { columns: string[]; rows: string[][] }
    const visitor = some[0][columns.indexOf('visitor')]
    const rule = await this.#firstId('/v1/rules', 'rules')
    const segment = await this.#firstId('/v1/segments', 'segments')
    const tables = ['visitors', 'orders', 'decisions', 'answers'].map(of => `/v1/rows?of=${of}`)
    const filled = this.may
      .filter(each => each.startsWith('GET /v1/') && !NOT_A_PAGE.some(not => each.startsWith(not)))
      .map(each => each.slice('GET '.length))
      .map(path => path.replace('/visitors/:key', `/visitors/${visitor}`))
      .map(path => path.replace('/items/:id', `/items/${item}`))
      .map(path => (rule ? path.replace('/rules/:id', `/rules/${rule}`) : path))
      .map(path => (segment ? path.replace('/segments/:id', `/segments/${segment}`) : path))
    return [...filled.filter(path => !path.includes(':') && path !== '/v1/rows'), ...tables]
  }

  async #firstId(path: string, list: string): Promise<string | undefined> {
    const { body } = await this.read(path)
    return (body as Record<string, { id: string }[]>)[list]?.[0]?.id
  }
}
