import type { Catalogue } from '../../engine/catalogue/catalogue.ts'
import { sentence } from '../../engine/recommend/reasons.ts'
import type { Say } from '../../schema/live.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { WhyShown } from '../../schema/why.ts'
import { both } from '../live/words.ts'

const MOST_ITEMS = 3

interface Sources {
  catalogue: Catalogue
  recordAt(position: number): Promise<LogRecord | undefined>
}

/** What was shown, with the reason and the things that stand in the log; a record is read once. */
export async function withReasons(
  shown: readonly WhyShown[],
  { catalogue, recordAt }: Sources,
): Promise<WhyShown[]> {
  const read = new Map<string, Promise<LogRecord | undefined>>()
  const told: WhyShown[] = []
  for (const one of shown) {
    const [place, index] = one.decision.split('.')
    if (!read.has(place)) read.set(place, recordAt(Number(place)))
    const record = await read.get(place)
    const choice = record?.type === 'decision' ? record.body.choices[Number(index)] : undefined
    if (choice === undefined) told.push(one)
    else {
      const reason = both(language => sentence(choice.reason, language, catalogue))
      told.push({ ...one, reason, items: titlesOf(choice.items, catalogue) })
    }
  }
  return told
}

function titlesOf(items: readonly string[], catalogue: Catalogue): Say[] {
  const titles = items.slice(0, MOST_ITEMS).map(id => {
    const item = catalogue.find(id)
    return both(language => (item < 0 ? '' : catalogue.titleOf(item, language)))
  })
  return titles.filter(({ fr, en }) => fr !== '' && en !== '')
}
