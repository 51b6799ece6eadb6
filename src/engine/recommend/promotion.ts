/** An offer as a page may show it: one that is new, or one this visitor holds already. */
export interface Promotion {
  /** Of one that is held already; a new one is named when it is shown. */
  id?: string
  item: number
  percent?: number
  amount?: number
  /** What it takes off, minor units. */
  value: number
  price: number
  /** Lowest price of the last 30 days. */
  lowest: number
  currency: string
  expires: number
  /** Absent: the server signs one. */
  code?: string
  timeZone: string
}
