/** Regions 0 to 63 hold the same amount of data under other ids: what is asked of one region shares nothing with another. */
const USERS = 6;
const PRODUCTS = 9;

export interface User {
  id: string;
  name: string;
  username: string;
  birthday: string;
}

export interface Product {
  upc: string;
  name: string;
  price: number;
  weight: number;
}

export interface Review {
  id: string;
  body: string;
  authorId: string;
  upc: string;
}

const FIRST_NAMES = ['Ada', 'Alan', 'Grace', 'Edsger', 'Barbara', 'Donald'];
const THINGS = ['Table', 'Couch', 'Chair', 'Lamp', 'Desk', 'Shelf', 'Bed', 'Mirror', 'Stool'];
const OPINIONS = ['Love it', 'Too expensive', 'Could be better', 'Prefer something else', 'Would buy it again'];

const two = (number: number) => String(number).padStart(2, '0');

const indices = (count: number) => Array.from({ length: count }, (_, index) => index);

const userId = (region: number, index: number) => `u${two(region)}-${index}`;

const upc = (region: number, index: number) => `p${two(region)}-${index}`;

/** An id is a letter, the region in two digits, a dash and the place within the region. */
function placeOf(id: string, letter: string, count: number): { region: number; index: number } | undefined {
  const match = /^([a-z])(\d\d)-(\d+)$/.exec(id);
  const index = Number(match?.[3]);
  return match?.[1] === letter && index < count ? { region: Number(match[2]), index } : undefined;
}

function makeUser(region: number, index: number): User {
  const name = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
  return {
    id: userId(region, index),
    name: `${name} of region ${two(region)}`,
    username: `@${name.toLowerCase()}-${two(region)}`,
    birthday: `19${50 + index}-1${index % 3}-0${1 + index}`,
  };
}

function makeProduct(region: number, index: number): Product {
  return {
    upc: upc(region, index),
    name: `${THINGS[index % THINGS.length]} ${two(region)}`,
    price: 199 + index * 250,
    weight: 40 + index * 120,
  };
}

/** Four reviews by each user, three of each product but the last, by three users. */
function makeReview(region: number, index: number): Review {
  return {
    id: `r${two(region)}-${two(index)}`,
    body: `${OPINIONS[index % OPINIONS.length]}, bought in region ${two(region)} as number ${two(index)} of the year`,
    authorId: userId(region, index % USERS),
    upc: upc(region, Math.floor(index / 3)),
  };
}

const reviewsOf = (region: number) => indices(USERS * 4).map((index) => makeReview(region, index));

export const usersOf = (region: number): User[] => indices(USERS).map((index) => makeUser(region, index));

export const productsOf = (region: number, first: number): Product[] =>
  indices(Math.min(first, PRODUCTS)).map((index) => makeProduct(region, index));

export function findUser(id: string): User | undefined {
  const place = placeOf(id, 'u', USERS);
  return place && makeUser(place.region, place.index);
}

export function findProduct(code: string): Product | undefined {
  const place = placeOf(code, 'p', PRODUCTS);
  return place && makeProduct(place.region, place.index);
}

export function reviewsByUser(id: string): Review[] {
  const place = placeOf(id, 'u', USERS);
  return place ? reviewsOf(place.region).filter(({ authorId }) => authorId === id) : [];
}

export function reviewsOfProduct(code: string): Review[] {
  const place = placeOf(code, 'p', PRODUCTS);
  return place ? reviewsOf(place.region).filter((review) => review.upc === code) : [];
}
