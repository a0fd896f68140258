package dev.stitch.store.authoring;

import java.util.UUID;

/**
 * Somebody who holds the texts of saved mail.
 *
 * @param id of the flow or campaign
 * @param version whose texts they are
 */
public record MailTemplateUse(Kind kind, UUID id, String name, int version) {

  /** What holds them. */
  public enum Kind {
    /** A campaign that is not completed. */
    TEMPLATE,
    /** A flow in its newest version. */
    FLOW
  }
}
