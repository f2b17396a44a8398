import { admin, allow, type RuleTree, signedIn, staff } from '#platform/subgraph/shield.ts';

/** Who may ask for what. */
export const permissions: RuleTree = {
  Query: { me: allow, user: staff },
  Mutation: {
    register: allow,
    login: allow,
    refreshSession: allow,
    logout: signedIn,
    updateProfile: signedIn,
    changePassword: signedIn,
    saveAddress: signedIn,
    removeAddress: signedIn,
    setRoles: admin,
  },
  // email, roles and addresses are null for those whom they do not concern: types/user.ts.
  User: { id: allow, name: allow, email: allow, roles: allow, createdAt: allow, addresses: allow },
  SavedAddress: { '*': allow },
  Address: { '*': allow },
  Session: { '*': allow },
  RegisterSuccess: { '*': allow },
  LoginSuccess: { '*': allow },
  RefreshSessionSuccess: { '*': allow },
  LogoutSuccess: { '*': allow },
  UpdateProfileSuccess: { '*': allow },
  ChangePasswordSuccess: { '*': allow },
  SaveAddressSuccess: { '*': allow },
  RemoveAddressSuccess: { '*': allow },
  SetRolesSuccess: { '*': allow },
  InvalidInput: { '*': allow },
  InvalidField: { '*': allow },
  EmailTaken: { '*': allow },
  InvalidCredentials: { '*': allow },
  TooManyAttempts: { '*': allow },
  InvalidRefreshToken: { '*': allow },
  AddressNotFound: { '*': allow },
  UserNotFound: { '*': allow },
};
