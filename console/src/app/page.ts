import type { ComponentType } from 'react';

/** A page that is loaded when it is first shown, as the router takes it. */
export function page<K extends string>(
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
): () => Promise<{ Component: ComponentType }> {
  return async () => ({ Component: (await load())[name] });
}
