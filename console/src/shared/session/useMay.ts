import { useQuery } from '@tanstack/react-query';
import type { Role } from '@/client';
import { getSessionOptions } from '@/client/@tanstack/react-query.gen';

/** Each may do everything that those before it may. */
const ROLES: readonly Role[] = ['viewer', 'operator', 'editor', 'admin'];

/** Whether a role may do what needs another one. */
export const includes = (role: Role, needed: Role) => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** Whether whoever looks may do what needs a role; not before it is known who looks. */
export function useMay(needed: Role): boolean {
  const { data } = useQuery(getSessionOptions());
  return data?.role != null && includes(data.role, needed);
}
