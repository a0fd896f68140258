package dev.stitch.connectors.google;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.connectors.failure.PlatformFailure.Rejected.Kind;
import dev.stitch.connectors.http.Fields;
import dev.stitch.connectors.http.PlatformApi;
import dev.stitch.connectors.http.Query;
import dev.stitch.store.connection.Capability;
import io.micronaut.core.annotation.Nullable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The address book of one Google account. */
public final class PeopleClient {

  /** Cursors end seven days after a full reading, so one is made a day before. */
  public static final Duration FULL_READING_EVERY = Duration.ofDays(6);

  private static final String FIELDS =
      "names,emailAddresses,phoneNumbers,organizations,photos,metadata";

  private static final int PAGE_SIZE = 1_000;

  /**
   * The parameters of every request. Google takes a cursor only with the ones that it was made
   * with, so whoever keeps a cursor keeps this beside it, and reads everything again when it
   * changes.
   */
  public static final String PARAMETERS = "personFields=" + FIELDS + "&pageSize=" + PAGE_SIZE;

  private final PlatformApi api;
  private final Clock clock;

  public PeopleClient(PlatformApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /**
   * A page of an address book.
   *
   * @param nextPageToken asks for the next page; null on the last
   * @param nextSyncToken asks for what changes after now; null on all pages but the last
   */
  public record PersonPage(
      List<Person> people, @Nullable String nextPageToken, @Nullable String nextSyncToken) {

    public PersonPage {
      people = List.copyOf(people);
    }
  }

  /**
   * Reads a page of the address book, or of what changed in it.
   *
   * @param syncToken of an earlier reading; null to read everything
   * @param pageToken of the page before; null for the first
   * @throws PlatformException {@link Rejected} with {@link Kind#EXPIRED_CURSOR} when the cursor is
   *     too old
   */
  public PersonPage connections(@Nullable String syncToken, @Nullable String pageToken)
      throws PlatformException, InterruptedException {
    Query query =
        new Query()
            .with("personFields", FIELDS)
            .with("pageSize", PAGE_SIZE)
            .with("requestSyncToken", true)
            .with("syncToken", syncToken)
            .with("pageToken", pageToken);
    Fields page =
        api.get(
                "/v1/people/me/connections",
                query,
                new GoogleRefusals(Capability.READ_CONTACTS, clock)::of)
            .json();
    return new PersonPage(
        page.objects("connections").stream().flatMap(person -> Person.of(person).stream()).toList(),
        page.text("nextPageToken"),
        page.text("nextSyncToken"));
  }
}
