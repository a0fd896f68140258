package dev.stitch.api.connection;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.http.Grant;
import dev.stitch.connectors.oauth.OAuthClient;
import dev.stitch.connectors.oauth.OAuthClient.Granted;
import dev.stitch.connectors.oauth.OAuthPlatform;
import dev.stitch.connectors.oauth.OAuthPlatforms;
import dev.stitch.connectors.oauth.ScopedCapabilities;
import dev.stitch.connectors.x.XFieldNames;
import dev.stitch.connectors.x.XUser;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Connection.Account;
import dev.stitch.store.connection.ConnectionAttempt;
import dev.stitch.store.connection.ConnectionAttemptRepository;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.secret.RandomToken;
import dev.stitch.store.secret.Secrets;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects accounts of platforms: OAuth's authorization code flow with PKCE and state. An attempt
 * is kept until the platform sends its person back, and is good once, in the browser that began it.
 */
@Singleton
class OAuthConnections {

  private static final Logger LOG = LoggerFactory.getLogger(OAuthConnections.class);

  /** How long people may take at the platform: time to find the second factor. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final OAuthPlatforms platforms;
  private final OAuthClient client;
  private final Platforms clients;
  private final ConnectionAttemptRepository attempts;
  private final ConnectionRepository connections;
  private final Secrets secrets;
  private final Database database;
  private final WaitingRuns waiting;

  OAuthConnections(
      OAuthPlatforms platforms,
      OAuthClient client,
      Platforms clients,
      ConnectionAttemptRepository attempts,
      ConnectionRepository connections,
      Secrets secrets,
      Database database,
      WaitingRuns waiting) {
    this.platforms = platforms;
    this.client = client;
    this.clients = clients;
    this.attempts = attempts;
    this.connections = connections;
    this.secrets = secrets;
    this.database = database;
    this.waiting = waiting;
  }

  /**
   * What somebody wants to connect.
   *
   * @param name what the connection is to be called; null for its old name, or for a free one
   * @param connectionId the connection that is to get new tokens; null for a new one
   * @param browser what only their browser knows
   * @param redirect where the platform sends them back to
   * @param returnTo the page of the console to go on at
   */
  record Wish(
      Toolkit toolkit,
      @Nullable String name,
      @Nullable UUID connectionId,
      String browser,
      URI redirect,
      String returnTo,
      String actor) {}

  /**
   * What a platform sends back with a person.
   *
   * @param error what went wrong there; null when nothing did
   */
  record Answer(@Nullable String state, @Nullable String code, @Nullable String error) {}

  /** An attempt came to nothing. */
  static final class NotConnectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String returnTo;

    NotConnectedException(String problem, String message, String returnTo) {
      super(message);
      this.problem = problem;
      this.returnTo = returnTo;
    }

    /** One word for the console: denied, expired, refused, taken or unreachable. */
    String problem() {
      return problem;
    }

    String returnTo() {
      return returnTo;
    }
  }

  /** A connection that was made, and where its person goes on. */
  record Done(UUID connectionId, String returnTo, String actor) {}

  /**
   * Begins an attempt; answers where at the platform its person has to go.
   *
   * @throws ApiProblem 422 for what cannot be connected so, 404 for a connection that is not there,
   *     409 when the name is taken
   */
  URI begin(Wish wish) {
    OAuthPlatform platform = platform(wish.toolkit());
    String name = name(wish);
    String state = RandomToken.fresh();
    String verifier = OAuthClient.verifier();
    attempts.begin(
        state,
        wish.browser(),
        new ConnectionAttempt(
            wish.toolkit(),
            name,
            wish.connectionId(),
            verifier,
            wish.redirect().toString(),
            wish.returnTo(),
            wish.actor()),
        PATIENCE);
    return OAuthClient.authorization(platform, wish.redirect(), state, verifier);
  }

  /** Ends an attempt with what the platform has sent back. */
  Done finish(Toolkit toolkit, Answer answer, @Nullable String browser)
      throws NotConnectedException, InterruptedException {
    ConnectionAttempt attempt =
        answer.state() == null || browser == null
            ? null
            : attempts.take(toolkit, answer.state(), browser).orElse(null);
    if (attempt == null) {
      throw new NotConnectedException("expired", "no such attempt of this browser", "/");
    }
    String returnTo = attempt.returnTo();
    if (answer.code() == null) {
      String problem = "access_denied".equals(answer.error()) ? "denied" : "refused";
      throw new NotConnectedException(problem, "the platform sent no code", returnTo);
    }
    try {
      OAuthPlatform platform = platform(toolkit);
      Granted granted =
          client.redeem(platform, answer.code(), attempt.codeVerifier(), attempt.redirectUri());
      Account account = account(toolkit, Grant.of(granted.tokens().accessToken()));
      return new Done(store(attempt, granted, account), returnTo, attempt.actor());
    } catch (PlatformException e) {
      throw new NotConnectedException(problem(e.failure()), e.getMessage(), returnTo);
    }
  }

  /** Whether it is worth a person's while to try again soon. */
  private static String problem(PlatformFailure failure) {
    return switch (failure) {
      case PlatformFailure.Transient out -> "unreachable";
      case PlatformFailure.RateLimited later -> "unreachable";
      case PlatformFailure.NeedsReconnect spent -> "refused";
      case PlatformFailure.NotPermitted act -> "refused";
      case PlatformFailure.PaymentRequired unpaid -> "refused";
      case PlatformFailure.Rejected wrong -> "refused";
    };
  }

  private UUID store(ConnectionAttempt attempt, Granted granted, Account account)
      throws NotConnectedException {
    UUID id =
        database.transaction(
            () -> {
              UUID stored = stored(attempt, granted);
              if (stored != null) {
                note(stored, granted, account);
              }
              return stored;
            });
    if (id == null) {
      throw new NotConnectedException(
          "taken", "another connection has the name meanwhile", attempt.returnTo());
    }
    waiting.lookAgain(id);
    return id;
  }

  /** Null when the connection is gone, or another has taken the name. */
  private @Nullable UUID stored(ConnectionAttempt attempt, Granted granted) {
    UUID old = attempt.connectionId();
    if (old != null) {
      return connections.replaceSecret(old, granted.tokens().credentials()) ? old : null;
    }
    if (isTaken(attempt.toolkit(), attempt.name())) {
      return null;
    }
    UUID id = Ids.next();
    connections.store(
        id, attempt.toolkit(), attempt.name(), Jsonb.object(), granted.tokens().credentials());
    return id;
  }

  private void note(UUID id, Granted granted, Account account) {
    if (account.id() != null) {
      connections.account(id, account.id(), account.name());
    }
    for (Capability lost : ScopedCapabilities.without(granted.missingScopes())) {
      connections.missing(id, lost, "It was not allowed when the account was connected.");
    }
  }

  /** Who the account is; a platform that does not say so just now says it when it is tested. */
  private Account account(Toolkit toolkit, Grant grant) throws InterruptedException {
    try {
      return switch (toolkit) {
        case X -> {
          XUser me = clients.x(grant, XFieldNames.TWEET, null).me();
          yield new Account(me.id(), me.username());
        }
        case GMAIL -> {
          String address = clients.gmail(grant).profile().address();
          yield new Account(address, address);
        }
        case HTTP, SMTP, ANTHROPIC, MCP, LINKEDIN, SUBSTACK -> new Account(null, null);
      };
    } catch (PlatformException e) {
      LOG.info("{} does not say whose account it is: {}", toolkit, e.getMessage());
      return new Account(null, null);
    }
  }

  private OAuthPlatform platform(Toolkit toolkit) {
    OAuthPlatform platform =
        platforms
            .of(toolkit)
            .orElseThrow(() -> ApiProblem.invalid("/toolkit", ConnectionRules.noOAuth(toolkit)));
    if (!platform.isSetUp()) {
      throw ApiProblem.invalid(
          "/toolkit",
          "cannot be connected yet: register a client at the platform and set "
              + platform.clientVariable());
    }
    if (!secrets.available()) {
      throw ApiProblem.invalid(
          "/toolkit", "cannot be connected: tokens cannot be kept, set " + Secrets.VARIABLE);
    }
    return platform;
  }

  private String name(Wish wish) {
    if (wish.connectionId() != null) {
      Connection old =
          connections
              .find(wish.connectionId())
              .filter(connection -> connection.toolkit() == wish.toolkit())
              .orElseThrow(() -> ApiProblem.notFound("connection", wish.connectionId()));
      return old.name();
    }
    if (wish.name() == null) {
      return freeName(wish.toolkit());
    }
    String name = ConnectionRules.name(wish.toolkit(), wish.name());
    if (isTaken(wish.toolkit(), name)) {
      throw ApiProblem.conflict(
          "/name",
          "Another %s connection has this name; give its connectionId to connect it again."
              .formatted(wish.toolkit().text()));
    }
    return name;
  }

  /** The toolkit's, with the first number that is free when there is one of it already. */
  private String freeName(Toolkit toolkit) {
    Set<String> taken =
        connections.all(toolkit).stream().map(Connection::name).collect(Collectors.toSet());
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> number == 1 ? toolkit.text() : toolkit.text() + " " + number)
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private boolean isTaken(Toolkit toolkit, String name) {
    return connections.find(toolkit, name).filter(other -> other.name().equals(name)).isPresent();
  }
}
