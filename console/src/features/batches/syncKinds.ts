import type { Connection, SyncSubType } from '@/client';

/** A way to read a platform. */
interface SyncKind {
  toolkit: Connection['toolkit'];
  label: string;
  /** What comes of it. */
  explains: string;
  /** Whether it reads people, who can be bounded by number. */
  ofPeople: boolean;
  /** Whether it reads a file, and not the platform itself. */
  fromFile?: boolean;
  /** What the platform charges for; absent where reading is free. */
  paid?: string;
}

const X_PEOPLE = 'X charges for each person that it tells of.';
const X_POSTS = 'X charges for each post that it tells of.';

export const SYNC_KINDS: Record<SyncSubType, SyncKind> = {
  x_contacts: {
    toolkit: 'x',
    label: 'Followers',
    explains: 'Who follows the account becomes a contact, or completes one that is known.',
    ofPeople: true,
    paid: X_PEOPLE,
  },
  x_tweets: {
    toolkit: 'x',
    label: 'Posts',
    explains: 'What the account has published becomes content, with its likes and replies.',
    ofPeople: false,
    paid: X_POSTS,
  },
  x_mentions: {
    toolkit: 'x',
    label: 'Mentions',
    explains: 'Posts that mention the account become engagements of their authors.',
    ofPeople: false,
    paid: X_POSTS,
  },
  x_enrich: {
    toolkit: 'x',
    label: 'Profiles of contacts',
    explains: 'Contacts who are known at X are completed by what their profiles say.',
    ofPeople: true,
    paid: X_PEOPLE,
  },
  gmail_contacts: {
    toolkit: 'gmail',
    label: 'Contacts',
    explains: "The account's address book becomes contacts, or completes those that are known.",
    ofPeople: true,
  },
  gmail_metadata: {
    toolkit: 'gmail',
    label: 'Mail, without its text',
    explains:
      'Who wrote to whom and when becomes engagements of contacts. No text of any mail is read.',
    ofPeople: false,
  },
  linkedin_contacts: {
    toolkit: 'linkedin',
    label: 'Connections from an export',
    explains: "People of LinkedIn's export become contacts, or complete those that are known.",
    ofPeople: true,
    fromFile: true,
  },
};

const KINDS = Object.keys(SYNC_KINDS) as SyncSubType[];

/** How a connection can be read; nothing for one of no platform. */
export const kindsOf = ({ toolkit }: Pick<Connection, 'toolkit'>): SyncSubType[] =>
  KINDS.filter((kind) => SYNC_KINDS[kind].toolkit === toolkit);

/** The toolkits that something can be read from. */
export const SYNCED_TOOLKITS: ReadonlySet<Connection['toolkit']> = new Set(
  KINDS.map((kind) => SYNC_KINDS[kind].toolkit),
);
