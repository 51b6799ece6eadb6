/** Somebody who buys through Vendure's Shop API, from the first pair to the payment. */
export class Buyer {
  readonly #shopApi: string
  #token = ''

  constructor(shopApi: string) {
    this.#shopApi = shopApi
  }

  /** @returns the code of the order */
  async buy(sku: string, quantity: number): Promise<string> {
    const variants = await this.#ask('{ products { items { variants { id sku } } } }')
    const { id } = variants.products.items
      .flatMap((one: { variants: object[] }) => one.variants)
      .find((one: { sku: string }) => one.sku === sku)
    const order = '__typename ... on ErrorResult { message }'
    await this.#ask(
      `mutation { addItemToOrder(productVariantId: "${id}", quantity: ${quantity}) { ${order} } }`,
    )
    await this.#ask(`mutation { setCustomerForOrder(input: {
      emailAddress: "ada@example.org", firstName: "Ada", lastName: "Byrne" }) { ${order} } }`)
    await this.#ask(`mutation { setOrderShippingAddress(input: {
      streetLine1: "1 Quay", city: "Troy", countryCode: "US" }) { ${order} } }`)
    const { eligibleShippingMethods } = await this.#ask('{ eligibleShippingMethods { id } }')
    const shipping = eligibleShippingMethods[0].id
    await this.#ask(
      `mutation { setOrderShippingMethod(shippingMethodId: ["${shipping}"]) { ${order} } }`,
    )
    await this.#ask(`mutation { transitionOrderToState(state: "ArrangingPayment") {
      __typename ... on OrderStateTransitionError { message } } }`)
    const { eligiblePaymentMethods } = await this.#ask('{ eligiblePaymentMethods { code } }')
    const method = eligiblePaymentMethods[0].code
    const { addPaymentToOrder } = await this.#ask(`mutation { addPaymentToOrder(input: {
      method: "${method}", metadata: {} }) { ${order} ... on Order { code state } } }`)
    return addPaymentToOrder.code
  }

  // biome-ignore lint/suspicious/noExplicitAny: whatever was asked for.
  async #ask(query: string): Promise<any> {
    const answer = await fetch(this.#shopApi, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ query }),
    })
    this.#token = answer.headers.get('vendure-auth-token') ?? this.#token
    const { data, errors } = (await answer.json()) as { data: object; errors?: object[] }
    const wrong = errors ?? Object.values(data).filter(one => one?.message)
    if (wrong.length > 0) throw new Error(JSON.stringify(wrong))
    return data
  }
}
