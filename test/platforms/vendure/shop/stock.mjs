/** A small shop for walkers: its first data, as `populate` of @vendure/core/cli reads it. */
export const FIRST_DATA = {
  defaultLanguage: 'en',
  defaultZone: 'America',
  countries: [{ code: 'US', name: 'United States', zone: 'America' }],
  taxRates: [{ name: 'Standard Tax', percentage: 8 }],
  shippingMethods: [{ name: 'Post', price: 490 }],
  paymentMethods: [
    {
      name: 'Card',
      handler: {
        code: 'dummy-payment-handler',
        arguments: [{ name: 'automaticSettle', value: 'true' }],
      },
    },
  ],
  collections: ['Trail shoes', 'Tents'].map(name => ({
    name,
    filters: [
      {
        code: 'facet-value-filter',
        args: { facetValueNames: [name], containsAny: false },
      },
    ],
  })),
}

const SHOES = [
  ['Fell Runner', 118],
  ['Ridge Light', 129],
  ['Stone Path', 99],
  ['Long Moor', 139],
  ['Scree Grip', 109],
]
const TENTS = [
  ['Two Nights', 249],
  ['Low Wind', 319],
  ['Col Solo', 279],
]
const SIZES = ['41', '42', '43']

/** Three sizes of each shoe, four pairs of a size; of the tents eight. */
export function productsCsv() {
  const columns =
    'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets'
  const rows = [
    ...SHOES.flatMap(([name, price], n) =>
      SIZES.map((size, at) => {
        const first =
          at === 0
            ? [name, slugOf(name), 'Shoe for rough paths', '', 'category:Trail shoes', 'size']
            : ['', '', '', '', '', '']
        return [...first, size, `SHOE${n}-${size}`, price, 'standard', 4, true, '', '']
      }),
    ),
    ...TENTS.map(([name, price], n) => [
      name,
      slugOf(name),
      'Tent for two nights or twenty',
      '',
      'category:Tents',
      '',
      '',
      `TENT${n}`,
      price,
      'standard',
      8,
      true,
      '',
      '',
    ]),
  ]
  return [columns, ...rows.map(row => row.join(','))].join('\n')
}

const slugOf = name => name.toLowerCase().replaceAll(' ', '-')
