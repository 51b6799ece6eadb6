import { once } from 'node:events'
import { ROWS_OF } from '../schema/rows-told.ts'
import { type Api, wordsOf } from './api.ts'
import { Complaint } from './flags.ts'

const FORMATS = ['csv', 'parquet']

/** The rows behind the results as a file, from the running server: it alone keeps the tables. */
export async function exportRows(of: string, format = 'csv', { base, key }: Api): Promise<void> {
  if (!(ROWS_OF as readonly string[]).includes(of)) {
    throw new Complaint(`--rows is one of ${ROWS_OF.join(', ')}, not "${of}".`)
  }
  if (!FORMATS.includes(format)) throw new Complaint(`--format is csv or parquet, not "${format}".`)
  if (format === 'parquet' && process.stdout.isTTY) {
    throw new Complaint('Parquet is not for reading: send it to a file, "… > orders.parquet".')
  }
  const response = await fetch(`${base}/v1/rows?of=${of}&format=${format}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  if (!response.ok || !response.body) throw new Complaint(await wordsOf(response))
  for await (const chunk of response.body) {
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
  }
}
