/** Simulated shoppers: `browse` sends a town of them through the doors it is given. */
export { type BriskTownOptions, briskBrowse } from './brisk-town.ts'
export type { Aisle, BriskDoor, BriskPage } from './brisk-visit.ts'
export type { Arrival, Door, ProductView, Tile } from './door.ts'
export { HttpDoor, type HttpDoorOptions } from './http-door.ts'
export type { Person } from './person.ts'
export { browse, type TownOptions, type TownSums } from './town.ts'
