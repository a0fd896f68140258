package dev.stitch.connectors;

import dev.stitch.connectors.google.GmailClient;
import dev.stitch.connectors.google.PeopleClient;
import dev.stitch.connectors.http.Grant;
import dev.stitch.connectors.http.PlatformAddress;
import dev.stitch.connectors.http.PlatformApi;
import dev.stitch.connectors.http.PlatformHttp;
import dev.stitch.connectors.oauth.StoredGrants;
import dev.stitch.connectors.search.BraveSearch;
import dev.stitch.connectors.search.SearxngSearch;
import dev.stitch.connectors.search.WebSearch;
import dev.stitch.connectors.x.XClient;
import dev.stitch.connectors.x.XFieldNames;
import dev.stitch.store.connection.Connection;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Makes the clients of platforms, at the addresses that the environment names. */
@Singleton
public class Platforms {

  private static final String BRAVE = "https://api.search.brave.com";

  private final PlatformHttp http;
  private final StoredGrants grants;
  private final URI x;
  private final URI gmail;
  private final URI people;
  private final String search;
  private final String searchKey;
  private final Clock clock = Clock.systemUTC();

  /**
   * Reads the settings.
   *
   * @param x {@code STITCH_X_API_URL}
   * @param gmail {@code STITCH_GMAIL_API_URL}
   * @param people {@code STITCH_PEOPLE_API_URL}
   * @param search {@code STITCH_SEARCH_URL}, of a SearXNG server, or of Brave where there is a key
   * @param searchKey {@code STITCH_SEARCH_KEY}, a key of Brave's; empty for SearXNG
   */
  public Platforms(
      PlatformHttp http,
      StoredGrants grants,
      @Value("${stitch.x.api-url:}") String x,
      @Value("${stitch.gmail.api-url:}") String gmail,
      @Value("${stitch.people.api-url:}") String people,
      @Value("${stitch.search.url:}") String search,
      @Value("${stitch.search.key:}") String searchKey) {
    this.http = http;
    this.grants = grants;
    this.x = PlatformAddress.of(x, "https://api.x.com");
    this.gmail = PlatformAddress.of(gmail, "https://gmail.googleapis.com");
    this.people = PlatformAddress.of(people, "https://people.googleapis.com");
    this.search = search.strip();
    this.searchKey = searchKey.strip();
  }

  /** X as a connection asks it. */
  public XClient x(Connection connection) {
    boolean renamed = connection.config().path("fieldNames").asText().equals("post");
    return x(
        grants.of(connection.id()),
        renamed ? XFieldNames.POST : XFieldNames.TWEET,
        connection.account().id());
  }

  /** X as a grant asks it that is not stored yet. */
  public XClient x(Grant grant, XFieldNames names, @Nullable String ownId) {
    return new XClient(new PlatformApi(http, x, grant), names, ownId, clock);
  }

  /** Gmail as a connection asks it. */
  public GmailClient gmail(Connection connection) {
    return gmail(grants.of(connection.id()));
  }

  /** Gmail as a grant asks it that is not stored yet. */
  public GmailClient gmail(Grant grant) {
    return new GmailClient(new PlatformApi(http, gmail, grant), clock);
  }

  /** The address book of a connection to Gmail. */
  public PeopleClient people(Connection connection) {
    return new PeopleClient(new PlatformApi(http, people, grants.of(connection.id())), clock);
  }

  /** The search engine; empty when the operator has named none. */
  public Optional<WebSearch> search() {
    if (!searchKey.isEmpty()) {
      return Optional.of(
          new BraveSearch(
              http,
              endpoint(search.isEmpty() ? BRAVE : search, "/res/v1/web/search"),
              searchKey,
              clock));
    }
    return search.isEmpty()
        ? Optional.empty()
        : Optional.of(new SearxngSearch(http, endpoint(search, "/search"), clock));
  }

  /** An address with a path is taken as it is; one of a server alone gets the usual path. */
  private static URI endpoint(String address, String usualPath) {
    URI uri = URI.create(address);
    String path = uri.getRawPath();
    return path == null || path.isEmpty() || path.equals("/") ? uri.resolve(usualPath) : uri;
  }
}
