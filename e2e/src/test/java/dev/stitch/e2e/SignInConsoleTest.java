package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * What {@code console/e2e/signin} holds: the console where a login is asked for. Those tests play
 * the identity provider too.
 */
class SignInConsoleTest {

  private static final Pattern KEY = Pattern.compile("(?m)^sk_[A-Za-z0-9_-]{43}$");

  @TestFactory
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  Stream<DynamicNode> signingInWorksInARealBrowser() throws IOException, InterruptedException {
    String issuer = "http://127.0.0.1:" + RunningStack.freePort();
    try (RunningStack stack =
        RunningStack.create("--port", Integer.toString(RunningStack.freePort()))) {
      stack.up(
          Map.of(
              "STITCH_LOGIN", "required",
              "STITCH_OIDC_ISSUER", issuer,
              "STITCH_OIDC_CLIENT_ID", "console",
              "STITCH_OIDC_NAME", "Example ID"));
      return BrowserTests.run(
          "e2e/signin/vitest.config.ts",
          Map.of(
              "STITCH_API", stack.api().base(),
              "STITCH_OIDC_ISSUER", issuer,
              "STITCH_ADMIN_KEY", key(stack, "admin"),
              "STITCH_VIEWER_KEY", key(stack, "viewer")));
    }
  }

  /** A key of a role, made as whoever runs the server makes the first one. */
  private static String key(RunningStack stack, String role) throws InterruptedException {
    Process keys = stack.cli("keys", "create", "--role", role, "--name", role);
    assertThat(keys.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return KEY.matcher(stack.output("keys")).results().toList().getLast().group();
  }
}
