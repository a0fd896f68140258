import type { ReactNode } from 'react';
import type { Role } from '@/client';
import { useMay } from './useMay';

interface Props {
  /** The role that the API asks for. */
  needs: Role;
  children: ReactNode;
  /** What stands there for whoever may not. */
  otherwise?: ReactNode;
}

/** What only those are offered who may do it: what the API would refuse is not there. */
export function May({ needs, children, otherwise = null }: Props) {
  return useMay(needs) ? children : otherwise;
}
