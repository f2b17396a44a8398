/** The accounts that are shown to who starts the graph, with passwords that are no secret. */
export const demoAccounts = [
  {
    id: '01900000-0000-7000-8000-00000000a001',
    email: 'admin@agora.test',
    name: 'Demo Admin',
    roles: ['CUSTOMER', 'STAFF', 'ADMIN'],
    password: 'admin-demo-password',
  },
  {
    id: '01900000-0000-7000-8000-00000000c001',
    email: 'customer@agora.test',
    name: 'Demo Customer',
    roles: ['CUSTOMER'],
    password: 'customer-demo-password',
  },
] as const;

/** Those who wrote the demo reviews; nobody can sign in as them. */
export const demoReviewers = [
  { id: '01900000-0000-7000-8000-00000000c002', email: 'mia@agora.test', name: 'Mia' },
  { id: '01900000-0000-7000-8000-00000000c003', email: 'jonas@agora.test', name: 'Jonas' },
  { id: '01900000-0000-7000-8000-00000000c004', email: 'aisha@agora.test', name: 'Aisha' },
] as const;
