const PATH = '/signin';

/** Leaves for the sign-in page, which comes back to where this was. */
export function goToSignIn() {
  const { pathname, search } = window.location;
  if (pathname !== PATH) {
    window.location.assign(`${PATH}?next=${encodeURIComponent(pathname + search)}`);
  }
}

/** Where to go after signing in: an address of this console, never another site's. */
export function destination(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/';
}
