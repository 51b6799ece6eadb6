import type { Colour } from './shape.ts'

/** Code, name, main, shade, accent, tint. The mountain at several hours. */
const TABLE = `
SAP | sapin / pine           | #2f5d50 | #1f4439 | #e8c27a | 2
ARD | ardoise / slate        | #4d6275 | #35475a | #dbe6ec | 1
ROU | rouille / rust         | #c4572b | #93401f | #f3e3cf | 4
GLA | glacier / glacier      | #8fb6c4 | #5f8b9d | #ffffff | 5
NUI | nuit / night           | #24364b | #16243a | #f0b75a | 5
MOU | mousse / moss          | #7d8f4e | #59682f | #eef0d2 | 2
BRU | bruyère / heather      | #6d4a66 | #4d3148 | #e9c9b8 | 3
SOL | soleil / sun           | #e3a63b | #b57d1e | #27394a | 3
CHA | charbon / charcoal     | #3d4546 | #272d2e | #a9c1ba | 1
FRA | framboise / raspberry  | #a63d57 | #7b2a40 | #f3d9cf | 4
LAG | lagon / lagoon         | #2d8a94 | #1c666f | #f4e3b5 | 1
SAB | sable / sand           | #c9b08a | #a08660 | #3f4d4a | 3
AZU | azur / azure           | #4f7fb5 | #365e8d | #f3efe2 | 5
CRA | craie / chalk          | #d9d3c4 | #b3ac9a | #c4572b | 2
`

export const COLOURS: Colour[] = TABLE.trim()
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([code, name, main, shade, accent, tint]) => {
    const [fr, en] = name.split(' / ')
    const dark = '#26302f'
    return { code, name: { fr, en }, paint: [main, shade, accent, dark], tint: Number(tint) }
  })
