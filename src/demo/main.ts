import { parseArgs } from 'node:util'
import { startShop } from './shop/start.ts'

/**
 * The demo shop as a process of its own:
 *
 *     node src/demo/main.ts --port 4001 --vitrine http://127.0.0.1:4000 --key pk_… --costs-key …
 *
 * With a server key in VITRINE_SERVER_KEY it takes vouchers. Prints one line of JSON, `{"url":…}`, when it is open, and closes on SIGTERM.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    vitrine: { type: 'string' },
    key: { type: 'string' },
    'costs-key': { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})

const { vitrine, key, 'costs-key': costsKey } = values
if (!vitrine || !key || !costsKey) {
  console.error('Say --vitrine URL, --key pk_… and --costs-key KEY.')
  process.exit(2)
}

try {
  const shop = await startShop({
    port: Number(values.port),
    host: values.host,
    vitrineUrl: vitrine,
    publicKey: key,
    serverKey: process.env.VITRINE_SERVER_KEY,
    costsKey,
    seed: Number(values.seed),
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shop.close())
  console.log(JSON.stringify({ url: shop.url }))
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(taken ? `Port ${values.port} is taken: choose another with --port.` : error)
  process.exit(1)
}
