import { machine } from '../store/machine.ts'
import { Child } from './child.ts'
import { giveTerms } from './demo-terms.ts'
import { Complaint, portNumber, readFlags } from './flags.ts'
import { type Feed, importFeed } from './import.ts'
import { SERVER_FLAGS, type Served, serve } from './serve.ts'
import { onStop } from './stop.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, {
    ...SERVER_FLAGS,
    'shop-port': { type: 'string' },
    shoppers: { type: 'boolean', default: true },
  })
  const children: Child[] = []
  const logLevel = process.env.VITRINE_LOG ?? 'warn'
  const server = await serve({ shop: 'cimes', ...LETTERS, ...values }, logLevel)
  const stop = async () => {
    await Promise.all(children.map(child => child.stop()))
    await server.stop()
  }
  onStop(stop)
  try {
    const shop = await openShop(server, shopPort(values), children)
    await fillShelves(server, shop)
    await giveTerms({ base: server.running.api, key: server.serverKey, dataDir: '' })
    server.running.publicAt(`${shop.url}/_vitrine`)
    server.announce(shop.url)
    if (values.shoppers) await letShoppersIn(values.data, children)
    tell(server, shop.url, values.data)
  } catch (error) {
    await stop()
    throw error
  }
}

/** Files of a folder: nobody is written to by a demo. */
const LETTERS = { mail: 'folder', 'mail-from': 'Cimes <bonjour@cimes.example>' }

interface DemoShop {
  url: string
  costsKey: string
}

/** The shop is a stranger: a process of its own that knows our address and its keys. */
async function openShop(server: Served, port: number, children: Child[]): Promise<DemoShop> {
  const { api, keys } = server.running
  const costsKey = Buffer.from(machine.random(18)).toString('base64url')
  const args = [
    ...['--port', String(port), '--vitrine', api],
    // With "=": a random key may begin with a dash.
    ...[`--key=${keys.publicKey}`, `--costs-key=${costsKey}`],
  ]
  const env = { VITRINE_SERVER_KEY: server.serverKey }
  const child = new Child('demo shop', 'demo/main.ts', args, env)
  children.push(child)
  const { url } = await child.firstLine<{ url: string }>()
  return { url, costsKey }
}

/** The catalogue comes from the shop's feeds, as anybody's would; what did not change is not read again. */
async function fillShelves(server: Served, shop: DemoShop): Promise<void> {
  const { running, serverKey } = server
  const api = { base: running.api, key: serverKey, dataDir: '' }
  running.allowFeedHost(new URL(shop.url).host) // a shop on this very machine is no stranger's
  const feeds: Feed[] = [
    { kind: 'products', market: 'FR-fr-EUR', from: `${shop.url}/feeds/products-fr.xml` },
    { kind: 'products', market: 'IE-en-EUR', from: `${shop.url}/feeds/products-en.tsv` },
    { kind: 'costs', from: `${shop.url}/feeds/costs.csv?key=${shop.costsKey}` },
    { kind: 'content', from: `${shop.url}/feeds/content.json` },
    { kind: 'facts', from: `${shop.url}/feeds/facts.json` },
  ]
  for (const feed of feeds) {
    const { unchanged, rows, refused, refusals } = await importFeed(api, feed)
    if (unchanged || (rows > 0 && refused < rows)) continue
    throw new Complaint(`The feed of ${feed.kind} was not understood: ${refusals[0]?.reason}`)
  }
}

/** Simulated people, in a process that lets everything else go first. */
async function letShoppersIn(data: string | undefined, children: Child[]): Promise<void> {
  const folder = data === undefined ? [] : ['--data', data]
  const seed = String(machine.now() % 2 ** 31)
  const child = new Child('shoppers', 'main.ts', [
    'simulate',
    '--endless',
    '--seed',
    seed,
    ...folder,
  ])
  child.makeGentle()
  children.push(child)
}

function shopPort(values: { port?: string; 'shop-port'?: string }): number {
  const asked = values['shop-port'] ?? process.env.VITRINE_SHOP_PORT
  const anyPort = (values.port ?? process.env.VITRINE_PORT) === '0'
  return portNumber('--shop-port', asked, anyPort ? 0 : 4801)
}

function tell(server: Served, shop: string, data: string | undefined): void {
  const where = data === undefined ? '' : ` --data ${data}`
  console.log(`
  Vitrine is ready.

    shop      ${shop}/
    console   ${server.consoleLink()}
    api       ${server.running.api}/openapi.json

  The link to the console works once; for a fresh one:
    npm exec --no vitrine -- console${where}

  Ctrl-C stops everything.
`)
}
