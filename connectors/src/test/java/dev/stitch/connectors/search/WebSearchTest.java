package dev.stitch.connectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.http.PlatformHttp;
import dev.stitch.connectors.search.WebSearch.Result;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.connectors.testing.FakeSearch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSearchTest {

  private final FakeSearch engine = new FakeSearch(45);
  private final WebSearch brave = brave(FakeSearch.KEY);
  private final WebSearch searxng =
      new SearxngSearch(
          new PlatformHttp(), engine.url().resolve(FakeSearch.SEARXNG_PATH), Clock.systemUTC());

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void bothEnginesAnswerAsManyAsAreAskedForAndNoneTwice() throws Exception {
    for (WebSearch search : List.of(brave, searxng)) {
      assertThat(search.search("stitch & thread", 30))
          .hasSize(30)
          .doesNotHaveDuplicates()
          .first()
          .isEqualTo(new Result("https://example.org/0", "Page 0", "About it"));
      assertThat(search.search("stitch & thread", 100)).hasSize(45);
    }
    assertThat(engine.requests())
        .allMatch(request -> request.parameter("q").equals("stitch & thread"));
  }

  @Test
  void aLimitHoldsUntilTheWindowThatIsUsedUpEnds() {
    engine.failNext(
        FakeSearch.BRAVE_PATH,
        Response.of(429, "{}")
            .with("X-RateLimit-Remaining", "0, 900")
            .with("X-RateLimit-Reset", "2, 100000"));
    engine.failNext(
        FakeSearch.BRAVE_PATH,
        Response.of(429, "{}")
            .with("X-RateLimit-Remaining", "1, 0")
            .with("X-RateLimit-Reset", "1, 4000"));

    assertThat(wait(() -> brave.search("q", 1))).isBetween(0L, 2L);
    assertThat(wait(() -> brave.search("q", 1))).isBetween(3_990L, 4_000L);
  }

  @Test
  void aWrongKeyAndAServerWithoutJsonAreRefusalsThatSayWhatToDo() {
    assertThat(failure(() -> brave("wrong-key").search("q", 1)).reason())
        .contains("STITCH_SEARCH_KEY")
        .doesNotContain("wrong-key");
    engine.failNext(FakeSearch.SEARXNG_PATH, Response.of(403, ""));
    assertThat(failure(() -> searxng.search("q", 1)).reason()).contains("json");
  }

  @Test
  void addressesThatAreNoneOfTheWebAreLeftOut() throws Exception {
    engine.failNext(
        FakeSearch.SEARXNG_PATH,
        Response.of(
            200,
            "{'results':[{'url':'javascript:alert(1)'},{'url':7},{'title':'none'},"
                + "{'url':'https://example.org/ok','title':3}]}"));

    assertThat(searxng.search("q", 1))
        .extracting(Result::url)
        .containsExactly("https://example.org/ok");
  }

  private WebSearch brave(String key) {
    return new BraveSearch(
        new PlatformHttp(), engine.url().resolve(FakeSearch.BRAVE_PATH), key, Clock.systemUTC());
  }

  private static long wait(ThrowingCallable call) {
    return Duration.between(Instant.now(), ((PlatformFailure.RateLimited) failure(call)).until())
        .toSeconds();
  }

  private static PlatformFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(PlatformException.class, call).failure();
  }
}
