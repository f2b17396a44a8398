import { z } from 'zod';

export const role = z.enum(['CUSTOMER', 'STAFF', 'ADMIN']);
export type Role = z.infer<typeof role>;

/** Who asks. The gateway finds it out and signs it; a subgraph believes nobody else. */
export const viewerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('guest') }),
  z.object({ kind: z.literal('user'), id: z.uuid(), roles: z.array(role), sessionId: z.uuid() }),
  /** Another subgraph asking on its own behalf. */
  z.object({ kind: z.literal('service'), name: z.string() }),
]);
export type Viewer = z.infer<typeof viewerSchema>;
export type UserViewer = Extract<Viewer, { kind: 'user' }>;

export const guest: Viewer = { kind: 'guest' };

/** Staff and admins. */
export const isStaff = (viewer: Viewer): boolean =>
  viewer.kind === 'user' && (viewer.roles.includes('STAFF') || viewer.roles.includes('ADMIN'));

export const isAdmin = (viewer: Viewer): boolean => viewer.kind === 'user' && viewer.roles.includes('ADMIN');

/** Somebody with an account; a guest session has an identity too, but no role. */
export const isRegistered = (viewer: Viewer): boolean => viewer.kind === 'user' && viewer.roles.length > 0;

/** Whether the viewer is this user. */
export const isUser = (viewer: Viewer, userId: string): boolean => viewer.kind === 'user' && viewer.id === userId;
