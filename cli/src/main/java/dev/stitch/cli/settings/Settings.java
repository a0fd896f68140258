package dev.stitch.cli.settings;

import dev.stitch.activities.browser.Browser;
import dev.stitch.activities.claudecode.ClaudeProgram;
import dev.stitch.activities.email.SenderAddress;
import dev.stitch.activities.git.GitSettings;
import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.activities.reconcile.SettlementBrake;
import dev.stitch.api.http.BindRule;
import dev.stitch.api.http.WebAddress;
import dev.stitch.api.security.LoginPolicy;
import dev.stitch.api.security.SecuritySettings;
import dev.stitch.cli.stack.StackException;
import dev.stitch.cli.stack.StackSettings;
import dev.stitch.keys.KeyRing;
import dev.stitch.mail.imap.ImapUrl;
import dev.stitch.mail.smtp.MailServer;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.secret.Secrets;
import dev.stitch.temporal.PayloadEncryption;
import dev.stitch.temporal.TemporalConnection;
import dev.stitch.worker.ManagementSettings;
import dev.stitch.worker.WorkerSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every variable that is parsed, with the reader of the part that uses it. The beans of a part are
 * made when something first needs them: a part that did not check its settings before would start,
 * be alive, and fail at each request.
 */
public final class Settings {

  private static final Set<String> FLAG = Set.of("true", "false");

  private static final List<Check> SHARED =
      List.of(
          Check.of(
              "STITCH_LOG_FORMAT",
              SettingReaders.oneOf("STITCH_LOG_FORMAT", Set.of("text", "json"))),
          Check.of("STITCH_LOG_LEVEL", SettingReaders.logLevel("STITCH_LOG_LEVEL")),
          new Check(
              Set.of(DatabaseUrl.VARIABLE, "STITCH_DATABASE_USER", "STITCH_DATABASE_PASSWORD"),
              DatabaseUrl::fromEnvironment),
          Check.unlessEmpty(Secrets.VARIABLE, keys -> KeyRing.parse(Secrets.VARIABLE, keys)),
          new Check(Set.of(PayloadEncryption.VARIABLE), PayloadEncryption::fromEnvironment));

  private static final Check TEMPORAL =
      new Check(
          Set.of("TEMPORAL_ADDRESS", "TEMPORAL_PROFILE", "TEMPORAL_CONFIG_FILE", "TEMPORAL_TLS_…"),
          TemporalConnection::fromEnvironment);

  private static final List<Check> PLATFORMS =
      Stream.of(
              "STITCH_X_API_URL",
              "STITCH_X_AUTHORIZE_URL",
              "STITCH_X_TOKEN_URL",
              "STITCH_GMAIL_API_URL",
              "STITCH_PEOPLE_API_URL",
              "STITCH_GOOGLE_AUTHORIZE_URL",
              "STITCH_GOOGLE_TOKEN_URL",
              "STITCH_SEARCH_URL")
          .map(Settings::address)
          .toList();

  private static final List<Check> API =
      List.of(
          Check.of("STITCH_PORT", SettingReaders.port("STITCH_PORT")),
          Check.of("STITCH_BIND", SettingReaders.bind("STITCH_BIND")),
          Check.of(
              "STITCH_ALLOW_UNAUTHENTICATED",
              SettingReaders.oneOf("STITCH_ALLOW_UNAUTHENTICATED", FLAG)),
          new Check(SecuritySettings.VARIABLES, SecuritySettings::check),
          new Check(
              Set.of("STITCH_LOGIN", "STITCH_BIND", "STITCH_ALLOW_UNAUTHENTICATED"),
              Settings::requireLogin),
          Check.of("STITCH_RATE_LIMIT", SettingReaders.number("STITCH_RATE_LIMIT", 0)),
          Check.of(
              "STITCH_RATE_LIMIT_REFUSED", SettingReaders.number("STITCH_RATE_LIMIT_REFUSED", 0)),
          Check.of("STITCH_BODY_SILENCE", SettingReaders.duration("STITCH_BODY_SILENCE")),
          Check.of("STITCH_BODY_WHOLE", SettingReaders.duration("STITCH_BODY_WHOLE")),
          address("STITCH_PUBLIC_URL"),
          Check.unlessEmpty(
              "STITCH_CODEC_ORIGIN", text -> WebAddress.origin("STITCH_CODEC_ORIGIN", text)),
          Check.of("STITCH_TEMPORAL_UI", text -> WebAddress.parse("STITCH_TEMPORAL_UI", text)),
          Check.unlessEmpty("STITCH_SNS_TOPICS", SettingReaders.topics("STITCH_SNS_TOPICS")));

  private static final List<Check> WORKER =
      List.of(
          new Check(
              Set.of(
                  "STITCH_WORKER_QUEUES",
                  "STITCH_WORKER_WORKFLOW_SLOTS",
                  "STITCH_WORKER_LOCAL_SLOTS",
                  "STITCH_WORKER_ACTIVITY_SLOTS",
                  "STITCH_WORKER_MAX_POLLERS",
                  "STITCH_WORKER_CACHE",
                  "STITCH_WORKER_DRAIN"),
              WorkerSettings::fromEnvironment),
          new Check(Set.of("STITCH_WORKER_PORT"), ManagementSettings::fromEnvironment),
          Check.unlessEmpty("STITCH_WORKER_BIND", SettingReaders.bind("STITCH_WORKER_BIND")),
          Check.of("STITCH_DATABASE_POOL", SettingReaders.number("STITCH_DATABASE_POOL", 1)),
          address("STITCH_PUBLIC_URL"),
          Check.unlessEmpty("STITCH_SMTP_URL", MailServer::parse),
          Check.unlessEmpty("STITCH_IMAP_URL", ImapUrl::parse),
          Check.of("STITCH_MAIL_FROM", SenderAddress::new),
          Check.unlessEmpty("STITCH_OUTBOUND_ALLOW", OutboundGuard::new),
          Check.unlessEmpty("STITCH_BROWSER", Browser::named),
          Check.unlessEmpty("STITCH_CLAUDE_CLI", ClaudeProgram::named),
          Check.of("STITCH_AGENT_WINDOW", SettingReaders.number("STITCH_AGENT_WINDOW", 1)),
          Check.of("STITCH_CLAUDE_HOLD", SettingReaders.duration("STITCH_CLAUDE_HOLD")),
          Check.of(GitSettings.ROOTS, GitSettings::roots),
          path(GitSettings.SSH_KEY),
          path(GitSettings.KNOWN_HOSTS),
          path(GitSettings.WORKSPACES),
          Check.of("STITCH_WORKSPACE_DAYS", SettingReaders.number("STITCH_WORKSPACE_DAYS", 1)),
          Check.unlessEmpty(SettlementBrake.VARIABLE, SettlementBrake::new));

  private Settings() {}

  /**
   * Checks what {@code stitch api} reads.
   *
   * @throws StackException when a value makes no sense; its one line names the variable and the fix
   */
  public static void checkApi(Map<String, String> environment) {
    run(
        Stream.of(SHARED.stream(), Stream.of(TEMPORAL), PLATFORMS.stream(), API.stream()),
        environment);
  }

  /** As {@link #checkApi}, for {@code stitch worker}. */
  public static void checkWorker(Map<String, String> environment) {
    run(
        Stream.of(SHARED.stream(), Stream.of(TEMPORAL), PLATFORMS.stream(), WORKER.stream()),
        environment);
  }

  /** As {@link #checkApi}, for {@code stitch migrate}. */
  public static void checkMigrate(Map<String, String> environment) {
    run(Stream.of(SHARED.stream(), Stream.of(TEMPORAL)), environment);
  }

  /**
   * As {@link #checkApi}, for a stack on this machine, which reads Temporal's own variables where
   * they name a server only.
   */
  public static void checkStack(Map<String, String> environment) {
    Map<String, String> read = new HashMap<>(environment);
    // A stack takes an empty address or port for none, and tells its parts its own address.
    read.computeIfPresent("STITCH_PORT", (name, text) -> text.isBlank() ? null : text.strip());
    read.computeIfPresent("STITCH_BIND", (name, text) -> text.isBlank() ? null : text.strip());
    read.putIfAbsent("STITCH_PUBLIC_URL", "http://127.0.0.1");
    run(
        Stream.of(
            SHARED.stream(),
            StackSettings.usesOtherTemporal(environment) ? Stream.of(TEMPORAL) : Stream.empty(),
            PLATFORMS.stream(),
            API.stream(),
            WORKER.stream()),
        read);
  }

  /** The variables that are checked. */
  static Set<String> variables() {
    return Stream.of(SHARED, PLATFORMS, API, WORKER)
        .flatMap(List::stream)
        .flatMap(check -> check.variables().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void run(Stream<Stream<Check>> checks, Map<String, String> environment) {
    checks.flatMap(each -> each).forEach(check -> check.run(environment));
  }

  private static Check path(String variable) {
    return Check.of(variable, text -> GitSettings.absolute(variable, text));
  }

  private static Check address(String variable) {
    return Check.unlessEmpty(variable, text -> WebAddress.parse(variable, text));
  }

  private static void requireLogin(Map<String, String> environment) {
    if (LoginPolicy.isOff(environment.getOrDefault("STITCH_LOGIN", "required"))
        && !environment.getOrDefault("STITCH_ALLOW_UNAUTHENTICATED", "false").equals("true")) {
      BindRule.requireLoopback(environment.getOrDefault("STITCH_BIND", "127.0.0.1"));
    }
  }
}
