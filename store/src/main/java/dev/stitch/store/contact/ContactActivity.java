package dev.stitch.store.contact;

/** Whether something happens with a contact: a journey moves, mail goes or comes, it engages. */
public enum ContactActivity {

  /** On a journey that has not ended. */
  ON_JOURNEY("EXISTS (SELECT 1 FROM entities a WHERE a.contact_id = c.id AND a.ended_at IS NULL)"),

  /** Something has happened within 30 days. */
  RECENT(
      """
      c.id IN (
          SELECT contact_id FROM entities WHERE updated_at > now() - interval '30 days'
          UNION ALL
          SELECT contact_id FROM email_messages WHERE sent_at > now() - interval '30 days'
          UNION ALL
          SELECT contact_id FROM engagements WHERE created_at > now() - interval '30 days')\
      """),

  /** Nothing has happened for 30 days: one by one, so that each table is read once. */
  QUIET(
      """
      NOT EXISTS (SELECT 1 FROM entities a
          WHERE a.contact_id = c.id AND a.updated_at > now() - interval '30 days')
      AND NOT EXISTS (SELECT 1 FROM email_messages a
          WHERE a.contact_id = c.id AND a.sent_at > now() - interval '30 days')
      AND NOT EXISTS (SELECT 1 FROM engagements a
          WHERE a.contact_id = c.id AND a.created_at > now() - interval '30 days')\
      """);

  private final String condition;

  ContactActivity(String condition) {
    this.condition = condition;
  }

  /** As a condition on contacts {@code c}. */
  String condition() {
    return condition;
  }
}
