/** Names that X gives; an id of digits is no name, and leads there by another way. */
const X_NAME = /^[A-Za-z0-9_]{1,15}$/;

const DIGITS = /^\d+$/;

/** Where a person's profile is, by how the platform knows them; nothing where that cannot be told. */
export function profileLink(platform: string, platformUserId: string): string | undefined {
  const id = encodeURIComponent(platformUserId);
  switch (platform) {
    case 'x':
      if (DIGITS.test(platformUserId)) {
        return `https://x.com/i/user/${id}`;
      }
      return X_NAME.test(platformUserId) ? `https://x.com/${id}` : undefined;
    case 'linkedin':
      return /^https:\/\/([a-z]+\.)?linkedin\.com\//.test(platformUserId)
        ? platformUserId
        : `https://www.linkedin.com/in/${id}`;
    case 'email':
      return `mailto:${platformUserId}`;
    default:
      return undefined;
  }
}
