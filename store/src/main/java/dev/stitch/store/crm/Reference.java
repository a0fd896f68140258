package dev.stitch.store.crm;

/** What a row of the CRM may refer to. */
public enum Reference {
  CONTACT("contact", "contacts"),
  TEMPLATE("template", "workflow_templates"),
  RUN("run", "workflow_runs"),
  CONNECTION("connection", "platform_accounts"),
  POST("post", "content_posts"),
  ENGAGEMENT("engagement", "engagements");

  private final String label;
  private final String table;

  Reference(String label, String table) {
    this.label = label;
    this.table = table;
  }

  /** As people call it. */
  public String label() {
    return label;
  }

  String table() {
    return table;
  }
}
