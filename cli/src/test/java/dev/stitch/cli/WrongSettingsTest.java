package dev.stitch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that makes no sense is said in one line by the command that reads it. */
@Timeout(60)
class WrongSettingsTest {

  private static final String DATABASE = "STITCH_DATABASE_URL";

  /** Nothing answers there: who goes past the settings finds no database. */
  private static final String NOWHERE = "postgres://stitch:s3cret@127.0.0.1:1/stitch";

  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  @TempDir Path home;

  /** What a command wrote to stderr and how it ended. */
  private record Ending(int exitCode, String error) {}

  static Stream<Arguments> shared() {
    return Stream.of(
        arguments(DATABASE, "mysql://stitch:s3cret@db/stitch"),
        arguments(DATABASE, "postgres://stitch:s3cret@db:99999/stitch"),
        arguments(DATABASE, "postgres://stitch:s3cret%zz@db/stitch"),
        arguments(DATABASE, "jdbc:postgresql://db:x/stitch"),
        arguments("STITCH_ENCRYPTION_KEY", "s3cret"),
        arguments("STITCH_ENCRYPTION_KEY", "not base64!"),
        arguments("STITCH_ENCRYPTION_KEY", KEY + "," + KEY),
        arguments("STITCH_CODEC_KEY", "s3cret"),
        arguments("STITCH_LOG_FORMAT", "xml"),
        arguments("STITCH_LOG_FORMAT", ""),
        arguments("STITCH_LOG_LEVEL", "LOUD"));
  }

  static Stream<Arguments> ofTheApi() {
    return Stream.of(
        arguments("STITCH_PORT", "http"),
        arguments("STITCH_PORT", "0"),
        arguments("STITCH_PORT", "65536"),
        arguments("STITCH_BIND", "no host"),
        arguments("STITCH_ALLOW_UNAUTHENTICATED", "yes"),
        arguments("STITCH_LOGIN", "maybe"),
        arguments("STITCH_SESSION_LENGTH", "a day"),
        arguments("STITCH_SESSION_LENGTH", ""),
        arguments("STITCH_SESSION_LENGTH", "PT0S"),
        arguments("STITCH_SESSION_LENGTH", "-PT1H"),
        arguments("STITCH_SESSION_LENGTH", "P31D"),
        arguments("STITCH_BODY_SILENCE", "soon"),
        arguments("STITCH_BODY_WHOLE", "0s"),
        arguments("STITCH_RATE_LIMIT", "many"),
        arguments("STITCH_RATE_LIMIT", "-1"),
        arguments("STITCH_RATE_LIMIT_REFUSED", "99999999999999999999"),
        arguments("STITCH_OIDC_ISSUER", "https://id.example"),
        arguments("STITCH_OIDC_ISSUER", "id example"),
        arguments("STITCH_OIDC_CLIENT_ID", "console"),
        arguments("STITCH_OIDC_JWKS_URL", "file:/etc/keys"),
        arguments("STITCH_OIDC_ROLES", "boss=everybody"),
        arguments("STITCH_OIDC_ROLES", ""),
        arguments("STITCH_PUBLIC_URL", "stitch.example"),
        arguments("STITCH_TEMPORAL_UI", "nowhere"),
        arguments("STITCH_CODEC_ORIGIN", "https://temporal.example/"),
        arguments("STITCH_SNS_TOPICS", "mail"));
  }

  static Stream<Arguments> ofTheWorker() {
    return Stream.of(
        arguments("STITCH_DATABASE_POOL", "lots"),
        arguments("STITCH_DATABASE_POOL", "0"),
        arguments("STITCH_SMTP_URL", "mail.example:587"),
        arguments("STITCH_SMTP_URL", "smtp://ada:s3cret@mail.example:99999"),
        arguments("STITCH_SMTP_URL", "smtp://ada:s3cret%@mail.example"),
        arguments("STITCH_IMAP_URL", "imaps://mail.example"),
        arguments("STITCH_IMAP_URL", "imaps://ada:s3cret@mail.example:99999"),
        arguments("STITCH_MAIL_FROM", "nobody"),
        arguments("STITCH_PUBLIC_URL", "stitch.example"),
        arguments("STITCH_OUTBOUND_ALLOW", "10.0.0.0/33"),
        arguments("STITCH_OUTBOUND_ALLOW", "10.0.0.0-10.0.0.9"),
        arguments("STITCH_OUTBOUND_ALLOW", "https://crm.internal"),
        arguments("STITCH_OUTBOUND_ALLOW", "*.internal"),
        arguments("STITCH_WORKER_QUEUES", "mail"),
        arguments("STITCH_WORKER_WORKFLOW_SLOTS", "0"),
        arguments("STITCH_WORKER_LOCAL_SLOTS", "1.5"),
        arguments("STITCH_WORKER_ACTIVITY_SLOTS", "-1"),
        arguments("STITCH_WORKER_MAX_POLLERS", "a few"),
        arguments("STITCH_WORKER_CACHE", "1G"),
        arguments("STITCH_WORKER_DRAIN", "20s"),
        arguments("STITCH_WORKER_PORT", "70000"),
        arguments("STITCH_WORKER_BIND", "no host"));
  }

  static Stream<Arguments> everyOne() {
    return Stream.of(
            commands(shared(), "up", "api", "worker", "migrate"),
            commands(ofTheApi(), "up", "api"),
            commands(ofTheWorker(), "up", "worker"))
        .flatMap(each -> each)
        // A stack tells its parts its own address, so nothing is wrong there.
        .filter(row -> !row.get()[0].equals("up") || !row.get()[1].equals("STITCH_OIDC_CLIENT_ID"));
  }

  private static Stream<Arguments> commands(Stream<Arguments> settings, String... commands) {
    return settings.flatMap(
        setting ->
            Stream.of(commands)
                .map(command -> arguments(command, setting.get()[0], setting.get()[1])));
  }

  @ParameterizedTest(name = "{0} with {1}={2}")
  @MethodSource("everyOne")
  void aValueThatMakesNoSenseIsNamedInOneLine(String command, String variable, String value) {
    Map<String, String> settings = new HashMap<>(Map.of(DATABASE, NOWHERE));
    settings.put(variable, value);

    assertOneLine(inThisProcess(settings, command), variable);
  }

  @Test
  void signingInWithoutAPublicAddressIsRefused() {
    Ending ending =
        inThisProcess(
            Map.of(
                DATABASE,
                NOWHERE,
                "STITCH_OIDC_ISSUER",
                "https://id.example",
                "STITCH_OIDC_CLIENT_ID",
                "console"),
            "api");

    assertOneLine(ending, "STITCH_PUBLIC_URL");
  }

  @Test
  void aServerWithoutALoginOnAnAddressOfOthersIsRefused() {
    Map<String, String> open =
        Map.of(DATABASE, NOWHERE, "STITCH_LOGIN", "off", "STITCH_BIND", "0.0.0.0");

    assertOneLine(inThisProcess(open, "api"), "STITCH_ALLOW_UNAUTHENTICATED");
    assertOneLine(inThisProcess(open, "up"), "STITCH_ALLOW_UNAUTHENTICATED");
  }

  @Test
  void aProfileOfTemporalThatIsNotThereIsRefused() {
    assertOneLine(
        inThisProcess(Map.of(DATABASE, NOWHERE, "TEMPORAL_PROFILE", "absent"), "worker"),
        "TEMPORAL_PROFILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "worker", "migrate"})
  void aCommandWithoutItsDatabaseSaysWhichVariableNamesOne(String command) {
    assertOneLine(inThisProcess(Map.of("STITCH_HOME", home.toString()), command), DATABASE);
  }

  @Test
  void migratingADatabaseThatIsAwaySaysSo() {
    assertOneLine(inThisProcess(Map.of(DATABASE, NOWHERE), "migrate"), DATABASE);
  }

  @Test
  void anOptionThatIsNoNumberIsOneLineToo() {
    StringWriter error = new StringWriter();
    int exitCode =
        Stitch.commandLine(Map.of())
            .setErr(new PrintWriter(error, true))
            .execute("up", "--port", "http");

    assertThat(exitCode).isEqualTo(2);
    assertThat(error.toString().strip()).doesNotContain("\n").contains("--port");
  }

  @Test
  @Tag("server")
  void theProcessOfAnApiWithAMalformedKeyEnds() throws Exception {
    assertOneLine(
        asAProcess(Map.of(DATABASE, NOWHERE, "STITCH_ENCRYPTION_KEY", "s3cret"), "api"),
        "STITCH_ENCRYPTION_KEY");
  }

  @Test
  @Tag("server")
  void anApiWhosePortIsTakenSaysSoInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ending ending =
          asAProcess(
              Map.of(
                  DATABASE,
                  NOWHERE,
                  "STITCH_PORT",
                  Integer.toString(taken.getLocalPort()),
                  "STITCH_ENCRYPTION_KEY",
                  KEY),
              "api");

      assertOneLine(ending, "STITCH_PORT");
    }
  }

  private static void assertOneLine(Ending ending, String variable) {
    assertThat(ending.error().strip())
        .contains(variable)
        .doesNotContain("\n", "\tat ", "Exception", "s3cret");
    assertThat(ending.exitCode()).isOne();
  }

  private Ending inThisProcess(Map<String, String> settings, String command) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("STITCH_HOME", home.resolve("stack").toString());
    StringWriter error = new StringWriter();
    int exitCode =
        Stitch.commandLine(environment).setErr(new PrintWriter(error, true)).execute(command);
    return new Ending(exitCode, error.toString());
  }

  private Ending asAProcess(Map<String, String> settings, String command)
      throws IOException, InterruptedException {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    java.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp"));
    java.addAll(List.of(System.getProperty("java.class.path"), Stitch.class.getName(), command));
    Path error = home.resolve("error");
    ProcessBuilder builder =
        new ProcessBuilder(java)
            .redirectOutput(home.resolve("output").toFile())
            .redirectError(error.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("STITCH_"));
    builder.environment().putAll(settings);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ending(process.exitValue(), Files.readString(error, StandardCharsets.UTF_8));
  }
}
