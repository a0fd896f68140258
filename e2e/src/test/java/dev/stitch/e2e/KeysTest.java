package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands of {@code docs/security.md} that are run beside the API. */
class KeysTest {

  private static final RunningStack STACK = RunningStack.shared();
  private static final Pattern KEY = Pattern.compile("(?m)^sk_[A-Za-z0-9_-]{43}$");

  @Test
  void aKeyIsMadeListedAndRevokedByCommand() throws Exception {
    String name = "command " + System.nanoTime();

    String created = run("create", "--role", "viewer", "--name", name);

    Matcher key = KEY.matcher(created);
    assertThat(key.find()).as(created).isTrue();
    assertThat(status(key.group())).isEqualTo(200);
    String listed = run("list");
    Matcher row = Pattern.compile("(?m)^([0-9a-f-]{36}) .*" + name + "$").matcher(listed);
    assertThat(row.find()).as(listed).isTrue();
    assertThat(row.group()).contains("viewer").contains("live");
    assertThat(listed.substring(created.length())).doesNotContain(key.group());

    run("revoke", row.group(1));

    assertThat(status(key.group())).isEqualTo(401);
    assertThat(STACK.api().get("/api/audit-log?actor=user:cli").body().toString())
        .contains("keys create")
        .contains("keys revoke")
        .contains(row.group(1));
  }

  @Test
  void secretsAreSealedAgainByCommand() throws Exception {
    assertThat(run("rotate")).contains("with the newest key");
  }

  @Test
  void aRoleThatThereIsNotIsToldByName() throws Exception {
    Process process = STACK.cli("keys", "create", "--role", "god", "--name", "x");

    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(STACK.output("keys")).contains("viewer, operator, editor or admin");
  }

  /** Runs a command to its good end; answers all that {@code keys} has printed so far. */
  private static String run(String... arguments) throws InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = "keys";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Process process = STACK.cli(all);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(STACK.output("keys")).isZero();
    return STACK.output("keys");
  }

  private static int status(String key) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(STACK.api().base() + "/api/flows"))
                  .header("Authorization", "Bearer " + key)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
