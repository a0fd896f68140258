package dev.stitch.api.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Ids;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class CostTest extends ApiTest {

  private final UUID letters = Ids.next();
  private final UUID leads = Ids.next();

  @BeforeAll
  void spend() {
    flow(letters, "Letters");
    flow(leads, "Leads");
    call(letters, "claude-opus-5-5", 1000, 200, "0.008", "2026-03-01T23:59:59Z");
    call(letters, "claude-opus-5-5", 1000, 200, "0.008", "2026-03-02T00:00:00Z");
    call(letters, "scripted", 10, 20, "0", "2026-03-02T12:00:00Z");
    call(leads, "claude-opus-5-5", 2000, 100, "0.01", "2026-03-03T23:59:59Z");
    call(null, "claude-next", 500, 50, null, "2026-03-03T10:00:00Z");
    call(leads, "claude-opus-5-5", 1, 1, "5", "2026-03-04T00:00:00Z");
  }

  @Test
  void itIsSummedUpOverTheDaysThatAreAskedFor() {
    JsonNode report = cost("from=2026-03-02&to=2026-03-03");

    assertThat(report.path("from").asText()).isEqualTo("2026-03-02");
    assertThat(report.path("to").asText()).isEqualTo("2026-03-03");
    assertThat(told(report.path("total"))).isEqualTo("4 calls, 1 unpriced, 3510+370, 0.018 USD");
  }

  @Test
  void itIsToldByDayModelAndFlow() {
    JsonNode report = cost("from=2026-03-02&to=2026-03-03");

    assertThat(report.path("byDay").valueStream())
        .map(each -> each.path("day").asText() + ": " + told(each.path("used")))
        .containsExactly(
            "2026-03-02: 2 calls, 0 unpriced, 1010+220, 0.008 USD",
            "2026-03-03: 2 calls, 1 unpriced, 2500+150, 0.01 USD");
    assertThat(report.path("byModel").valueStream())
        .map(each -> each.path("model").asText() + ": " + told(each.path("used")))
        .containsExactly(
            "claude-opus-5-5: 2 calls, 0 unpriced, 3000+300, 0.018 USD",
            "claude-next: 1 calls, 1 unpriced, 500+50, 0 USD",
            "scripted: 1 calls, 0 unpriced, 10+20, 0 USD");
    assertThat(report.path("byFlow").valueStream())
        .map(
            each ->
                each.path("flowId").asText()
                    + " "
                    + each.path("flowName").asText()
                    + ": "
                    + told(each.path("used")))
        .containsExactly(
            leads + " Leads: 1 calls, 0 unpriced, 2000+100, 0.01 USD",
            letters + " Letters: 2 calls, 0 unpriced, 1010+220, 0.008 USD",
            "null null: 1 calls, 1 unpriced, 500+50, 0 USD");
  }

  @Test
  void itCanBeOfOneModelOrFlow() {
    assertThat(told(cost("from=2026-03-01&to=2026-03-04&flowId=" + letters).path("total")))
        .isEqualTo("3 calls, 0 unpriced, 2010+420, 0.016 USD");
    assertThat(told(cost("from=2026-03-01&to=2026-03-04&model=claude-next").path("total")))
        .isEqualTo("1 calls, 1 unpriced, 500+50, 0 USD");
  }

  @Test
  void whereNothingWasSpentItIsNothing() {
    JsonNode report = cost("from=2020-01-01&to=2020-12-31");

    assertThat(told(report.path("total"))).isEqualTo("0 calls, 0 unpriced, 0+0, 0 USD");
    assertThat(report.path("byDay")).isEmpty();
    assertThat(report.path("byFlow")).isEmpty();
  }

  @Test
  void withoutDaysItIsOfTheLastThirty() {
    call(letters, "scripted", 7, 7, "0", null);

    JsonNode report = get("/api/analytics/cost").body();

    assertThat(report.at("/byDay").get(report.at("/byDay").size() - 1).path("day"))
        .isEqualTo(report.path("to"));
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, 400, /from",
    "to=2026-02-30, 400, /to",
    "to=1999-12-31, 400, /to",
    "from=2026-03-02&to=2026-03-01, 422, /from",
    "from=2025-01-01&to=2026-03-01, 422, /from",
    "flowId=none, 400, /flowId",
  })
  void daysThatMakeNoSenseAreRefusedByName(String query, int status, String pointer) {
    Answer answer = get("/api/analytics/cost?" + query);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.pointer()).isEqualTo(pointer);
  }

  private JsonNode cost(String query) {
    return get("/api/analytics/cost?" + query).body();
  }

  private static String told(JsonNode used) {
    return "%d calls, %d unpriced, %d+%d, %s USD"
        .formatted(
            used.path("calls").asInt(),
            used.path("unpricedCalls").asInt(),
            used.path("inputTokens").asInt(),
            used.path("outputTokens").asInt(),
            used.path("costUsd").decimalValue().stripTrailingZeros().toPlainString());
  }

  private void flow(UUID id, String name) {
    database.update(
        "INSERT INTO flows (id, kind, name, draft) VALUES (?, 'system', ?, '{}')", id, name);
  }

  private void call(
      @Nullable UUID flow,
      String model,
      long input,
      long output,
      @Nullable String cost,
      @Nullable String at) {
    database.update(
        """
        INSERT INTO model_calls (id, run_id, node_id, attempt, flow_id, model, input_tokens,
            output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, at)
        VALUES (?, ?, 'write', 1, ?, ?, ?, ?, 0, 0, ?::numeric, coalesce(?::timestamptz, now()))
        """,
        Ids.next(),
        Ids.next(),
        flow,
        model,
        input,
        output,
        cost,
        at);
  }
}
