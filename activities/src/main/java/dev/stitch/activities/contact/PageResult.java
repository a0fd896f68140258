package dev.stitch.activities.contact;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * What became of a page of people.
 *
 * @param outcomes one for each person, in the order of the page
 * @param merges contacts that turned out to be one person
 * @param conflicts people of whom the page says what contradicts the database
 */
public record PageResult(
    List<PageOutcome> outcomes, List<Merged> merges, List<Conflict> conflicts) {

  public PageResult {
    outcomes = List.copyOf(outcomes);
    merges = List.copyOf(merges);
    conflicts = List.copyOf(conflicts);
  }

  /** One contact went into another one. */
  public record Merged(UUID contactId, UUID mergedContactId) {}

  /**
   * A person's ids belong to one contact and the address, or another id, to a second one; each has
   * an address of its own, or one of them is archived, so they may be two people. Nothing is moved
   * between them.
   *
   * @param place of the person in the page, from 0
   */
  public record Conflict(int place, @Nullable UUID contactId, @Nullable UUID otherContactId) {}

  public int added() {
    return count(PageOutcome.Added.class);
  }

  public int updated() {
    return count(PageOutcome.Updated.class);
  }

  public int skipped() {
    return count(PageOutcome.Skipped.class);
  }

  public int errors() {
    return count(PageOutcome.Failed.class);
  }

  private int count(Class<? extends PageOutcome> kind) {
    return Math.toIntExact(outcomes.stream().filter(kind::isInstance).count());
  }
}
