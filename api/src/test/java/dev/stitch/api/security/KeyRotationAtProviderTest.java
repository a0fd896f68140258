package dev.stitch.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.stitch.api.testing.ApiTest;
import io.micronaut.core.annotation.NonNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An identity provider that replaces the key it signs with, while tokens come in. */
@Tag("server")
class KeyRotationAtProviderTest extends ApiTest {

  /** Longer than unknown keys may keep us from asking the provider. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final FakeIssuer issuer = new FakeIssuer("{}");

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    properties.put("stitch.oidc.issuer", issuer.url());
    properties.put("stitch.oidc.audience", "stitch");
    properties.put("stitch.rate-limit-refused", "0");
    return properties;
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @BeforeEach
  void theFirstKeyIsKnownAndTheProviderMayBeAsked() {
    issuer.published = new JWKSet(FakeIssuer.KEY);
    awaitKnown(FakeIssuer.KEY);
    awaitThatTheProviderMayBeAsked();
  }

  @Test
  void aKeyOfANewNameIsReadBeforeItsTokensAreRefused() {
    RSAKey next = FakeIssuer.rsaKey("second");

    issuer.published = new JWKSet(next);

    assertThat(status(next)).isEqualTo(200);
  }

  @Test
  void aKeyThatTookOverTheNameOfAnotherIsReadBeforeItsTokensAreRefused() {
    RSAKey next = FakeIssuer.rsaKey("first");

    issuer.published = new JWKSet(next);

    assertThat(status(next)).isEqualTo(200);
    assertThat(status(FakeIssuer.KEY)).as("a token of the key that is gone").isEqualTo(401);
  }

  @Test
  void aKeyWithoutANameIsReadBeforeItsTokensAreRefused() {
    RSAKey before = FakeIssuer.rsaKey(null);
    RSAKey next = FakeIssuer.rsaKey(null);
    issuer.published = new JWKSet(before);
    awaitKnown(before);
    awaitThatTheProviderMayBeAsked();

    issuer.published = new JWKSet(next);

    assertThat(status(next)).isEqualTo(200);
  }

  @Test
  void tokensOfUnknownKeysCannotMakeUsFloodTheProvider() {
    RSAKey stranger = FakeIssuer.rsaKey("stranger");
    int before = issuer.keysRead.get();
    long begun = System.nanoTime();

    List<Integer> answers =
        IntStream.range(0, 200)
            .mapToObj(i -> new RSAKey.Builder(stranger).keyID("stranger-" + i).build())
            .map(this::status)
            .toList();

    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    assertThat(answers).isSubsetOf(401, 503);
    assertThat((long) issuer.keysRead.get() - before).isLessThanOrEqualTo(seconds + 4);
    assertThat(status(FakeIssuer.KEY)).as("a good token meanwhile").isEqualTo(200);
    RSAKey next = FakeIssuer.rsaKey("after the flood");
    issuer.published = new JWKSet(next);
    assertThat(status(next)).as("not refused, at most put off").isIn(200, 503);
    awaitKnown(next);
  }

  private int status(RSAKey key) {
    String token =
        FakeIssuer.sign(
            issuer.claims("stitch").claim("roles", List.of("viewer")).build(),
            key,
            JWSAlgorithm.RS256);
    return get("/api/flows", "Authorization", "Bearer " + token).status();
  }

  private void awaitKnown(RSAKey key) {
    Awaitility.await().atMost(PATIENCE).until(() -> status(key) == 200);
  }

  /**
   * Tokens of a key that nobody has make us ask, twice in a while; the first time in a new while
   * leaves one for the test.
   */
  private void awaitThatTheProviderMayBeAsked() {
    RSAKey nobodys = new RSAKey.Builder(FakeIssuer.FOREIGN).keyID("nobody's").build();
    Awaitility.await().atMost(PATIENCE).until(() -> status(nobodys) == 503);
    Awaitility.await().atMost(PATIENCE).until(() -> status(nobodys) == 401);
  }
}
