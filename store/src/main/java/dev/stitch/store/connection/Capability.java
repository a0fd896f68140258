package dev.stitch.store.connection;

import java.util.List;
import java.util.Locale;

/**
 * Something that an account may be allowed to do at its platform. Platforms take such things away
 * from whole tiers of customers, so a connection remembers what it was refused for good.
 */
public enum Capability {
  /** Reading whom the account knows: followers and followed, or an address book. */
  READ_CONTACTS,
  /** Reading posts and mentions. */
  READ_POSTS,
  /** Reading headers of mail. */
  READ_MAIL,
  SEND_MAIL,
  POST,
  /** Replying to somebody who has not mentioned the account. */
  REPLY_UNASKED,
  /** Direct messages. */
  MESSAGE,
  FOLLOW,
  LIKE;

  /** Its name as clients and columns write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What accounts of a toolkit may be able to do. */
  public static List<Capability> of(Toolkit toolkit) {
    return switch (toolkit) {
      case HTTP, SMTP, ANTHROPIC, MCP, LINKEDIN, SUBSTACK -> List.of();
      case X -> List.of(READ_CONTACTS, READ_POSTS, POST, REPLY_UNASKED, MESSAGE, FOLLOW, LIKE);
      case GMAIL -> List.of(READ_CONTACTS, READ_MAIL, SEND_MAIL);
    };
  }
}
