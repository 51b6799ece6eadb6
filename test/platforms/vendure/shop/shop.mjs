import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootstrap, DefaultLogger, dummyPaymentHandler, LogLevel } from '@vendure/core'
import { populate } from '@vendure/core/cli/index.js'
import { FIRST_DATA, productsCsv } from './stock.mjs'
import { storefront } from './storefront.mjs'
import { VitrinePlugin } from './vitrine-plugin.mjs'

/**
 * Vendure with its own bootstrap, SQLite in memory, one plugin of ours and a storefront beside it.
 * Says where both are on its first line, and what it told Vitrine on each line after it.
 */
const { VITRINE_URL, VITRINE_PUBLIC_KEY, VITRINE_SERVER_KEY, VENDURE_PORT } = process.env
const shopApi = `http://127.0.0.1:${VENDURE_PORT}/shop-api`

const config = {
  apiOptions: { hostname: '127.0.0.1', port: Number(VENDURE_PORT) },
  authOptions: { tokenMethod: 'bearer' },
  dbConnectionOptions: { type: 'sqljs', synchronize: true },
  logger: new DefaultLogger({ level: LogLevel.Error }),
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  plugins: [
    VitrinePlugin.init({
      url: VITRINE_URL,
      serverKey: VITRINE_SERVER_KEY,
      market: 'country=US&language=en&currency=USD',
      onTold: (what, count) => console.log(JSON.stringify({ what, count })),
    }),
  ],
}

const folder = mkdtempSync(join(tmpdir(), 'vendure-products-'))
const csv = join(folder, 'products.csv')
writeFileSync(csv, productsCsv())
await populate(() => bootstrap(config), FIRST_DATA, csv)
rmSync(folder, { recursive: true })

const server = storefront({ shopApi, vitrineUrl: VITRINE_URL, publicKey: VITRINE_PUBLIC_KEY })
server.listen(0, '127.0.0.1')
await once(server, 'listening')
console.log(JSON.stringify({ shopApi, url: `http://127.0.0.1:${server.address().port}` }))
