package dev.stitch.store.contact;

import static java.util.Map.entry;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentState;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes imported people, many to a statement. */
@Singleton
public class ContactImports {

  private static final String INCOMING =
      """
      WITH incoming AS (
          SELECT id, email, name, phone, company, title, timezone, status, lifecycle_stage, unsubscribed_at,
                 ARRAY(SELECT jsonb_array_elements_text(tags)) AS tags, attributes
          FROM unnest(:ids, :emails, :names, :phones, :companies, :titles, :timezones, :statuses,
                      :lifecycleStages, :unsubscribedAt, :tags, :attributes)
            AS t (id, email, name, phone, company, title, timezone, status, lifecycle_stage, unsubscribed_at,
                  tags, attributes))
      """;

  private static final String ADD =
      INCOMING
          + """
          INSERT INTO contacts (id, email, name, phone, company, title, timezone, status, lifecycle_stage,
                                unsubscribed_at, tags, attributes)
          SELECT id, email, name, phone, company, title, timezone, coalesce(status, 'active'), lifecycle_stage,
                 unsubscribed_at, tags, attributes
          FROM incoming ORDER BY email
          ON CONFLICT (email) DO NOTHING
          RETURNING id, email, unsubscribed_at IS NOT NULL AS unsubscribes
          """;

  /** Those just added are as they should be, and so not among the changed. */
  private static final String CHANGE =
      INCOMING
          + """
          , held AS MATERIALIZED (
              SELECT c.* FROM contacts c WHERE c.email IN (SELECT email FROM incoming)
              ORDER BY c.id FOR NO KEY UPDATE
          ), wanted AS (
              SELECT c.id, coalesce(i.name, c.name) AS name, coalesce(i.phone, c.phone) AS phone,
                     coalesce(i.company, c.company) AS company, coalesce(i.title, c.title) AS title,
                     coalesce(i.timezone, c.timezone) AS timezone, coalesce(i.status, c.status) AS status,
                     coalesce(i.lifecycle_stage, c.lifecycle_stage) AS lifecycle_stage,
                     coalesce(i.unsubscribed_at, c.unsubscribed_at) AS unsubscribed_at,
                     c.unsubscribed_at IS NULL AND i.unsubscribed_at IS NOT NULL AS unsubscribes,
                     CASE WHEN i.tags = '{}' THEN c.tags ELSE i.tags END AS tags,
                     -- A file has texts only: what is written alike stays what it is, e.g. a number.
                     c.attributes || coalesce(
                         (SELECT jsonb_object_agg(a.key, a.value) FROM jsonb_each(i.attributes) a
                          WHERE c.attributes ->> a.key IS DISTINCT FROM i.attributes ->> a.key), '{}') AS attributes
              FROM held c JOIN incoming i USING (email))
          UPDATE contacts c
          SET name = w.name, phone = w.phone, company = w.company, title = w.title, timezone = w.timezone,
              status = w.status, lifecycle_stage = w.lifecycle_stage, unsubscribed_at = w.unsubscribed_at,
              tags = w.tags, attributes = w.attributes, version = version + 1, updated_at = now()
          FROM wanted w
          WHERE c.id = w.id
            AND (c.name, c.phone, c.company, c.title, c.timezone, c.status, c.lifecycle_stage,
                 c.unsubscribed_at, c.tags, c.attributes)
                IS DISTINCT FROM
                (w.name, w.phone, w.company, w.title, w.timezone, w.status, w.lifecycle_stage,
                 w.unsubscribed_at, w.tags, w.attributes)
          RETURNING c.id, c.email, w.unsubscribes
          """;

  private final Database database;
  private final ConsentRepository consents;

  ContactImports(Database database, ConsentRepository consents) {
    this.database = database;
    this.consents = consents;
  }

  /** The contacts that have these addresses, in the order of the addresses. */
  public List<UUID> ids(List<String> addresses) {
    return database.list(
        """
        SELECT c.id FROM unnest(?) WITH ORDINALITY AS a (email, place) JOIN contacts c USING (email)
        ORDER BY a.place
        """,
        row -> row.uuid("id"),
        SqlArray.texts(addresses));
  }

  /**
   * Adds whom it does not know, then changes whom it knows otherwise. All imports add in the order
   * of the addresses and then take rows in the order of their ids, so that two which are about the
   * same people wait for each other in one direction only, however their files are sorted.
   *
   * @param people each address at most once; one who is deleted meanwhile is left out
   * @param origin where it comes from that some of them have unsubscribed, if they have
   */
  public Merged merge(List<ImportedContact> people, ConsentOrigin origin) {
    Map<String, SqlArray> columns = columns(people);
    return database.transaction(
        () -> new Merged(written(ADD, columns, origin), written(CHANGE, columns, origin)));
  }

  /** As {@link #merge}, and whom it knows stays as they are. */
  public Merged add(List<ImportedContact> people, ConsentOrigin origin) {
    return database.transaction(() -> new Merged(written(ADD, columns(people), origin), Set.of()));
  }

  /** The addresses of those whom a statement has written; who unsubscribes by it is recorded. */
  private Set<String> written(
      String statement, Map<String, SqlArray> columns, ConsentOrigin origin) {
    List<Written> rows =
        database.list(
            Sql.of(statement).with(columns),
            row -> new Written(row.uuid("id"), row.text("email"), row.flag("unsubscribes")));
    rows.stream()
        .filter(Written::unsubscribes)
        .forEach(row -> consents.insert(row.id(), null, ConsentState.WITHDRAWN, origin));
    return rows.stream().map(Written::email).collect(Collectors.toUnmodifiableSet());
  }

  private record Written(UUID id, String email, boolean unsubscribes) {}

  private static Map<String, SqlArray> columns(List<ImportedContact> people) {
    return Map.ofEntries(
        entry("ids", SqlArray.uuids(people.stream().map(person -> Ids.next()).toList())),
        entry("emails", texts(people, ImportedContact::email)),
        entry("names", texts(people, ImportedContact::name)),
        entry("phones", texts(people, ImportedContact::phone)),
        entry("companies", texts(people, ImportedContact::company)),
        entry("titles", texts(people, ImportedContact::title)),
        entry("timezones", texts(people, ImportedContact::timezone)),
        entry("statuses", texts(people, ContactImports::status)),
        entry("lifecycleStages", texts(people, ImportedContact::lifecycleStage)),
        entry("unsubscribedAt", SqlArray.instants(column(people, ImportedContact::unsubscribedAt))),
        entry("tags", SqlArray.jsonbs(column(people, person -> Jsonb.tree(person.tags())))),
        entry("attributes", SqlArray.jsonbs(column(people, ImportedContact::attributes))));
  }

  private static String status(ImportedContact person) {
    return person.status() == null ? null : person.status().name().toLowerCase(Locale.ROOT);
  }

  private static SqlArray texts(
      List<ImportedContact> people, Function<ImportedContact, String> field) {
    return SqlArray.texts(column(people, field));
  }

  private static <T> List<T> column(
      List<ImportedContact> people, Function<ImportedContact, T> field) {
    List<T> values = new ArrayList<>(people.size());
    people.forEach(person -> values.add(field.apply(person)));
    return values;
  }

  /** The addresses of those who were new, and of those who were changed; the rest was known. */
  public record Merged(Set<String> created, Set<String> updated) {}
}
