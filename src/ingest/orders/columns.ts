import { Refused } from '../refusals.ts'

/** What a line of an order history may tell. */
export const ORDER_FIELDS = [
  'order',
  'item',
  'quantity',
  'time',
  'price',
  'customer',
  'currency',
  'country',
  'name',
] as const
export type OrderField = (typeof ORDER_FIELDS)[number]
export type Columns = Partial<Record<OrderField, string>>

const NEEDED: readonly OrderField[] = ['order', 'item', 'time', 'price']

/** How shops and their systems call them, letters and digits only, the likeliest first. */
const NAMES: Record<OrderField, readonly string[]> = {
  order: 'order orderid ordernumber orderno transactionid invoiceno invoice invoicenumber'.split(
    ' ',
  ),
  item: 'item itemid sku stockcode productid product lineitemsku articlenumber'.split(' '),
  quantity: 'quantity qty units lineitemquantity quantite menge'.split(' '),
  time: 'time timestamp date orderdate invoicedate createdat ordertime purchasedate'.split(' '),
  price: 'price unitprice itemprice lineitemprice prixunitaire prix'.split(' '),
  customer: 'customer customerid userid clientid customernumber'.split(' '),
  currency: 'currency currencycode devise'.split(' '),
  country: 'country countrycode shippingcountry pays'.split(' '),
  name: 'name description itemname productname title lineitemname'.split(' '),
}

/**
 * Where each field stands among the names of a header: as told, else by a name we know.
 * @throws Refused `missing` when a field that is needed, or a column that was named, is not
 * there, `repeated` when a column stands there twice
 */
export function findColumns(header: readonly string[], told: Columns): Map<OrderField, number> {
  const names = header.map(plain)
  const found = new Map<OrderField, number>()
  for (const field of ORDER_FIELDS) {
    const at = told[field] === undefined ? known(field, names) : named(field, told[field], names)
    if (at < 0) continue
    if (names.indexOf(names[at], at + 1) >= 0) {
      const reason = `The column of the ${field} stands there twice: leave one.`
      throw new Refused(field, 'repeated', reason)
    }
    found.set(field, at)
  }
  for (const field of NEEDED) if (!found.has(field)) throw missing(field)
  return found
}

/** `order=InvoiceNo,item=StockCode`. @throws Refused `unknown_value` */
export function readColumns(text: string): Columns {
  const columns: Columns = {}
  for (const pair of text.split(',')) {
    const [field, ...rest] = pair.split('=')
    const name = rest.join('=').trim()
    if (!ORDER_FIELDS.includes(field.trim() as OrderField) || name === '') {
      const reason = `Write order=InvoiceNo,item=StockCode…; fields: ${ORDER_FIELDS.join(', ')}.`
      throw new Refused('columns', 'unknown_value', reason)
    }
    columns[field.trim() as OrderField] = name
  }
  return columns
}

function known(field: OrderField, names: readonly string[]): number {
  for (const name of NAMES[field]) {
    const at = names.indexOf(name)
    if (at >= 0) return at
  }
  return -1
}

function named(field: OrderField, name: string, names: readonly string[]): number {
  const at = names.indexOf(plain(name))
  if (at >= 0) return at
  const reason = `No column has the name that was told for the ${field}.`
  throw new Refused(field, 'missing', reason)
}

/** What stands in a file is not said again: it may be anybody's. */
function missing(field: OrderField): Refused {
  const reason = `Which column of the first line is the ${field}? Say columns=${field}=NAME (--columns).`
  return new Refused(field, 'missing', reason)
}

function plain(name: string): string {
  return name
    .slice(0, 64)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
}
