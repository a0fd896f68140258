package dev.stitch.store.sending;

import dev.stitch.store.Database;

/** Mails that left while no limit held for them, and so are not in the ledger. */
final class LeftMails {

  private LeftMails() {}

  /**
   * Has those of so many days count, for a limit that is being set; tests of saved mail are of no
   * run, and of no limit.
   */
  static void count(Database database, int days) {
    database.update(
        """
        INSERT INTO send_slots
            (effect_key, mailbox, run_id, slot_at, released, recipient, contact_id)
        SELECT m.effect_key, coalesce(a.id::text, m.mailbox), m.run_id, m.sent_at, true,
            lower(m.to_addr), m.contact_id
        FROM email_messages m
        LEFT JOIN platform_accounts a ON a.toolkit = 'smtp' AND a.name = m.mailbox
        WHERE m.direction = 'outbound' AND m.effect_key IS NOT NULL AND m.run_id IS NOT NULL
            AND m.sent_at > now() - ? * interval '1 day'
        ORDER BY m.effect_key
        ON CONFLICT (effect_key) DO NOTHING
        """,
        days);
  }
}
