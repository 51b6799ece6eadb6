/** One product line of a feed, whatever the file: fields by Merchant's names, without `g:`. */
export interface FeedRow {
  line: number
  fields: Map<string, string>
  /** `product_detail`: name and value. */
  details: [string, string][]
}

/** `g:Sale Price` → `sale_price`. */
export function fieldName(header: string): string {
  return header
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase()
    .replace(/^(g|c):/, '')
    .replace(/[\s-]+/g, '_')
    .slice(0, 64)
}

/** `Section:Name:Value,Section:Name:Value`, as tables write details. A comma may stand in a value. */
export function readDetails(text: string): [string, string][] {
  const details: [string, string][] = []
  for (const part of text.split(',')) {
    const pieces = part.split(':')
    if (pieces.length >= 3) details.push([pieces[1].trim(), pieces.slice(2).join(':').trim()])
    else if (pieces.length === 2) details.push([pieces[0].trim(), pieces[1].trim()])
    else if (details.length > 0) details[details.length - 1][1] += `,${part}`
  }
  return details.filter(([name, value]) => name !== '' && value !== '')
}
