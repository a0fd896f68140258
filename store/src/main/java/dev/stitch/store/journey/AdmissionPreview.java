package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says what {@link EntityAdmission} would decide now, and changes nothing. */
@Singleton
public class AdmissionPreview {

  private static final String JUDGE =
      """
      WITH %s
      SELECT NULL AS contact_id, NULL AS entity_id, reason, count(*) AS rows
      FROM judged GROUP BY reason
      UNION ALL
      (SELECT contact_id, entity_id, reason, 1 FROM judged
       WHERE reason IS NOT NULL ORDER BY contact_id LIMIT :told)
      """;

  private final Database database;

  AdmissionPreview(Database database) {
    this.database = database;
  }

  /**
   * What would be decided.
   *
   * @param skippedByReason how many would be kept out, by what
   * @param skipped the first {@value EntityAdmission#TOLD} of them
   */
  public record Verdict(
      long accepted, Map<String, Long> skippedByReason, List<SkippedContact> skipped) {
    public Verdict {
      skippedByReason = Map.copyOf(skippedByReason);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * Judges the candidates.
   *
   * @param reentry whether the flow takes contacts that are in it already
   */
  public Verdict of(UUID flowId, boolean reentry, Candidates candidates) {
    List<Judged> judged =
        database.patiently(
            EntityAdmission.LONGEST,
            () ->
                database.list(
                    Sql.of(JUDGE.formatted(candidates.judged()))
                        .with(candidates.parameters())
                        .with("flowId", flowId)
                        .with("reentry", reentry)
                        .with("told", EntityAdmission.TOLD),
                    row ->
                        new Judged(
                            row.uuidOrNull("contact_id"),
                            row.uuidOrNull("entity_id"),
                            row.textOrNull("reason"),
                            row.longNumber("rows"))));
    List<Judged> counts = judged.stream().filter(row -> row.contactId() == null).toList();
    return new Verdict(
        counts.stream().filter(row -> row.reason() == null).mapToLong(Judged::rows).sum(),
        counts.stream()
            .filter(row -> row.reason() != null)
            .collect(Collectors.toMap(Judged::reason, Judged::rows)),
        judged.stream()
            .filter(row -> row.contactId() != null)
            .map(row -> new SkippedContact(row.contactId(), row.entityId(), row.reason()))
            .toList());
  }

  private record Judged(
      @Nullable UUID contactId, @Nullable UUID entityId, @Nullable String reason, long rows) {}
}
