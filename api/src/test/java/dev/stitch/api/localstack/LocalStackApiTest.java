package dev.stitch.api.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An API that nobody looks after, as in a cluster. */
@Tag("server")
class LocalStackApiTest extends ApiTest {

  @Test
  void anApiOutsideOfALocalStackSaysSo() {
    Answer answer = get("/api/local-stack");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/supervised").asBoolean(true)).isFalse();
    assertThat(answer.at("/worker").isNull()).isTrue();
    assertThat(answer.at("/temporalUi").asText()).startsWith("http");
  }

  @Test
  void itStopsNoWorker() {
    Answer answer = post("/api/local-stack/worker/stop", json("{'pid':1}"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/detail").asText()).contains("./stitch up");
  }

  @Test
  void theProcessMustBeNamed() {
    Answer answer = post("/api/local-stack/worker/stop", "{}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/pid");
  }
}
