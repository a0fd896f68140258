/** Why somebody who came back from the identity provider is not signed in, for them to read. */
export function problemWords(problem: string | null, provider = 'the identity provider') {
  switch (problem) {
    case null:
      return null;
    case 'denied':
      return `The sign-in was called off at ${provider}.`;
    case 'expired':
      return 'That sign-in took too long, was used before, or was begun in another browser. Please begin again.';
    case 'no_role':
      return `You are known at ${provider}, but nothing here is open to you yet. Ask whoever runs Stitch to give you a role.`;
    case 'unreachable':
      return `${capital(provider)} does not answer just now. Try again in a moment, or use an API key.`;
    default:
      return `What ${provider} said could not be trusted, so nobody was signed in. Please begin again; if it keeps happening, tell whoever runs Stitch.`;
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
