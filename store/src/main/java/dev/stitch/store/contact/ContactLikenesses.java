package dev.stitch.store.contact;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds contacts who may be somebody of whom no id and no address is known. */
@Singleton
public class ContactLikenesses {

  private final Database database;

  ContactLikenesses(Database database) {
    this.database = database;
  }

  /** What somebody is called, and where they work. */
  public record Namesake(String name, @Nullable String company) {}

  private record Found(int place, UUID contactId) {}

  /**
   * The active contact that has the same name and company, by the place of the namesake; the oldest
   * one where there are several, and none where there is none.
   */
  public Map<Integer, UUID> find(List<Namesake> namesakes) {
    Map<Integer, UUID> found = new HashMap<>();
    if (namesakes.isEmpty()) {
      return found;
    }
    List<String> companies = new ArrayList<>();
    namesakes.forEach(namesake -> companies.add(namesake.company()));
    database
        .list(
            Sql.of(
                    """
                    SELECT DISTINCT ON (n.place) n.place - 1 AS place, c.id
                    FROM unnest(:names, :companies) WITH ORDINALITY AS n (name, company, place)
                    JOIN contacts c ON lower(c.name) = lower(n.name)
                        AND lower(c.company) IS NOT DISTINCT FROM lower(n.company) AND c.status = 'active'
                    ORDER BY n.place, c.id
                    """)
                .with("names", SqlArray.texts(namesakes.stream().map(Namesake::name).toList()))
                .with("companies", SqlArray.texts(companies)),
            row -> new Found(row.number("place"), row.uuid("id")))
        .forEach(row -> found.put(row.place(), row.contactId()));
    return found;
  }
}
