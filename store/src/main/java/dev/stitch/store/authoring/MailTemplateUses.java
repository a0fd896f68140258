package dev.stitch.store.authoring;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Table {@code mail_template_uses}: which flows and campaigns hold the texts of saved mail. */
@Singleton
public class MailTemplateUses {

  private final Database database;

  MailTemplateUses(Database database) {
    this.database = database;
  }

  /**
   * The texts of one version.
   *
   * @param mailTemplateId whose version
   */
  public record Pinned(UUID mailTemplateId, int version) {}

  /** Says what a campaign holds from now on. */
  public void replaceOfTemplate(UUID templateId, Collection<Pinned> pinned) {
    replace("template_id", templateId, pinned);
  }

  /** Says what the newest version of a flow holds. */
  public void replaceOfFlow(UUID flowId, Collection<Pinned> pinned) {
    replace("flow_id", flowId, pinned);
  }

  /** What a campaign holds. */
  public List<Pinned> ofTemplate(UUID templateId) {
    return database.list(
        "SELECT mail_template_id, version FROM mail_template_uses WHERE template_id = ?",
        row -> new Pinned(row.uuid("mail_template_id"), row.number("version")),
        templateId);
  }

  /**
   * Who uses each of these: campaigns that are not completed, then flows that are published, by
   * name. One that nobody uses is left out.
   */
  public Map<UUID, List<MailTemplateUse>> of(Collection<UUID> mailTemplateIds) {
    return database
        .list(
            """
            SELECT u.mail_template_id, u.version, 'template' AS kind, t.id, t.name
            FROM mail_template_uses u JOIN workflow_templates t ON t.id = u.template_id
            WHERE u.mail_template_id = ANY(?) AND t.status <> 'completed'
            UNION
            SELECT u.mail_template_id, u.version, 'flow', f.id, f.name
            FROM mail_template_uses u JOIN flows f ON f.id = u.flow_id
            WHERE u.mail_template_id = ANY(?) AND f.archived_at IS NULL
            ORDER BY kind DESC, name, id, version
            """,
            row -> Map.entry(row.uuid("mail_template_id"), use(row)),
            SqlArray.uuids(mailTemplateIds),
            SqlArray.uuids(mailTemplateIds))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static MailTemplateUse use(Row row) throws SQLException {
    return new MailTemplateUse(
        row.choice("kind", MailTemplateUse.Kind.class),
        row.uuid("id"),
        row.text("name"),
        row.number("version"));
  }

  /**
   * @param owner the column of its id
   */
  private void replace(String owner, UUID id, Collection<Pinned> pinned) {
    database.update("DELETE FROM mail_template_uses WHERE " + owner + " = ?", id);
    List<Pinned> distinct = pinned.stream().distinct().toList();
    database.update(
        Sql.of(
                """
                INSERT INTO mail_template_uses (mail_template_id, version, %s)
                SELECT mail_template_id, version, :id
                FROM unnest(:templates, :versions) AS p (mail_template_id, version)
                """
                    .formatted(owner))
            .with("id", id)
            .with(
                "templates", SqlArray.uuids(distinct.stream().map(Pinned::mailTemplateId).toList()))
            .with("versions", SqlArray.integers(distinct.stream().map(Pinned::version).toList())));
  }
}
