package dev.stitch.store.campaign;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.journey.Candidates;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Decides which contacts are enrolled in a template: one statement judges and inserts, and the
 * partial unique index {@code workflow_enrollments_one_live} has the last word, however many
 * requests come at once.
 */
@Singleton
public class EnrollmentAdmission {

  /** How many skipped contacts are told; the rest are only counted. */
  public static final int TOLD = 100;

  /** For one statement over as many contacts as there are. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final String JUDGED =
      """
      , judged AS (
          SELECT w.contact_id,
                 CASE WHEN c.id IS NULL THEN 'not_found'
                      WHEN c.status = 'archived' THEN 'archived'
                      WHEN live.id IS NOT NULL THEN 'already_enrolled'
                      WHEN c.unsubscribed_at IS NOT NULL THEN 'unsubscribed'
                      WHEN :byMail AND c.email IS NULL THEN 'no_address'
                      WHEN :byMail AND s.address IS NOT NULL THEN 'suppressed'
                      WHEN EXISTS (
                          SELECT 1 FROM workflow_enrollments p
                          WHERE p.template_id = :templateId AND p.contact_id = w.contact_id
                            AND coalesce(p.completed_at, p.enrolled_at) > :notSince::timestamptz)
                          THEN 'too_soon'
                 END AS reason
          FROM wanted w
          LEFT JOIN held c ON c.id = w.contact_id
          LEFT JOIN suppressions s ON s.address = c.email
          LEFT JOIN workflow_enrollments live
              ON live.template_id = :templateId AND live.contact_id = w.contact_id
              AND live.status IN ('pending', 'active', 'paused'))
      """;

  private static final String JUDGE_AND_INSERT =
      """
      WITH %s,
      -- ordered, so that two requests that meet wait for each other in one direction only
      fresh AS (
          SELECT uuid_v7() AS id, contact_id FROM judged WHERE reason IS NULL ORDER BY contact_id),
      admitted AS (
          INSERT INTO workflow_enrollments (id, template_id, contact_id, bulk_operation_id, enrolled_by)
          SELECT id, :templateId, contact_id, :bulkOperationId, :enrolledBy FROM fresh
          ON CONFLICT (template_id, contact_id) WHERE status IN ('pending', 'active', 'paused')
              DO NOTHING
          RETURNING contact_id),
      -- whom another request enrolled between the judgement and the insertion is there already
      decided AS (
          SELECT j.contact_id,
                 CASE WHEN a.contact_id IS NULL THEN coalesce(j.reason, 'already_enrolled') END AS reason
          FROM judged j LEFT JOIN admitted a USING (contact_id))
      """;

  private static final String DECIDED =
      """
      SELECT NULL AS contact_id, reason, count(*) AS rows FROM %1$s GROUP BY reason
      UNION ALL
      (SELECT contact_id, reason, 1 FROM %1$s WHERE reason IS NOT NULL ORDER BY contact_id LIMIT :told)
      """;

  private final Database database;

  EnrollmentAdmission(Database database) {
    this.database = database;
  }

  /**
   * What was decided.
   *
   * @param skippedByReason how many were kept out, by what
   * @param skipped the first {@value #TOLD} of them
   */
  public record Decision(
      long accepted, Map<String, Long> skippedByReason, List<SkippedEnrollment> skipped) {
    public Decision {
      skippedByReason = Map.copyOf(skippedByReason);
      skipped = List.copyOf(skipped);
    }

    public long skippedCount() {
      return skippedByReason.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Enrolls those of the candidates that nothing keeps out; each is pending. Until the transaction
   * ends nobody removes any of these contacts.
   */
  public Decision admit(
      EnrollmentRules rules, Candidates candidates, UUID bulkOperationId, String enrolledBy) {
    return decided(
        Sql.of(
                JUDGE_AND_INSERT.formatted(candidates.readAndHeld() + JUDGED)
                    + DECIDED.formatted("decided"))
            .with("bulkOperationId", bulkOperationId)
            .with("enrolledBy", enrolledBy),
        rules,
        candidates);
  }

  /** Says what {@link #admit} would decide now, and changes nothing. */
  public Decision rehearse(EnrollmentRules rules, Candidates candidates) {
    return decided(
        Sql.of("WITH " + candidates.read() + JUDGED + DECIDED.formatted("judged")),
        rules,
        candidates);
  }

  private Decision decided(Sql statement, EnrollmentRules rules, Candidates candidates) {
    List<Judged> judged =
        database.patiently(
            LONGEST,
            () ->
                database.list(
                    statement
                        .with(candidates.parameters())
                        .with("templateId", rules.templateId())
                        .with("byMail", rules.byMail())
                        .with("notSince", rules.notSince())
                        .with("told", TOLD),
                    row ->
                        new Judged(
                            row.uuidOrNull("contact_id"),
                            row.textOrNull("reason"),
                            row.longNumber("rows"))));
    List<Judged> counts = judged.stream().filter(row -> row.contactId() == null).toList();
    return new Decision(
        counts.stream().filter(row -> row.reason() == null).mapToLong(Judged::rows).sum(),
        counts.stream()
            .filter(row -> row.reason() != null)
            .collect(Collectors.toMap(Judged::reason, Judged::rows)),
        judged.stream()
            .filter(row -> row.contactId() != null)
            .map(row -> new SkippedEnrollment(row.contactId(), row.reason()))
            .toList());
  }

  private record Judged(@Nullable UUID contactId, @Nullable String reason, long rows) {}
}
