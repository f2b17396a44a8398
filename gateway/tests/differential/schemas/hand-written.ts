import type { SchemaSource } from '../graph.ts';

/** What a generator meets rarely or never, each with the operations that it is there for. */
export const HAND_WRITTEN: readonly SchemaSource[] = [
  {
    name: 'interface object',
    subgraphs: {
      catalog: `
        interface Media @key(fields: "id") { id: ID! title: String }
        type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int! sequel: Film }
        type Song implements Media @key(fields: "id") { id: ID! title: String bars: Int artist: Artist }
        type Artist @key(fields: "id") { id: ID! name: String }
        type Query { media: [Media!]! film(id: ID): Film top: Media }`,
      ratings: `
        type Media @key(fields: "id") @interfaceObject { id: ID! stars: Float reviews(first: Int = 2): [Review!] related: [Media] }
        type Review { text: String! about: Media by: Artist }
        type Artist @key(fields: "id") { id: ID! mostLiked: Media }
        type Query { rated: [Media] review: Review }`,
      shops: `
        type Media @key(fields: "id") @interfaceObject {
          id: ID! stars: Float @external price(code: String = "EUR"): Float
          deal: String @requires(fields: "stars")
        }
        type Query { bestsellers: [Media!] }`,
    },
    operations: [
      '{ rated { __typename id stars title ... on Film { minutes } ... on Song { artist { mostLiked { title } } } } }',
      '{ media { stars deal related { id __typename stars } } top { a: reviews(first: 1) { about { title price } } b: reviews { text } } }',
      '{ bestsellers { deal price(code: "USD") title } film { deal related { ... on Media { stars ... on Film { sequel { stars } } } } } }',
      '{ rated { stars } review { text about { ... on Song { bars } } by { name mostLiked { stars } } } }',
      '{ bestsellers { id deal ... on Song { ... @skip(if: true) { stars } } } }',
    ],
  },
  {
    name: 'provides',
    subgraphs: {
      books: `
        type Book @key(fields: "isbn") { isbn: ID! title: String @shareable author: Author @shareable }
        type Author @key(fields: "id") { id: ID! name: String @shareable born: Int }
        type Query { books: [Book] }`,
      reviews: `
        type Review @key(fields: "id") { id: ID! book: Book @provides(fields: "title author { name }") plain: Book stars: Int! }
        type Book @key(fields: "isbn") { isbn: ID! title: String @external author: Author @external reviews: [Review!]! }
        type Author @key(fields: "id") { id: ID! name: String @external }
        type Query { reviews: [Review!] review(id: ID!): Review }`,
    },
    operations: [
      '{ reviews { stars book { title author { name } } plain { title author { name born } } } }',
      '{ review(id: 3) { book { isbn reviews { id book { title } } author { born } } } }',
    ],
  },
  {
    name: 'keys of all kinds',
    subgraphs: {
      a: `
        type Part @key(fields: "id") { id: ID! a: String maker: Maker @shareable }
        type Maker @key(fields: "code country { iso }") { code: Int! country: Country! label: String }
        type Country @shareable { iso: ID! }
        type Query { parts: [Part!] maker: Maker }`,
      b: `
        type Part @key(fields: "id") @key(fields: "sku maker { code country { iso } }") @key(fields: "sku") {
          id: ID! sku: String! maker: Maker @shareable b(n: Int): Int
        }
        type Maker @key(fields: "code country { iso }") @key(fields: "tax") { code: Int! country: Country! tax: ID! parts: [Part] }
        type Country @shareable { iso: ID! }
        type Query { part: Part }`,
      c: `
        type Part @key(fields: "sku") { sku: String! c: [String!] d: Boolean! }
        type Maker @key(fields: "tax") { tax: ID! debts: [Float] }
        type Query { chain: [[Part]] }`,
    },
    operations: [
      '{ parts { a b c d maker { debts parts { c } } } }',
      '{ chain { c a b(n: 2) x: b(n: 3) maker { label debts country { iso } } } }',
      '{ maker { debts label } part { maker { parts { c d a } } } }',
    ],
  },
  {
    name: 'requirements that collide',
    subgraphs: {
      prices: `
        type Item @key(fields: "id") { id: ID! price(currency: Currency!, net: Boolean = false): Int weight: Int! box: Box }
        type Box { size: Int side(of: Int): Int lid: Lid } type Lid { heavy: Boolean }
        enum Currency { EUR USD }
        type Query { items: [Item] item: Item }`,
      taxes: `
        type Item @key(fields: "id") {
          id: ID!
          price(currency: Currency!, net: Boolean = false): Int @external
          weight: Int! @external
          box: Box @external
          inEuro: String @requires(fields: "price(currency: EUR)")
          inDollar: String @requires(fields: "price(currency: USD)")
          netEuro: String @requires(fields: "price(currency: EUR, net: true)")
          heavy: Boolean! @requires(fields: "weight box { size lid { heavy } }")
          side: Int @requires(fields: "box { side(of: 3) }")
          freight(to: String!): Int @requires(fields: "weight")
        }
        type Box @external { size: Int side(of: Int): Int lid: Lid } type Lid @external { heavy: Boolean }
        enum Currency { EUR USD }
        type Query { taxed: [Item!] }`,
    },
    operations: [
      '{ items { inEuro inDollar netEuro price(currency: EUR) } }',
      '{ items { price(currency: USD, net: true) inEuro } }',
      '{ items { price: inDollar weight: id heavy } taxed { box: inDollar side } }',
      '{ items { weight: price(currency: USD) inEuro heavy box { size: side(of: 1) side(of: 2) } side } }',
      'query ($on: Boolean!, $c: Currency! = EUR) { item { price(currency: $c, net: $on) inEuro freight(to: "x") b: freight(to: "y") inDollar } }',
      'query ($on: Boolean!) { items { inEuro @include(if: $on) heavy } x: items { price(currency: EUR) inDollar @skip(if: $on) } }',
      'query ($on: Boolean!) { items @include(if: $on) { heavy } items { inEuro side } }',
    ],
  },
  {
    name: 'requirements of requirements',
    mayBeUnplannable: true,
    subgraphs: {
      prices: `
        type Item @key(fields: "id") { id: ID! price(currency: Currency!): Int }
        enum Currency { EUR USD }
        type Query { items: [Item] }`,
      taxes: `
        type Item @key(fields: "id") {
          id: ID!
          price(currency: Currency!): Int @external
          inEuro: String @requires(fields: "price(currency: EUR)")
        }
        enum Currency { EUR USD }
        type Query { taxed: [Item!] }`,
      labels: `
        type Item @key(fields: "id") { id: ID! inEuro: String @external tag: String @requires(fields: "inEuro") }
        type Query { labelled: Item }`,
    },
    operations: [
      '{ items { tag } }',
      '{ taxed { inEuro } labelled { tag price(currency: USD) } }',
      '{ taxed { tag } }',
    ],
  },
  {
    name: 'keys that are not resolvable',
    subgraphs: {
      stock: `
        type Crate @key(fields: "id", resolvable: false) @key(fields: "code") { id: ID! code: String! shelf: Int }
        type Query { crates: [Crate] }`,
      depot: `
        type Crate @key(fields: "id") { id: ID! code: String! @shareable weight: Float }
        type Query { depot: [Crate!] }`,
      desk: `
        type Crate @key(fields: "id", resolvable: false) { id: ID! }
        type Order { crate: Crate! also: [Crate!]! }
        type Query { orders: [Order!] }`,
    },
    operations: [
      '{ depot { shelf weight } orders { crate { shelf } also { weight shelf code } } }',
      '{ crates { weight shelf } orders { crate { weight } } }',
    ],
  },
  {
    name: 'types that differ by subgraph',
    subgraphs: {
      one: `
        interface Pet { name: String owner: Person }
        type Dog implements Pet @key(fields: "id") { id: ID! name: String owner: Person @shareable bark: Int! size: Size }
        type Cat implements Pet @key(fields: "id") { id: ID! name: String owner: Person @shareable lives: Int }
        type Person @key(fields: "id") { id: ID! pets: [Pet!] best: Pet @shareable home: Home @shareable either: Either }
        type Home @shareable { street: String! rooms: [Room!] }
        type Room { area: Float! }
        union Either = Dog | Person
        enum Size { S M L XL }
        type Query { person: Person people: [Person!]! @shareable }`,
      two: `
        type Dog @key(fields: "id") { id: ID! mood: Size bones: [[Int!]!]! }
        type Person @key(fields: "id") { id: ID! best: Dog @shareable home: Home @shareable again: Either }
        type Home @shareable { street: String garden: Garden }
        type Garden { area: Int trees: [Tree] }
        type Tree { age: Int! }
        union Either = Person
        enum Size { S M }
        type Query { people: [Person!]! @shareable dogs(first: Int): [Dog] }`,
    },
    operations: [
      '{ person { home { street rooms { area } garden { area trees { age } } } best { name __typename } } }',
      '{ people { either { ... on Dog { x: bark size } ... on Person { y: id } } again { __typename ... on Person { best { name } } } } }',
      '{ people { pets { name ... on Dog { value: bark bones } ... on Cat { lives owner { home { rooms { area } } } } } } }',
      '{ person { pets { ... on Pet { owner { id } } ... on Cat { n: lives } ... on Dog { m: bark mood } } } }',
    ],
  },
  {
    name: 'hidden from clients',
    subgraphs: {
      one: `
        type Account @key(fields: "id") { id: ID! secret: String @inaccessible level: Level! kind: Kind things: [Thing!] }
        enum Level { LOW HIGH ROOT @inaccessible }
        interface Kind { name: String }
        type Plain implements Kind { name: String n: Int }
        type Hidden implements Kind @inaccessible { name: String h: Int }
        union Thing = Plain | Hidden
        type Query { accounts(level: Level, trace: Boolean = true @inaccessible): [Account!] levels: [Level!] kinds: [Kind] things: [[Thing]!] }`,
      two: `
        type Account @key(fields: "id") { id: ID! secret: String @external digest(salt: String = "s"): String! @requires(fields: "secret") }`,
    },
    operations: [
      '{ accounts { digest level kind { __typename name } things { __typename ... on Plain { n } } } levels kinds { name } things { __typename } }',
    ],
  },
  {
    name: 'mutations',
    subgraphs: {
      one: `
        type Cart @key(fields: "id") { id: ID! total: Int! }
        type Done { seq: Int! cart: Cart carts: [Cart!]! }
        input Line { sku: ID! count: Int! = 1 notes: [String!] }
        type Mutation { add(lines: [Line!]!, to: ID = "1"): Done must(n: Int!): Done! }
        type Query { carts: [Cart] }`,
      two: `
        type Cart @key(fields: "id") { id: ID! paid: Boolean! status(verbose: Boolean): String }
        type Paid { seq: Int! cart: Cart! }
        type Mutation { pay(id: ID!): Paid fine: Paid! }
        type Query { open: [Cart!] }`,
    },
    operations: [
      'mutation { a: add(lines: {sku: 1}) { seq cart { paid total } } b: pay(id: 2) { seq cart { total } } c: add(lines: [{sku: "x", count: 3}], to: null) { seq } d: pay(id: "2") { seq } }',
      'mutation { must(n: 1) { seq carts { total paid } } fine { seq cart { total status(verbose: true) x: status } } again: must(n: 1) { seq } }',
      'mutation ($on: Boolean!) { pay(id: 1) @include(if: $on) { seq } add(lines: []) { seq carts { paid } } last: pay(id: 1) @skip(if: $on) { seq } }',
      'mutation { ... on Mutation { add(lines: []) { seq } } pay(id: 1) { seq } ... on Mutation { late: add(lines: []) { seq } } }',
      'mutation ($on: Boolean!) { ...Last @include(if: $on) fine { seq } ...First } fragment First on Mutation { a: add(lines: []) { seq } ... on Mutation { b: pay(id: 1) { seq } } c: add(lines: []) { seq } } fragment Last on Mutation { fine { cart { total } } z: add(lines: []) { seq } }',
      'mutation { pay(id: 1) { seq } pay(id: 1) { cart { total } } one: pay(id: 1) { seq } __typename }',
    ],
  },
  {
    name: 'nulls that travel',
    subgraphs: {
      one: `
        type Node @key(fields: "id") { id: ID! next: Node! maybe: Node list: [Node!]! grid: [[Node!]!] leaf: String! leaves: [[Int!]]! }
        type Query { node: Node! nodes: [Node!]! maybe: [Node] some: [[Node!]]! }`,
      two: `
        type Node @key(fields: "id") { id: ID! far: Int! away: [Boolean!] back: Node! }
        type Query { back: Node }`,
    },
    operations: [
      '{ node { far next { far maybe { away far } } } }',
      '{ nodes { maybe { leaf far } other: maybe { id away } third: maybe { far } } maybe { list { leaf } names: list { id } } }',
      '{ maybe { list { far } grid { leaf back { leaf } } leaves } some { id back { next { far } } } }',
      '{ nodes { maybe { far } leaf } back { a: next { leaf } b: next { far } c: back { maybe { leaves } } } }',
    ],
  },
  {
    name: 'names that objects inherit',
    subgraphs: {
      one: `
        type Thing @key(fields: "id") { id: ID! constructor: String toString(n: Int): Int valueOf: Thing hasOwnProperty: [Thing!] }
        type Query { things: [Thing!] constructor: Thing isPrototypeOf: Boolean }`,
      two: `
        type Thing @key(fields: "id") { id: ID! toLocaleString: Float propertyIsEnumerable: Thing }
        type Query { toString: Thing }`,
    },
    operations: [
      '{ things { constructor toString valueOf { toLocaleString constructor } } constructor { toString(n: 1) toLocaleString } isPrototypeOf }',
      '{ toString { constructor propertyIsEnumerable { valueOf { constructor } hasOwnProperty { toString toLocaleString } } } }',
      '{ things { valueOf: constructor constructor: valueOf { toString: id } } }',
    ],
  },
  {
    name: 'labels of one field',
    subgraphs: {
      old: `
        type User @key(fields: "id") { id: ID! name: String mail: String age(in: Unit = YEARS): Int }
        enum Unit { YEARS DAYS }
        type Query { users: [User!] motto: String }`,
      new: `
        type User @key(fields: "id") { id: ID! name: String @override(from: "old", label: "names") age(in: Unit = YEARS): Int @override(from: "old", label: "percent(100)") mail: String @override(from: "old", label: "percent(0)") }
        enum Unit { YEARS DAYS }
        type Query { motto: String @override(from: "old", label: "mottos") recent: User }`,
    },
    operations: ['{ users { name mail age } motto recent { name age(in: DAYS) mail } }', '{ motto }'],
  },
  {
    name: 'one interface above another',
    subgraphs: {
      one: `
        interface Node { id: ID! }
        interface Named implements Node { id: ID! name: String }
        type User implements Node & Named @key(fields: "id") { id: ID! name: String @shareable value: Int tags: [String!] }
        type Team implements Node & Named @key(fields: "id") { id: ID! name: String @shareable value: [Int!] members: [User!] }
        type Bot implements Node @key(fields: "id") { id: ID! value: String! }
        union Actor = User | Bot
        type Query { node(id: ID): Node nodes: [Node!] named: [Named] actor: Actor actors: [[Actor!]] }`,
      two: `
        interface Named { name: String }
        type User implements Named @key(fields: "id") { id: ID! name: String @shareable score(of: Int): Float! friends: [Named] }
        type Team implements Named @key(fields: "id") { id: ID! name: String @shareable score(of: Int): Int leader: User }
        type Bot @key(fields: "id") { id: ID! score: String maker: Named }
        type Query { best: Named }`,
    },
    operations: [
      '{ nodes { ... on User { u: value a: score(of: 1) } ... on Team { t: value b: score(of: 1) } ... on Bot { s: value c: score } } }',
      '{ nodes { id ... on Named { name ... on User { score friends { name ... on Team { leader { name } } } } } __typename } }',
      '{ actor { ... on Node { id } ... on Bot { value maker { name } } } actors { ... on Named { name } ... on Node { id ... on User { tags friends { __typename } } } } }',
      '{ best { ... on Node { id ... on Bot { value } } ... on Team { members { score } leader { friends { name } } } } named { ...N } node { ...N } } fragment N on Node { ... on Team { value name } ... on User { v: value } }',
    ],
  },
];
