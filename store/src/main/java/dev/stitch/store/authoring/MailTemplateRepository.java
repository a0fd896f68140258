package dev.stitch.store.authoring;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code mail_templates} and {@code mail_template_versions}. */
@Singleton
public class MailTemplateRepository {

  private static final String COLUMNS =
      "t.id, t.name, t.version, v.subject, v.text_body, v.html_body, t.created_by, t.created_at, t.updated_at";

  private static final String SHOWN =
      "mail_templates t JOIN mail_template_versions v"
          + " ON v.mail_template_id = t.id AND v.version = t.version";

  private static final Listing<MailTemplate> LISTING =
      new Listing<>(
          COLUMNS,
          SHOWN,
          Map.of("name", "t.name", "createdAt", "t.created_at", "updatedAt", "t.updated_at"),
          "-updatedAt",
          "t.id",
          MailTemplateRepository::template);

  private static final Listing<MailTemplateVersion> VERSIONS =
      new Listing<>(
          "version, subject, text_body, html_body, created_by, created_at",
          "mail_template_versions",
          Map.of("version", "version", "createdAt", "created_at"),
          "-version",
          "version",
          MailTemplateRepository::version);

  private final Database database;

  MailTemplateRepository(Database database) {
    this.database = database;
  }

  /** The request's text is searched for in names and subjects. */
  public Page<MailTemplate> page(PageRequest request) {
    return LISTING.page(
        database, new Filter().containing(request.text(), "t.name", "v.subject"), request);
  }

  public Optional<MailTemplate> find(UUID id) {
    return database.first(
        "SELECT " + COLUMNS + " FROM " + SHOWN + " WHERE t.id = ?",
        MailTemplateRepository::template,
        id);
  }

  /** As {@link #find}, and nobody else changes or uses it until the transaction ends. */
  public Optional<MailTemplate> findForUpdate(UUID id) {
    // By itself, so that the texts are read after the lock is had.
    return database.exists("SELECT 1 FROM mail_templates WHERE id = ? FOR UPDATE", id)
        ? find(id)
        : Optional.empty();
  }

  /** As {@link #find}, and nobody changes or deletes it until the transaction ends. */
  public Optional<MailTemplate> findForShare(UUID id) {
    return database.exists("SELECT 1 FROM mail_templates WHERE id = ? FOR SHARE", id)
        ? find(id)
        : Optional.empty();
  }

  /** Writes a template down with its first version. */
  public void insert(
      UUID id,
      String name,
      String subject,
      @Nullable String text,
      @Nullable String html,
      String actor) {
    database.transaction(
        () -> {
          database.update(
              Sql.of(
                      """
                      INSERT INTO mail_templates (id, name, version, created_by)
                      VALUES (:id, :name, 1, :actor)
                      """)
                  .with("id", id)
                  .with("name", name)
                  .with("actor", actor));
          addVersion(id, subject, text, html, actor);
        });
  }

  /** Gives a template its name and the version that is shown. */
  public void change(UUID id, String name, int version) {
    database.update(
        Sql.of(
                """
                UPDATE mail_templates
                SET name = :name, version = :version, updated_at = clock_timestamp() WHERE id = :id
                """)
            .with("id", id)
            .with("name", name)
            .with("version", version));
  }

  public void delete(UUID id) {
    database.update("DELETE FROM mail_templates WHERE id = ?", id);
  }

  public Page<MailTemplateVersion> versions(UUID id, PageRequest request) {
    Filter filter =
        new Filter().and("mail_template_id = ?", id).containing(request.text(), "subject");
    return VERSIONS.page(database, filter, request);
  }

  public Optional<MailTemplateVersion> version(UUID id, int version) {
    return database.first(
        "SELECT * FROM mail_template_versions WHERE mail_template_id = ? AND version = ?",
        MailTemplateRepository::version,
        id,
        version);
  }

  /**
   * The number of the version with this content, which is added when there is none; the caller
   * holds the template by {@link #findForUpdate}.
   */
  public int versionOf(
      UUID id, String subject, @Nullable String text, @Nullable String html, String actor) {
    return database
        .first(
            Sql.of(
                    """
                    SELECT version FROM mail_template_versions
                    WHERE mail_template_id = :id AND subject = :subject
                        AND text_body IS NOT DISTINCT FROM :text
                        AND html_body IS NOT DISTINCT FROM :html
                    """)
                .with("id", id)
                .with("subject", subject)
                .with("text", text)
                .with("html", html),
            row -> row.number("version"))
        .orElseGet(() -> addVersion(id, subject, text, html, actor));
  }

  private int addVersion(
      UUID id, String subject, @Nullable String text, @Nullable String html, String actor) {
    return database
        .first(
            Sql.of(
                    """
                    INSERT INTO mail_template_versions
                        (mail_template_id, version, subject, text_body, html_body, created_by)
                    SELECT :id, coalesce(max(version), 0) + 1, :subject, :text, :html, :actor
                    FROM mail_template_versions WHERE mail_template_id = :id
                    RETURNING version
                    """)
                .with("id", id)
                .with("subject", subject)
                .with("text", text)
                .with("html", html)
                .with("actor", actor),
            row -> row.number("version"))
        .orElseThrow();
  }

  private static MailTemplate template(Row row) throws SQLException {
    return new MailTemplate(
        row.uuid("id"),
        row.text("name"),
        row.number("version"),
        row.text("subject"),
        row.textOrNull("text_body"),
        row.textOrNull("html_body"),
        row.textOrNull("created_by"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }

  private static MailTemplateVersion version(Row row) throws SQLException {
    return new MailTemplateVersion(
        row.number("version"),
        row.text("subject"),
        row.textOrNull("text_body"),
        row.textOrNull("html_body"),
        row.textOrNull("created_by"),
        row.instant("created_at"));
  }
}
